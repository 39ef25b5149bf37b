import { finding } from '../diagnostics/diagnose.ts'
import { lazy } from '../kit/lazy.ts'
import { type BodyPlugins, bodyPlugins } from '../kit/pluginEntries.ts'
import { type Counts, count, excerpt } from '../kit/text.ts'
import type {
  Config,
  EndWithin,
  Finding,
  HexoConfig,
  Limits,
  LinkRef,
  MarkdownConfig,
  Rendered,
  RenderMarkdown,
  SourceFile,
} from '../types.ts'
import { withoutDense } from './densePassages.ts'
import type { Seats } from './fragment.ts'
import { freeFences } from './hexo/fences.ts'
import { type IncludedCode, includedCode } from './hexo/includeCode.ts'
import { readHexoTags } from './hexo/tags.ts'
import { emptyFragment, type Fragment } from './html/fragment.ts'
import { type Block, outlineOf } from './html/outline.ts'
import { moreOf, partsOf } from './html/parts.ts'
import { limitCheck, pluginTime } from './limits.ts'
import { freeMoreLine } from './moreLine.ts'
import type { Page } from './remark/scope.ts'
import { cleanBody, isHtml } from './source.ts'
import { widenTables } from './wideTables.ts'

/** All that `Rendered` depends on, but for the body: JSON, except for plugins, for which `markdown.pluginsKey` stands. */
export interface MarkdownOptions {
  readonly markdown: MarkdownConfig
  /** Hexo's `{% … %}` are read where this is given: the code that `include_code` shows. */
  readonly tags?: IncludedCode | undefined
  /** Fences, their captions and ids of headings are Hexo's where this is given. */
  readonly headingIds?: HexoConfig['headingIds'] | undefined
  readonly plugins: readonly BodyPlugins[]
  /** BCP 47. */
  readonly language: string
  /** Host name of the site, without port. */
  readonly siteHost: string
  /** UTF-16 units. */
  readonly summaryLength: number
  readonly limits: Limits
}

/** `code` are the files that Hexo's `include_code` shows. */
export function markdownOptions(config: Config, code: readonly SourceFile[] = []): MarkdownOptions {
  const { markdown, language, limits, hexo } = config
  return {
    markdown,
    plugins: bodyPlugins(config.extensions),
    ...(hexo?.tags && { tags: includedCode(hexo.codeDir, code) }),
    ...(hexo && { headingIds: hexo.headingIds }),
    language,
    siteHost: new URL(config.url).hostname,
    summaryLength: config.summary.length,
    limits,
  }
}

/** Makes the chain once, for the first body that needs it; `endWithin` stops users' plugins that loop or wait for ever. */
export function createMarkdown(options: MarkdownOptions, fast: Seats = {}, endWithin?: EndWithin): RenderMarkdown {
  const overLimit = limitCheck(options.limits)
  const setup = lazy(() => prepare(options, fast, endWithin))
  /** A plugin that did not end on one body: it would stop at each of the others as late. */
  let endless: string | undefined
  return async (body, path) => {
    const fenced = options.headingIds ? freeFences(cleanBody(body)) : cleanBody(body)
    const tags = options.tags ? readHexoTags(fenced, options.tags) : fenced
    const written = isHtml(path) ? tags : widenTables(freeMoreLine(tags))
    const page = emptyPage(written.findings, options.headingIds)
    const clean = isHtml(path) ? written : withoutDense(written, page)
    const tooMuch = overLimit(clean)
    if (tooMuch) page.findings.push(tooMuch)
    if (endless !== undefined) page.findings.push(finding('plugin-skipped', {}, { plugin: endless }))
    const ready =
      endless === undefined
        ? await setup().catch((error: unknown) => void page.findings.push(attachFailed(error)))
        : undefined
    const plugin = ready?.chain.data().compiledBy
    if (plugin) page.findings.push(finding('plugin-compiler', {}, { plugin }))
    const fragment =
      tooMuch || !ready
        ? emptyFragment
        : await ready.renderFragment(clean, {
            ...{ ...options, ...ready, page, path },
            endWithin: options.plugins.length > 0 ? endWithin : undefined,
          })
    endless ??= page.findings.find(({ code }) => code === 'plugin-endless')?.params.plugin?.toString()
    return { rendered: assemble(fragment, page, options), findings: page.findings.sort(byPlace) }
  }
}

