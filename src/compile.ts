import { askExtensions } from './compile/askExtensions.ts'
import { createRender, type RenderOutput } from './compile/createRender.ts'
import { fontTextOf } from './compile/fontText.ts'
import { place } from './diagnostics/diagnose.ts'
import { lazy } from './kit/lazy.ts'
import { noMemo } from './kit/memo.ts'
import { model } from './model/index.ts'
import { publish } from './model/publish.ts'
import { type Data, readData } from './parse/data.ts'
import { bodyTextOf, type ParseMeans, parseEntries, textAtHand } from './parse/entries.ts'
import { inlineMarkdown } from './parse/inline.ts'
import { createMarkdown, markdownOptions } from './parse/markdown.ts'
import { createBodiesIn } from './plan/bodiesIn.ts'
import { needlessCards } from './plan/cards.ts'
import { settleClashes } from './plan/clashes.ts'
import { hasFonts } from './plan/fonts.ts'
import { picturesShown } from './plan/images.ts'
import { plan } from './plan/index.ts'
import { checkLinked } from './plan/linked.ts'
import { checkLinks } from './plan/links.ts'
import { pictureFaults } from './plan/pictureFaults.ts'
import { createReads } from './plan/reads.ts'
import { createGoals } from './plan/refs.ts'
import { inMemory, noBody } from './plan/renderedBody.ts'
import { createSiteIndex, type SiteIndex } from './plan/siteIndex.ts'
import { withShortcodes } from './render/extensions.ts'
import { createRenderer, type Renderer } from './render/index.ts'
import { withSlots } from './render/slots.ts'
import { type SearchCut, type SearchInput, searchCut, searchInput } from './search/search.ts'
import type {
  BodyOf,
  BuildFlags,
  Config,
  Diagnostic,
  DrawnOutput,
  Entry,
  LeftOut,
  Memo,
  Output,
  PictureNews,
  RenderBodies,
  RenderedBody,
  Site,
  Sources,
  StopAfter,
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
  /** For `site.data`. */
  readonly data: Data
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
  readonly render: RenderOutput
  /** Input of the search index's files, for a thread that makes them. */
  readonly searchInput: () => SearchInput
}

/**
 * The first half: sources become a site and the list of its outputs, before any body is rendered.
 * Both halves are pure: no file system, no clock, no environment.
 */
export function outline(
  given: Sources,
  config: Config,
  flags: BuildFlags,
  { memo = noMemo, pinyin, ...means }: OutlineMeans = {},
): Planned {
  const { extensions } = config
  const templates = memo('templates', [given.templates, extensions], () =>
    withSlots(withShortcodes(given.templates, extensions), extensions),
  )
  const sources = { ...given, templates: templates.value }
  const entries = parseEntries(sources.content, config, memo, means)
  const published = publish(entries.value, config, flags, memo)
  const site = model({ ...published, sources, ...(pinyin && { pinyin }) }, config, memo)
  const index = memo('index', [site.value], () => createSiteIndex(site.value))
  const cut = searchCut(site.value, published.entries)
  const data = memo('data', [sources.data, sources.given], () => readData(sources.data ?? [], config.content))
  const outputs = plan(site.value, sources, cut, memo, {
    pictures: picturesShown(sources, published.entries, config),
    fontText: hasFonts(config) ? fontTextOf(sources, published.entries, site.value) : undefined,
  })
  return {
    sources,
    entries: published.entries,
    site: site.value,
    index,
    outputs: outputs.value,
    data: { ...data.value, ...sources.given },
    searchCut: cut,
    bodiesIn: createBodiesIn(site.value, index, cut),
    diagnostics: [
      ...templates.diagnostics,
      ...withoutUnseen(entries.diagnostics, published.leftOut),
      ...data.diagnostics,
      ...site.diagnostics,
      ...outputs.diagnostics,
      ...checkLinked(sources, outputs.value, published),
    ],
  }
}

export interface FinishMeans {
  readonly memo?: Memo | undefined
  readonly news?: PictureNews | undefined
  /** For extensions, which may hold a loop without an end. */
  readonly stopAfter?: StopAfter | undefined
}

