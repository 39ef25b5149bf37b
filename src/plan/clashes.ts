import { diagnose } from '../diagnostics/diagnose.ts'
import { placeIn } from '../kit/fieldPlaces.ts'
import { lazy } from '../kit/lazy.ts'
import { copiedFrom, isPage } from '../kit/outputKind.ts'
import { parent } from '../kit/paths.ts'
import { foldPath, numbered, urlOf } from '../model/urls.ts'
import type { Checked, Diagnostic, Output, PageRef, Place, Site } from '../types.ts'

/**
 * No two files on one path, also where a file system folds case or Unicode form, and no file where another needs a
 * folder. Outputs that Ruoyu makes by itself give way to the blogger's own, and redirects to pages, as with
 * Hugo. The second of any other two gets `-2`; pages and lists, to which links lead, were told apart by the model.
 */
export function settleClashes(outputs: readonly Output[], site: Site): Checked<readonly Output[]> {
  const diagnostics = new Map<string, Diagnostic>()
  const taken = createPaths()
  const asked = lazy(() => new Set(outputs.map(({ path }) => foldPath(path))))
  const kept = new Map<Output, Output>()
  const free = (path: string) => {
    let number = 2
    while (asked().has(foldPath(numbered(path, number)))) number++
    const moved = numbered(path, number)
    asked().add(foldPath(moved))
    return moved
  }
  for (const output of inRank(outputs)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a name with them can't be an address
    if (/[\0-\x1f\x7f]/.test(output.path)) {
      const { path } = output
      diagnostics.set(`\0${path}`, diagnose('output-path-unsafe', placeOf(output, site), { path }))
      continue
    }
    const rival = taken.rivalOf(output)
    const outcome = rival ? judge(output, rival, site) : 'kept'
    const path = outcome === 'numbered' ? free(output.path) : output.path
    const found = rival && explain(outcome, output, rival, path, site)
    // A page and its feeds are one clash; each alias is its own.
    const pair = rival && [rival.origin, output.origin, ...(output.kind === 'redirect' ? [output.path] : [])].join('\0')
    if (pair && found && !diagnostics.has(pair)) diagnostics.set(pair, found)
    if (outcome !== 'kept' && outcome !== 'numbered') continue
    const settled = path === output.path ? output : { ...output, path, url: urlOf(path) }
    taken.add(settled)
    kept.set(output, settled)
  }
  return { value: outputs.flatMap((output) => kept.get(output) ?? []), diagnostics: [...diagnostics.values()] }
}

const generated: ReadonlySet<string> = new Set(['archives', '404', 'feed', 'search'])

/** True for what gives way to the blogger's own files. */
function isGenerated(output: Output): boolean {
  return output.kind === 'extension' ? output.yields : generated.has(output.kind)
}

/** Outputs in the order in which they get their paths: the blogger's own, then generated ones, then redirects. */
function inRank(outputs: readonly Output[]): readonly Output[] {
  const ranks: Output[][] = [[], [], [], []]
  for (const output of outputs) ranks[rank(output)]?.push(output)
  return ranks.flat()
}

function rank(output: Output): number {
  if (output.kind === 'redirect') return isPager(output) ? 3 : 2
  return isGenerated(output) ? 1 : 0
}

interface Paths {
  /** The output that has the path, or a file where the path needs a folder, or files below it. */
  readonly rivalOf: (output: Output) => Output | undefined
  readonly add: (output: Output) => void
}

function createPaths(): Paths {
  const files = new Map<string, Output>()
  const folders = new Map<string, Output>()
  return {
    rivalOf({ path }) {
      const key = foldPath(path)
      const rival = files.get(key) ?? folders.get(key)
      if (rival) return rival
      for (let folder = parent(key); folder !== '' && !folders.has(folder); folder = parent(folder)) {
        const file = files.get(folder)
        if (file) return file
      }
      return undefined
    },
    add(output) {
      const key = foldPath(output.path)
      if (!files.has(key)) files.set(key, output)
      for (let folder = parent(key); folder !== '' && !folders.has(folder); folder = parent(folder))
        folders.set(folder, output)
    },
  }
}

