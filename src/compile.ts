import { place } from './diagnostics/diagnose.ts'
import { model } from './model/index.ts'
import { publish } from './model/publish.ts'
import { withRendered } from './model/rendered.ts'
import { parseEntries } from './parse/entries.ts'
import { createMarkdown, markdownOptions } from './parse/markdown.ts'
import { createContents } from './plan/contents.ts'
import { plan } from './plan/index.ts'
import { checkLinks } from './plan/links.ts'
import { searchFiles } from './plan/search.ts'
import { forget } from './remember.ts'
import { createRenderer, type Renderer } from './render/index.ts'
import type {
  BuildFlags,
  Checked,
  Config,
  Diagnostic,
  Entry,
  Output,
  Remember,
  Rendered,
  RenderedFile,
  RenderMarkdown,
  Site,
  Sources,
  Template,
} from './types.ts'

export type Stage = 'parse' | 'model' | 'plan'

export interface CompileOptions {
  readonly config: Config
  readonly flags: BuildFlags
  /** Stands in for the plain Markdown chain: the cache, the second parser seat, the workers. */
  readonly renderMarkdown?: RenderMarkdown
  /** For a process that compiles again and again: what follows from unchanged parts of the site is not worked out again. */
  readonly remember?: Remember
  /** For `slugs: 'pinyin'`: Han characters in Latin letters. */
  readonly pinyin?: (text: string) => string
  /** Told when a stage begins. */
  readonly onStage?: (stage: Stage) => void
  /** Told after each post's Markdown. */
  readonly onPost?: (done: number, total: number) => void
}

export interface Compilation {
  /** What is published, as read. */
  readonly entries: readonly Entry[]
  readonly site: Site
  readonly outputs: readonly Output[]
  /** Of all stages but rendering. */
  readonly diagnostics: readonly Diagnostic[]
  /** Finishes one output. Nothing is rendered before it is asked for. */
  readonly render: (output: Output) => Checked<RenderedFile>
}

/** Sources become a site and the list of its outputs. Pure: no file system, no clock, no environment. */
export async function compile(sources: Sources, options: CompileOptions): Promise<Compilation> {
  const { config, flags, pinyin, remember = forget, onStage = () => {} } = options

  onStage('parse')
  const entries = parseEntries(sources.content, config, remember)
  const published = publish(entries.value, config, flags)
  const bodies = await renderBodies(published.entries, options)

  onStage('model')
  const outline = model({ ...published, sources, ...(pinyin && { pinyin }) }, config, remember)
  const site = withRendered(outline.value, bodies.value, remember)

  onStage('plan')
  const outputs = plan(outline.value, sources, searchFiles(site), remember)
  const links = checkLinks(site, outputs.value, sources, remember)

  const renderer = remember('renderer', [config, sources.templates, sources.assets], () => rendererFor(config, sources))
  const templates = renderer.check(sources.templates.filter(isOwn))

  return {
    entries: published.entries,
    site,
    outputs: outputs.value,
    diagnostics: [entries, bodies, outline, outputs].flatMap(({ diagnostics }) => diagnostics).concat(links, templates),
    render: createRender(site, outputs.value, sources, renderer),
  }
}

function rendererFor({ language, url, limits }: Config, { templates, assets }: Sources): Renderer {
  return createRenderer(templates, { language, url, assets, timeLimit: limits.templateTime })
}

/** Ours are tested; a user's are looked at even where no page needs them yet. */
function isOwn({ path }: Template): boolean {
  return !path.startsWith('ruoyu/')
}

async function renderBodies(
  entries: readonly Entry[],
  options: CompileOptions,
): Promise<Checked<ReadonlyMap<string, Rendered>>> {
  const renderMarkdown = options.renderMarkdown ?? createMarkdown(markdownOptions(options.config))
  const rendered = new Map<string, Rendered>()
  const diagnostics: Diagnostic[] = []
  for (const { id, body, bodyLine, source } of entries) {
    const result = await renderMarkdown(body, source.path)
    rendered.set(id, result.rendered)
    for (const found of result.findings) diagnostics.push(place(found, source.path, bodyLine))
    options.onPost?.(rendered.size, entries.length)
  }
  return { value: rendered, diagnostics }
}

/** Finishes outputs one by one; what templates and shortcodes get wrong comes with the page that shows it. */
function createRender(
  site: Site,
  outputs: readonly Output[],
  sources: Sources,
  renderer: Renderer,
): Compilation['render'] {
  let found: Diagnostic[] = []
  const take = ({ value, diagnostics }: Checked<string>): string => {
    found.push(...diagnostics)
    return value
  }
  const contentOf = createContents(site, outputs, sources, (name, view) => take(renderer.shortcode(name, view)))
  return (output) => {
    found = []
    const { path } = output
    const content = contentOf(output)
    if ('copyFrom' in content) return { value: { path, copyFrom: content.copyFrom }, diagnostics: found }
    const text = 'text' in content ? content.text : take(renderer.page(content.template, content.view))
    return { value: { path, text }, diagnostics: found }
  }
}
