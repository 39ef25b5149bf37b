import { place } from './diagnostics/diagnose.ts'
import { lazy } from './kit/lazy.ts'
import { forget, rememberEach } from './kit/remember.ts'
import { model } from './model/index.ts'
import { publish } from './model/publish.ts'
import { withRendered } from './model/rendered.ts'
import { type ParseWays, parseEntries } from './parse/entries.ts'
import { createMarkdown, markdownOptions } from './parse/markdown.ts'
import { createContents } from './plan/contents.ts'
import { createCheckIds } from './plan/ids.ts'
import { plan } from './plan/index.ts'
import { checkLinks } from './plan/links.ts'
import { createPostsIn } from './plan/postsIn.ts'
import { createRenderer, type Renderer } from './render/index.ts'
import { type SearchCut, type SearchInput, searchCut, searchInput } from './search/search.ts'
import type {
  Body,
  BuildFlags,
  Checked,
  Config,
  Diagnostic,
  Entry,
  LeftOut,
  MarkdownResult,
  Output,
  Remember,
  RenderBodies,
  Rendered,
  RenderedFile,
  Site,
  Sources,
  Template,
} from './types.ts'

export type Stage = 'parse' | 'model' | 'plan'

export interface CompileOptions {
  readonly config: Config
  readonly flags: BuildFlags
  /** Stands in for the plain Markdown chain: the cache, the second parser seat, the workers. */
  readonly renderBodies?: RenderBodies
  /** Told of each body before it is known which are to be rendered. */
  readonly onBody?: ParseWays['onBody']
  readonly readings?: ParseWays['readings']
  /** For a process that compiles again and again: what follows from unchanged parts of the site is not worked out again. */
  readonly remember?: Remember
  /** For `slugs: 'pinyin'`: Han characters in Latin letters. */
  readonly pinyin?: (text: string) => string
  /** Told while bodies are being rendered. */
  readonly onPlanned?: (planned: Planned) => void
  /** Told when all texts are there, of which the search index is made. */
  readonly onTexts?: (input: () => SearchInput) => void
  /** Told when a stage begins. */
  readonly onStage?: (stage: Stage) => void
  /** Told after each post's Markdown. */
  readonly onPost?: (done: number, total: number) => void
}

/** What is known before any body is rendered. */
export interface Planned {
  /** What is published, as read. */
  readonly entries: readonly Entry[]
  /** The site without what the bodies say. */
  readonly outline: Site
  readonly outputs: readonly Output[]
  readonly searchCut: SearchCut
  /** Ids of the posts of which an output may show what their bodies say; of the rest of the site it may show all. */
  readonly postsIn: (output: Output) => readonly string[]
}

export interface Compilation extends Planned {
  readonly site: Site
  /** Of all stages but rendering. */
  readonly diagnostics: readonly Diagnostic[]
  /** Finishes one output. Nothing is rendered before it is asked for. */
  readonly render: (output: Output) => Checked<RenderedFile>
  /** What the files of the search index are made of, for a thread that makes them. */
  readonly searchInput: () => SearchInput
}

/** Sources become a site and the list of its outputs. Pure: no file system, no clock, no environment. */
export async function compile(sources: Sources, options: CompileOptions): Promise<Compilation> {
  const { config, flags, pinyin, remember = forget, onStage = () => {} } = options

  onStage('parse')
  const entries = parseEntries(sources.content, config, remember, options)
  const published = publish(entries.value, config, flags, remember)
  const rendering = bodiesOf(published.entries, options)
  // Other threads begin with the bodies, of which model and plan need nothing.
  onStage('model')
  const outline = model({ ...published, sources, ...(pinyin && { pinyin }) }, config, remember)

  onStage('plan')
  const cut = searchCut(outline.value, published.entries)
  const outputs = plan(outline.value, sources, cut, remember)
  const planned: Planned = {
    entries: published.entries,
    outline: outline.value,
    outputs: outputs.value,
    searchCut: cut,
    postsIn: createPostsIn(outline.value, cut, sources.templates),
  }
  options.onPlanned?.(planned)

  onStage('parse')
  const bodies = await rendering

  onStage('plan')
  const site = withRendered(outline.value, bodies.value, remember)
  const search = lazy(() => searchInput(site, cut))
  if (config.search && cut.shards > 0) options.onTexts?.(search)
  const links = checkLinks(site, outputs.value, sources, remember)

  const renderer = remember('renderer', [config, sources.templates, sources.assets], () => rendererFor(config, sources))
  const templates = renderer.check(sources.templates.filter(isOwn))

  return {
    ...planned,
    site,
    diagnostics: withoutUnseen(entries.diagnostics, published.leftOut)
      .concat(bodies.diagnostics, outline.diagnostics, outputs.diagnostics)
      .concat(links, templates),
    render: createRender(site, outputs.value, sources, renderer, search),
    searchInput: search,
  }
}