/** The second half: with the bodies, in their order, links are checked and each output can be rendered. */
export function finish(
  planned: Planned,
  bodies: readonly RenderedBody[],
  { memo = noMemo, news = noNews, stopAfter = (_, run) => ({ value: run() }) }: FinishMeans = {},
): Compilation {
  const { sources, entries, site, index, searchCut } = planned
  const { config } = site
  const bodyOf = createBodyOf(planned, bodies)
  const needless = needlessCards(planned.outputs, site, bodyOf)
  const outputs = memo('outputs made', [planned.outputs, news, needless.join('\n')], () =>
    withoutAbsent(planned.outputs, new Set([...news.absent, ...needless])),
  )
  const found = entries.flatMap(({ source, bodyLine }) =>
    bodyOf({ file: source.path }).note.findings.map((finding) => place(finding, source.path, bodyLine)),
  )
  // A plugin's compiler is a matter of the chain: the first body tells of it.
  const chainsOwn = found.find(({ code }) => code === 'plugin-compiler')
  const ofBodies = chainsOwn ? found.filter((each) => each === chainsOwn || each.code !== chainsOwn.code) : found
  // The goals of links stay as long as these lists are the same objects: outputs that are the same have the same site.
  const facts = [outputs, sources.statics, sources.resources, sources.records, news]
  const plannedGoals = memo('link goals', facts, () => createGoals(site, outputs, sources, news))
  const renderer = memo('renderer', [config, sources.templates, sources.assets], () => rendererFor(config, sources))
  const templates = renderer.check(sources.templates.filter(isOwn))
  const search = lazy(() => searchInput(site, index, bodyOf, searchCut))
  const renderable = { site, index, goals: plannedGoals, bodyOf, sources, search, data: planned.data }
  const reads = createReads()
  const asked = askExtensions(renderable, { renderer, reads, stopAfter })
  const added = asked.outputs.map((output) => JSON.stringify(output))
  const settle = () => settleClashes([...outputs, ...asked.outputs], site)
  const all = added.length > 0 ? memo('all outputs', [outputs, ...added], settle) : { value: outputs, diagnostics: [] }
  const makeGoals = () => createGoals(site, all.value, sources, news)
  const goals = added.length > 0 ? memo('goals of all links', [all, ...facts], makeGoals) : plannedGoals
  const links = checkLinks(site, bodyOf, { goals, outputs: all.value, sources }, memo)
  const pictures = pictureFaults(site, bodyOf, goals.places, news, sources)
  return {
    ...planned,
    outputs: all.value,
    bodyOf,
    diagnostics: [
      ...[...planned.diagnostics, ...ofBodies, ...links, ...pictures, ...templates],
      ...[...asked.diagnostics, ...all.diagnostics],
    ],
    render: createRender({ ...renderable, goals, texts: asked.texts }, renderer, { entries, reads, stopAfter }),
    searchInput: search,
  }
}

const noNews: PictureNews = { colours: new Map(), absent: new Set(), failed: new Map() }

/** Bodies, in the order of the entries, by the posts and pages that they are of. */
function createBodyOf({ entries }: Pick<Planned, 'entries'>, bodies: readonly RenderedBody[]): BodyOf {
  const byFile = new Map(entries.map(({ source }, index) => [source.path, bodies[index] as RenderedBody]))
  return ({ file }) => (file === undefined ? undefined : byFile.get(file)) ?? noBody
}

/** The drawings that pages show; not the cards of posts with a picture in their text. */
export function drawingsShown(
  planned: Pick<Planned, 'outputs' | 'site' | 'entries'>,
  bodies: readonly RenderedBody[],
): readonly DrawnOutput[] {
  const needless = new Set(needlessCards(planned.outputs, planned.site, createBodyOf(planned, bodies)))
  return planned.outputs.filter((output) => output.kind === 'drawn').filter(({ path }) => !needless.has(path))
}

function withoutAbsent(outputs: readonly Output[], absent: ReadonlySet<string>): readonly Output[] {
  return absent.size === 0 ? outputs : outputs.filter(({ path }) => !absent.has(path))
}

/** Both halves with the plain Markdown chain between them. */
export async function compile(
  sources: Sources,
  { config, flags, ...means }: FinishMeans & { readonly config: Config; readonly flags: BuildFlags },
): Promise<Compilation> {
  const planned = outline(sources, config, flags)
  return finish(planned, await createPlainRender(config, { code: sources.code })(planned.entries), means)
}

export interface PlainRenderMeans {
  readonly code?: Sources['code'] | undefined
  readonly textOf?: TextOf
  readonly onBody?: ((done: number, total: number) => void) | undefined
}

/** Bodies one after the other by the plain Markdown chain; `onBody` is told how many are done. */
export function createPlainRender(
  config: Config,
  { textOf = textAtHand, onBody, code }: PlainRenderMeans = {},
): RenderBodies {
  const render = createMarkdown(markdownOptions(config, code))
  return async (bodies) => {
    const rendered: RenderedBody[] = []
    for (const body of bodies) {
      rendered.push(inMemory(await render(bodyTextOf(body, textOf, config.hexo !== undefined), body.source.path)))
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

function rendererFor(config: Config, { templates, assets }: Sources): Renderer {
  const { language, url, theme, otherTheme, limits, extensions } = config
  const means = { assets, markdown: inlineMarkdown, timeLimit: limits.templateTime, extensions }
  return createRenderer(templates, { language, url, theme, otherTheme, ...means })
}

/** Ours are tested; a user's are looked at even where no page needs them yet. */
function isOwn({ path }: Template): boolean {
  return !path.startsWith('ruoyu/')
}
