import { diagnose } from '../diagnostics/diagnose.ts'
import { placeIn } from '../kit/fieldPlaces.ts'
import type { Checked, Diagnostic, Output, Place, Site } from '../types.ts'
import { configFile } from './planner.ts'

/**
 * No two files on one path, also where a file system folds case or Unicode form, and no file where another needs a
 * folder. What Ruoyu makes by itself gives way to what the blogger wrote, and a redirect to a page, as with Hugo.
 */
export function settleClashes(outputs: readonly Output[], site: Site): Checked<readonly Output[]> {
  const diagnostics = new Map<string, Diagnostic>()
  const taken = createPaths()
  const kept = new Set<Output>()
  for (const output of inRank(outputs)) {
    const rival = taken.rivalOf(output)
    const found = rival && judge(output, rival, site)
    if (rival && found && !diagnostics.has(`${rival.origin}\0${output.origin}`))
      diagnostics.set(`${rival.origin}\0${output.origin}`, found)
    const apart = rival && site.config.duplicateUrls === 'warn' && isTwin(output, rival)
    if (rival && !apart) continue
    taken.add(output)
    kept.add(output)
  }
  return { value: outputs.filter((output) => kept.has(output)), diagnostics: [...diagnostics.values()] }
}

const generated: ReadonlySet<string> = new Set(['archives', '404', 'feed', 'sitemap', 'robots', 'search'])

/** The first to come gets a path: what the blogger wrote, then what is made for him, then redirects. */
function inRank(outputs: readonly Output[]): readonly Output[] {
  const ranks: Output[][] = [[], [], [], []]
  for (const output of outputs) ranks[rank(output)]?.push(output)
  return ranks.flat()
}

function rank(output: Output): number {
  if (output.kind === 'redirect') return isPager(output) ? 3 : 2
  return generated.has(output.kind) ? 1 : 0
}

interface Paths {
  /** Who has the path, or a file where the path needs a folder, or files below it. */
  readonly rivalOf: (output: Output) => Output | undefined
  readonly add: (output: Output) => void
}

function createPaths(): Paths {
  const files = new Map<string, Output>()
  const folders = new Map<string, Output>()
  return {
    rivalOf({ path }) {
      const key = fold(path)
      const rival = files.get(key) ?? folders.get(key)
      if (rival) return rival
      for (let folder = parent(key); folder !== '' && !folders.has(folder); folder = parent(folder)) {
        const file = files.get(folder)
        if (file) return file
      }
      return undefined
    },
    add(output) {
      const key = fold(output.path)
      if (!files.has(key)) files.set(key, output)
      for (let folder = parent(key); folder !== '' && !folders.has(folder); folder = parent(folder))
        folders.set(folder, output)
    },
  }
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

/** What to tell of an output that lost its path; nothing where nobody would miss it. */
function judge(output: Output, rival: Output, site: Site): Diagnostic | undefined {
  const place = placeOf(output, site)
  const { path, origin: second } = output
  const { origin: first } = rival
  if (isPager(output) || leadsTo(output, rival)) return undefined
  if (output.kind === 'redirect' && rival.kind !== 'redirect')
    return diagnose('redirect-shadowed', place, { url: output.url, first })
  if (generated.has(output.kind) && !generated.has(rival.kind)) return undefined
  if (toldByModel(output, rival)) return undefined
  if (site.config.duplicateUrls === 'warn') return diagnose('path-shared', place, { path, first, second })
  if (isTwin(output, rival)) return diagnose('path-twin', place, { path, other: rival.path, first, second })
  if (fold(path) !== fold(rival.path)) return diagnose('path-folder', place, { path, other: rival.path, first, second })
  return diagnose('path-clash', place, { path, first, second })
}

function isPager(output: Output): boolean {
  return output.kind === 'redirect' && 'page' in output && output.page.page === 1
}

/** Two redirects to one page, or one from a page to itself. */
function leadsTo(output: Output, rival: Output): boolean {
  const target = targetOf(output)
  return target !== undefined && output.path === rival.path && target === (targetOf(rival) ?? rival.url)
}

function targetOf(output: Output): string | undefined {
  return output.kind === 'redirect' && 'page' in output ? output.page.target : undefined
}

/** Pages or feeds of two terms of one taxonomy with one slug: the model names both terms, with their lines. */
function toldByModel(output: Output, rival: Output): boolean {
  const [one, other] = [output, rival].map(taxonomyOf)
  return one !== undefined && one === other
}

function taxonomyOf(output: Output): string | undefined {
  const ref = 'feed' in output ? output.feed : 'page' in output ? output.page : undefined
  return ref?.term === undefined ? undefined : ref.taxonomy
}

/** Not the same path, but the same file on macOS or Windows. */
function isTwin(output: Output, rival: Output): boolean {
  return output.path !== rival.path && fold(output.path) === fold(rival.path)
}

/** Where the blogger said that the output should have its path; of a term, the first post that has it. */
function placeOf(output: Output, { posts, pages, sections, taxonomies }: Site): Place {
  const { origin, kind } = output
  if (origin === 'config') return { file: configFile }
  const ref = 'page' in output ? output.page : {}
  const term = taxonomies.find(({ name }) => name === ref.taxonomy)?.terms.find(({ key }) => key === ref.term)
  const all = [...posts, ...pages, ...sections]
  const page = term ? all.find(({ id }) => id === term.postIds[0]) : all.find(({ file }) => file === origin)
  const keys = kind === 'redirect' ? ['aliases'] : ['url', 'slug', ref.taxonomy ?? 'title']
  const [place] = keys.flatMap((key) => placeIn(page?.places, key) ?? [])
  return { file: page?.file ?? (term ? configFile : origin), ...place }
}
