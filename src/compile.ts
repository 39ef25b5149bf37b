import { place } from './diagnostics/diagnose.ts'
import { lazy } from './kit/lazy.ts'
import { noMemo } from './kit/memo.ts'
import { model } from './model/index.ts'
import { publish } from './model/publish.ts'
import { bodyTextOf, type ParseMeans, parseEntries, textAtHand } from './parse/entries.ts'
import { inlineMarkdown } from './parse/inline.ts'
import { createMarkdown, markdownOptions } from './parse/markdown.ts'
import { createBodiesIn } from './plan/bodiesIn.ts'
import { createContents, type RenderableSite } from './plan/contents.ts'
import { keptHtml } from './plan/html.ts'
import { createCheckIds } from './plan/ids.ts'
import { plan } from './plan/index.ts'
import { checkLinked } from './plan/linked.ts'
import { checkLinks } from './plan/links.ts'
import { createReads } from './plan/reads.ts'
import { createGoals } from './plan/refs.ts'
import { inMemory, noBody } from './plan/renderedBody.ts'
import { createSiteIndex, type SiteIndex } from './plan/siteIndex.ts'
import { createRenderer, type FieldNames, type Renderer } from './render/index.ts'
import { type SearchCut, type SearchInput, searchCut, searchInput } from './search/search.ts'
import type {
  BodyOf,
  BuildFlags,
  Checked,
  Config,
  Diagnostic,
  Entry,
  LeftOut,
  Memo,
  Output,
  RenderBodies,
  RenderedBody,
  RenderedFile,
  Site,
  Sources,
  Template,
  TextOf,
} from './types.ts'

/** Means that the first half may be helped with. */
export interface OutlineMeans extends ParseMeans {
  /** For a process that compiles again and again: what follows from unchanged parts of the site is not worked out again. */
  readonly memo?: Memo | undefined
  /** For `slugs: 'pinyin'`: Han characters in Latin letters. */
  readonly pinyin?: ((text: string) => string) | undefined
}

/** Everything that is known before any body is rendered. */
export interface Planned {
  readonly sources: Sources
  /** Published entries, as read; their bodies are to be rendered. */
  readonly entries: readonly Entry[]
  readonly site: Site
  readonly index: SiteIndex
  readonly outputs: readonly Output[]
  readonly searchCut: SearchCut
  /** Files whose bodies a feed or a file of the search index shows; of the rest of the site it may show all. */
  readonly bodiesIn: (output: Output) => readonly string[]
  /** Diagnostics of front matter, model and plan. */
  readonly diagnostics: readonly Diagnostic[]
}

export interface Compilation extends Planned {
  readonly bodyOf: BodyOf
  /** Diagnostics of all stages but rendering. */
  readonly diagnostics: readonly Diagnostic[]
  /** Finishes one output. Nothing is rendered before it is asked for. */
  readonly render: (output: Output) => Promise<RenderedOutput>
  /** Input of the search index's files, for a thread that makes them. */
  readonly searchInput: () => SearchInput
}

/** A finished output, with the files whose bodies it was made of. */
export interface RenderedOutput extends Checked<RenderedFile> {
  readonly read: readonly string[]
}

/**
 * The first half: sources become a site and the list of its outputs, before any body is rendered.
 * Both halves are pure: no file system, no clock, no environment.
 */
export function outline(
  sources: Sources,
  config: Config,
  flags: BuildFlags,
  { memo = noMemo, pinyin, ...means }: OutlineMeans = {},
): Planned {
  const entries = parseEntries(sources.content, config, memo, means)
  const published = publish(entries.value, config, flags, memo)
  const site = model({ ...published, sources, ...(pinyin && { pinyin }) }, config, memo)
  const index = memo('index', [site.value], () => createSiteIndex(site.value))
  const cut = searchCut(site.value, published.entries)
  const outputs = plan(site.value, sources, cut, memo)
  return {
    sources,
    entries: published.entries,
    site: site.value,
    index,
    outputs: outputs.value,
    searchCut: cut,
    bodiesIn: createBodiesIn(site.value, index, cut),
    diagnostics: [
      ...withoutUnseen(entries.diagnostics, published.leftOut),
      ...site.diagnostics,
      ...outputs.diagnostics,
      ...checkLinked(sources, outputs.value, published),
    ],
  }
}