/** Loads remark, which a build does without where every body is cached. */
async function prepare(
  { markdown, plugins, language, limits }: MarkdownOptions,
  fast: Seats,
  endWithin: EndWithin | undefined,
) {
  const { createChain, renderFragment } = await import('./general.ts')
  const chain = await createChain(markdown, plugins, language)
  const attach = async () => void chain.freeze()
  const time = pluginTime(limits)
  try {
    const ended = endWithin && plugins.length > 0 ? await endWithin(time, attach) : { value: await attach() }
    if (!ended) throw Object.assign(new Error(), { seconds: time / 1000 })
  } catch (error) {
    throw Object.assign(error instanceof Error ? error : new Error(String(error)), { plugin: chain.data().plugin })
  }
  const parse = markdown.cjk ? fast.parse : undefined
  if (plugins.length === 0) return { renderFragment, chain, seats: { ...fast, parse } }
  // A user's plugin may make nodes of any kind, and one that extends the syntax leaves the parser's second seat empty.
  return { renderFragment, chain, seats: chain.data().extendedBy ? {} : { parse } }
}

/** A user's plugin threw, or did not end, before it saw any text. */
function attachFailed(error: unknown): Finding {
  const { plugin = 'remark', seconds } = error as { readonly plugin?: string; readonly seconds?: number }
  if (seconds !== undefined) return finding('plugin-endless', {}, { plugin, seconds })
  return finding('plugin-failed', {}, { text: String(error), plugin })
}

function emptyPage(findings: readonly Finding[], headingIds: Page['headingIds']): Page {
  return {
    headingIds,
    ...{
      ids: new Map(),
      equations: { numbers: new Map(), count: 0 },
      findings: [...findings],
      links: [],
      islands: [],
      shortcodes: [],
      data: {},
      fragments: 0,
    },
    features: { math: false, mermaid: false, code: false },
  }
}

function assemble(fragment: Fragment, page: Page, options: MarkdownOptions): Rendered {
  const parts = { referrerHosts: [options.siteHost, ...options.markdown.referrerHosts] }
  const more = moreOf(fragment, parts)
  const { blocks, headings, anchors, blocksBeforeMore } = outlineOf(fragment)
  return {
    html: partsOf(fragment, parts),
    ...(more && { more }),
    headings,
    excerpt: summaryOf(blocks, blocksBeforeMore, options),
    text: texts(blocks).join('\n'),
    ...countAll(texts(blocks, ['prose', 'heading', 'aside'])),
    links: page.links.sort(byPlace),
    anchors,
    shortcodes: page.shortcodes.map(({ name, args, endTag, line, column }) => ({
      ...{ name, args, line, column },
      ...(endTag && { endTag }),
    })),
    features: page.features,
    ...(Object.keys(page.data).length > 0 && { data: page.data }),
  }
}

/** No word runs from one block into the next. */
function countAll(texts: readonly string[]): Counts {
  let characters = 0
  let words = 0
  for (const text of texts) {
    const found = count(text)
    characters += found.characters
    words += found.words
  }
  return { characters, words }
}

/** The author's text before the more-marker, however long; else sentences up to the limit. */
function summaryOf(blocks: readonly Block[], beforeMore: number | undefined, options: MarkdownOptions): string {
  const prose = (some: readonly Block[]) =>
    some.filter(({ kind }) => kind === 'prose').map(({ text, prose = text }) => prose.replace(taskBox, ''))
  const own = prose(blocks.slice(0, beforeMore ?? 0))
  const { summaryLength, language } = options
  return own.length > 0
    ? excerpt(own, Number.POSITIVE_INFINITY, language)
    : excerpt(prose(blocks), summaryLength, language)
}

/** A task's box where Markdown takes it for text: `- [ ]任务`. */
const taskBox = /^\[[ xX]\] */

function texts(blocks: readonly Block[], kinds?: readonly Block['kind'][]): readonly string[] {
  return blocks.filter(({ kind }) => !kinds || kinds.includes(kind)).map(({ text }) => text)
}

function byPlace(a: Finding | LinkRef, b: Finding | LinkRef): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
}