/** The fate of an output whose path is taken. */
type Outcome = 'kept' | 'numbered' | 'left out in silence' | 'left out' | 'refused'

function judge(output: Output, rival: Output, { config }: Site): Outcome {
  const mode = config.duplicateUrls
  if (isPager(output) || leadsTo(output, rival)) return 'left out in silence'
  if (output.kind === 'redirect' && rival.kind !== 'redirect') return 'left out'
  if (isGenerated(output) && !isGenerated(rival)) return 'left out in silence'
  if ((mode === 'warn' || config.hexo) && isTwin(output, rival)) return 'kept'
  if (mode === 'warn') return 'left out'
  if (mode === 'error' || foldPath(output.path) !== foldPath(rival.path)) return 'refused'
  return output.kind === 'redirect' ? 'left out' : 'numbered'
}

/** The message about the outcome; undefined where nobody would miss the output. */
function explain(outcome: Outcome, output: Output, rival: Output, free: string, site: Site): Diagnostic | undefined {
  if (outcome === 'left out in silence') return undefined
  const place = placeOf(output, site)
  const { path } = output
  const { path: other } = rival
  const [first, second] = [rival, output].map((each) => giverOf(each, site)) as [string, string]
  if (output.kind === 'redirect' && rival.kind !== 'redirect' && outcome === 'left out')
    return diagnose('redirect-shadowed', place, {
      ...{ url: output.url, first },
      key: output.origin === 'config' || output.extension ? 'redirects' : 'aliases',
    })
  if (outcome === 'numbered') return diagnose('path-numbered', place, { path, first, second, url: free })
  if (outcome === 'kept') return diagnose('path-case', place, { path, other, first, second })
  if (outcome !== 'refused') return diagnose('path-shared', place, { path, first, second })
  if (isTwin(output, rival)) return diagnose('path-twin', place, { path, other, first, second })
  if (path !== other) return diagnose('path-folder', place, { path, other, first, second })
  return diagnose('path-clash', place, { path, first, second })
}

/** Who asks for an output, as a blogger knows it. */
function giverOf(output: Output, { config: { file } }: Site): string {
  const { origin } = output
  if (origin === 'config') return file
  return 'extension' in output ? `${file} › ${output.extension}` : origin
}

function isPager(output: Output): boolean {
  return output.kind === 'redirect' && output.page.page === 1
}

/** Two redirects to one page, or one from a page to itself. */
function leadsTo(output: Output, rival: Output): boolean {
  const target = targetOf(output)
  return target !== undefined && output.path === rival.path && target === (targetOf(rival) ?? rival.url)
}

function targetOf(output: Output): string | undefined {
  return output.kind === 'redirect' ? output.page.target : undefined
}

/** True for two paths that are one file on macOS or Windows. */
function isTwin(output: Output, rival: Output): boolean {
  return output.path !== rival.path && foldPath(output.path) === foldPath(rival.path)
}

/** The line where the blogger gave the output its path; a term's is in the first post that has it. */
function placeOf(output: Output, { posts, pages, sections, taxonomies, config }: Site): Place {
  const { origin, kind } = output
  if (origin === 'config' || 'extension' in output) return { file: config.file }
  const ref: PageRef = isPage(output) ? output.page : {}
  const term = taxonomies.find(({ name }) => name === ref.taxonomy)?.terms.find(({ key }) => key === ref.term)
  const all = [...posts, ...pages, ...sections]
  const page = term ? all.find(({ id }) => id === term.postIds[0]) : all.find(({ file }) => file === origin)
  const keys = kind === 'redirect' ? ['aliases'] : ['url', 'slug', ref.taxonomy ?? 'title']
  const [place] = keys.flatMap((key) => placeIn(page?.places, key) ?? [])
  return { file: page?.file ?? copiedFrom(output) ?? config.file, ...place }
}
