import { diagnose } from '../diagnostics/diagnose.ts'
import { countFormats, isForeign } from '../kit/formats.ts'
import { lazyBy } from '../kit/lazy.ts'
import { noMemo } from '../kit/memo.ts'
import type { Checked, Config, Diagnostic, FileRef, Memo, Post, Site, Sources } from '../types.ts'
import type { Context } from './context.ts'
import { readFolders } from './folders.ts'
import { withAssetAddresses } from './hexo/assets.ts'
import { createHexoFacts } from './hexo/facts.ts'
import { inOrder, neighbours } from './order.ts'
import { unknownToken } from './permalinks.ts'
import { toPost } from './posts.ts'
import type { Published } from './publish.ts'
import { relatedPosts } from './related.ts'
import { withResources } from './resources.ts'
import { buildSections } from './sections.ts'
import { separate } from './shared.ts'
import { createSlugger } from './slugs.ts'
import { buildTaxonomies } from './taxonomies.ts'
import { foldTerm } from './terms.ts'

export interface ModelInput extends Published {
  readonly sources: Pick<Sources, 'resources'>
  /** Pinyin of a text, for `slugs: 'pinyin'`: passed in, as the model has no npm package. */
  readonly pinyin?: (text: string) => string
}

/**
 * Published entries become a site: addresses, order, sections, taxonomies and who is whose neighbour.
 * None of that depends on what the bodies say, so it comes without: see `withRendered`.
 */
export function model(input: ModelInput, config: Config, memo: Memo = noMemo): Checked<Site> {
  const { verdict, sources, pinyin } = input
  return memo('model', [config, verdict, sources.resources, pinyin], () => outline(input, config))
}

function outline(input: ModelInput, config: Config): Checked<Site> {
  const { resources } = input.sources
  const diagnostics: Diagnostic[] = [...checkPatterns(config), ...gitFaults(config), ...foreignContent(resources)]
  const context = createContext(input, config, diagnostics)
  const made = context.folders.pages.map((page) => toPost(page, context))
  const asked = config.hexo?.postAssets ? withAssetAddresses(made) : made
  const ordered = inOrder(asked, context.collator)
  const entries = new Map(input.entries.map((entry) => [entry.id, entry]))
  const { taxonomies: built, placeOfTerm } = buildTaxonomies(ordered, entries, context)
  const pages = { all: ordered, ...buildSections(ordered, context), taxonomies: built }
  const { all, home, sections, taxonomies } = separate(pages, placeOfTerm, context)
  const { leftOut, validUntil } = input
  const site = withResources(
    resources.filter(({ path }) => !isForeign(path)),
    context.folders,
    {
      config,
      home,
      posts: withNeighbours(
        all.filter(({ kind }) => kind === 'post'),
        config.related,
      ),
      pages: all.filter(({ kind }) => kind === 'page'),
      sections,
      taxonomies,
      leftOut,
      ...(validUntil === undefined ? {} : { validUntil }),
    },
  )
  return { value: site, diagnostics }
}

function createContext(input: ModelInput, config: Config, diagnostics: Diagnostic[]): Context {
  const folders = readFolders(input.entries, input.leftOut, config)
  const sectionId = (dir: string) => folders.branches.get(dir)?.entry.id ?? (dir === '' ? '' : `${dir}/`)
  return {
    config,
    folders,
    slugger: createSlugger({ ...config, pinyin: input.pinyin }),
    collator: new Intl.Collator(config.language, { numeric: true }),
    // Hexo's names are one only if equal to the letter.
    fold: config.hexo ? (name) => name : lazyBy(foldTerm),
    hexo: config.hexo && createHexoFacts(input.entries, config.hexo),
    status: input.status,
    flat: folders.pages.every(({ location }) => location.dir === ''),
    sectionId,
    sectionIds: lazyBy((dir: string) =>
      folders
        .around(dir)
        .filter((dir) => folders.sections.has(dir))
        .map(sectionId),
    ),
    note: ({ value, diagnostics: found }) => {
      diagnostics.push(...found)
      return value
    },
    report: (diagnostic) => diagnostics.push(diagnostic),
  }
}

/** One warning for all files of other engines' formats, at the first of them. */
function gitFaults({ committed, file }: Config): readonly Diagnostic[] {
  const { fault } = committed ?? {}
  return fault ? [diagnose('git-dates', { file }, { fault })] : []
}

function foreignContent(resources: readonly FileRef[]): readonly Diagnostic[] {
  const paths = resources.map(({ path }) => path).filter(isForeign)
  const [file] = paths
  return file ? [diagnose('content-foreign', { file }, { count: paths.length, formats: countFormats(paths) })] : []
}

function checkPatterns({ permalinks, file }: Config): readonly Diagnostic[] {
  const patterns = Object.entries(permalinks).flatMap(([kind, patterns]) =>
    Object.entries(patterns).map(([section, pattern]) => ({ key: `${kind}.${section}`, pattern })),
  )
  return patterns.flatMap(({ key, pattern }) => {
    const token = unknownToken(pattern)
    return token === undefined ? [] : [diagnose('permalink-token', { file }, { key, pattern, token })]
  })
}

/** Completes posts that nobody else has yet: a copy of each would cost as much as making it. */
function withNeighbours(posts: readonly Post[], relatedCount: number): readonly Post[] {
  const beside = neighbours(posts)
  const related = relatedPosts(posts, relatedCount)
  return posts.map((post) => {
    const { prevId, nextId } = beside.get(post.id) ?? {}
    return Object.assign(post, { prevId, nextId, relatedIds: related.get(post.id) ?? [] })
  })
}