/** The second half: with the bodies, in their order, links are checked and each output can be rendered. */
export function finish(planned: Planned, bodies: readonly RenderedBody[], memo: Memo = noMemo): Compilation {
  const { sources, entries, site, index, outputs, searchCut } = planned
  const { config } = site
  const byFile = new Map(entries.map(({ source }, index) => [source.path, bodies[index] as RenderedBody]))
  const bodyOf: BodyOf = ({ file }) => (file === undefined ? undefined : byFile.get(file)) ?? noBody
  const ofBodies = entries.flatMap(({ source, bodyLine }) =>
    bodyOf({ file: source.path }).note.findings.map((finding) => place(finding, source.path, bodyLine)),
  )
  // The goals of links stay as long as these lists are the same objects: outputs that are the same have the same site.
  const facts = [outputs, sources.statics, sources.resources, sources.records]
  const goals = memo('link goals', facts, () => createGoals(site, outputs, sources))
  const links = checkLinks(site, bodyOf, { goals, outputs, sources }, memo)
  const renderer = memo('renderer', [config, sources.templates, sources.assets], () => rendererFor(config, sources))
  const templates = renderer.check(sources.templates.filter(isOwn))
  const search = lazy(() => searchInput(site, index, bodyOf, searchCut))
  return {
    ...planned,
    bodyOf,
    diagnostics: [...planned.diagnostics, ...ofBodies, ...links, ...templates],
    render: createRender({ site, index, goals, bodyOf, sources, search }, renderer),
    searchInput: search,
  }
}

/** Both halves with the plain Markdown chain between them. */
export async function compile(
  sources: Sources,
  { config, flags }: { readonly config: Config; readonly flags: BuildFlags },
): Promise<Compilation> {
  const planned = outline(sources, config, flags)
  return finish(planned, await createPlainRender(config)(planned.entries))
}

/** Bodies one after the other by the plain Markdown chain; `onBody` is told how many are done. */
export function createPlainRender(
  config: Config,
  {
    textOf = textAtHand,
    onBody,
  }: { readonly textOf?: TextOf; readonly onBody?: ((done: number, total: number) => void) | undefined } = {},
): RenderBodies {
  const render = createMarkdown(markdownOptions(config))
  return async (bodies) => {
    const rendered: RenderedBody[] = []
    for (const body of bodies) {
      rendered.push(inMemory(await render(bodyTextOf(body, textOf), body.source.path)))
      onBody?.(rendered.length, bodies.length)
    }
    return rendered
  }
}

/** Entries without a page show their title to nobody. */
function withoutUnseen(diagnostics: readonly Diagnostic[], leftOut: readonly LeftOut[]): readonly Diagnostic[] {
  const unseen = leftOut.filter(({ reason }) => /^(?:bundled|headless|language)$/.test(reason))
  const files = new Set<string | undefined>(unseen.map(({ file }) => file))
  return diagnostics.filter(({ code, file }) => !/^(?:title|front-matter)-missing$/.test(code) || !files.has(file))
}

function rendererFor({ language, url, theme, limits }: Config, { templates, assets }: Sources): Renderer {
  const timeLimit = limits.templateTime
  return createRenderer(templates, { language, url, theme, assets, markdown: inlineMarkdown, timeLimit })
}

/** Ours are tested; a user's are looked at even where no page needs them yet. */
function isOwn({ path }: Template): boolean {
  return !path.startsWith('ruoyu/')
}

/** Finishes outputs one by one; what templates and shortcodes get wrong comes with the page that shows it. */
function createRender(site: RenderableSite, renderer: Renderer): Compilation['render'] {
  let findings: Diagnostic[] = []
  const take = <T>({ value, diagnostics }: Checked<T>): T => {
    findings.push(...diagnostics)
    return value
  }
  const { posts, pages } = site.site
  const { places } = site.goals
  let made: object[] = []
  const viewMade = (field: object) => void made.push(field)
  const names: FieldNames = {
    params: lazy(() => new Set([...posts, ...pages].flatMap(({ params }) => Object.keys(params)))),
    takeMade() {
      const views = made
      made = []
      return views
    },
  }
  const shortcode = (name: string, view: object) => take(renderer.shortcode(name, view, names))
  const reads = createReads()
  const contentOf = createContents(site, shortcode, { reads, viewMade })
  const checkIds = createCheckIds(site)
  const finished = (output: Output): RenderedFile => {
    const { path } = output
    const content = contentOf(output)
    if ('copyFrom' in content) return { path, copyFrom: content.copyFrom }
    if ('text' in content) return { path, text: content.text }
    const page = take(renderer.page(content.template, content.view, names))
    // The theme, too, may show a picture of another host.
    const text = keptHtml(page, { file: '', url: output.url, title: '', params: {} }, 'page', places)
    findings.push(...checkIds(output, text))
    return { path, text }
  }
  return async (output) => {
    findings = []
    const { value, files } = reads.during(() => finished(output))
    return { value, diagnostics: findings, read: files }
  }
}