/** What has no page shows its title to nobody. */
function withoutUnseen(diagnostics: readonly Diagnostic[], leftOut: readonly LeftOut[]): readonly Diagnostic[] {
  const unseen = leftOut.filter(({ reason }) => /^(?:bundled|headless|language)$/.test(reason))
  const files = new Set<string | undefined>(unseen.map(({ file }) => file))
  return diagnostics.filter(({ code, file }) => !/^(?:title|front-matter)-missing$/.test(code) || !files.has(file))
}

function rendererFor({ language, url, limits }: Config, { templates, assets }: Sources): Renderer {
  return createRenderer(templates, { language, url, assets, timeLimit: limits.templateTime })
}

/** Ours are tested; a user's are looked at even where no page needs them yet. */
function isOwn({ path }: Template): boolean {
  return !path.startsWith('ruoyu/')
}

async function bodiesOf(
  entries: readonly Entry[],
  { config, renderBodies = oneByOne(config), remember = forget, onPost }: CompileOptions,
): Promise<Checked<ReadonlyMap<string, Rendered>>> {
  const bodyOf = rememberEach<Entry, Body>(remember, 'body of an entry', [])
  const bodies = entries.map((entry) => bodyOf(entry, () => new EntryBody(entry)))
  const results = await renderBodies(bodies, (done) => onPost?.(done, bodies.length))
  // Of the last time: a map of thousands is not made again for one that has changed.
  const value = remember('bodies', [config], () => new Map<string, Rendered>())
  if (value.size > 2 * entries.length) value.clear()
  const diagnostics: Diagnostic[] = []
  results.forEach(({ rendered, findings }, index) => {
    const entry = entries[index]
    if (!entry) return
    if (value.get(entry.id) !== rendered) value.set(entry.id, rendered)
    for (const found of findings) diagnostics.push(place(found, entry.source.path, entry.bodyLine))
  })
  return { value, diagnostics }
}

/** One whose hash is known is seldom asked for its text. A class, for thousands are made. */
class EntryBody implements Body {
  readonly path: string
  readonly hash?: string
  private readonly entry: Entry

  constructor(entry: Entry) {
    this.path = entry.source.path
    if (entry.bodyHash !== undefined) this.hash = entry.bodyHash
    this.entry = entry
  }
  get body() {
    return this.entry.body
  }
}

function oneByOne(config: Config): RenderBodies {
  const render = createMarkdown(markdownOptions(config))
  return async (bodies, onBody) => {
    const results: MarkdownResult[] = []
    for (const { body, path } of bodies) onBody(results.push(await render(body, path)))
    return results
  }
}

/** Finishes outputs one by one; what templates and shortcodes get wrong comes with the page that shows it. */
function createRender(
  site: Site,
  outputs: readonly Output[],
  sources: Sources,
  renderer: Renderer,
  search: () => SearchInput,
): Compilation['render'] {
  let found: Diagnostic[] = []
  const take = <T>({ value, diagnostics }: Checked<T>): T => {
    found.push(...diagnostics)
    return value
  }
  const contentOf = createContents(site, outputs, sources, (name, view) => take(renderer.shortcode(name, view)), search)
  const checkIds = createCheckIds(site, sources)
  return (output) => {
    found = []
    const { path } = output
    const content = contentOf(output)
    if ('copyFrom' in content) return { value: { path, copyFrom: content.copyFrom }, diagnostics: found }
    if ('text' in content) return { value: { path, text: content.text }, diagnostics: found }
    const { template, view } = content
    const text = take(renderer.page(template, view))
    return { value: { path, text }, diagnostics: [...found, ...checkIds(output, text)] }
  }
}
