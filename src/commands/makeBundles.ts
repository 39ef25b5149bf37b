import { resolve } from 'node:path'
import { moveFile } from '../io/keptFiles.ts'
import type { Wanted } from '../keep/wanted.ts'
import { type Loaded, loadSite } from '../site/load.ts'
import type { Diagnostic } from '../types.ts'
import type { CompiledOptions } from './options.ts'
import { now } from './report.ts'

/** A post that becomes a folder. Both paths are relative to the site's root. */
interface Move {
  readonly from: string
  readonly to: string
}

/** The outcome of `--bundle`. */
export interface Bundles {
  readonly loaded: Loaded
  /** Files that are folders by now. */
  readonly moved: readonly string[]
  /** Files that stay, for their addresses or links would not. */
  readonly left: readonly string[]
}

/**
 * `--bundle`: posts that are single files and alone show a picture become folders, so that it can lie beside them. The
 * site is looked at again: where an address of it is another or a link leads nowhere that led somewhere, all is put back.
 */
export async function makeBundles(
  wanted: readonly Wanted[],
  loaded: Loaded,
  options: CompiledOptions,
): Promise<Bundles> {
  const { entries, bodyOf } = loaded.compilation
  const owners = new Set(wanted.flatMap(({ files: [file, ...more] }) => (more.length === 0 ? (file ?? []) : [])))
  const single = entries.filter(
    ({ source: { path } }) => owners.has(path) && /(?:^|\/)(?!_?index\.)[^/.]+\.(?:md|markdown)$/i.test(path),
  )
  const textsOf = (path: string): readonly string[] => {
    const body = bodyOf({ file: path })
    const args = body.facts().shortcodes.flatMap(({ args }) => Object.values(args))
    // An argument that may name a file has a slash or an ending.
    return [...body.links().map(({ url }) => url), ...args.filter((arg) => /^\S*(?:\/|\.\w{2,5}$)/.test(arg))]
  }
  // A post that another names by its file would be looked for in vain.
  const named = new Set(entries.flatMap(({ source }) => textsOf(source.path).flatMap((text) => fileName(text) ?? [])))
  const moves = single
    .map(({ source: { path } }): Move => ({ from: path, to: path.replace(/\.(\w+)$/, '/index.$1') }))
    .filter(({ from }) => !named.has(fileName(from) ?? '') && !textsOf(from).some(isRelative))
  const done = moves.filter(({ from, to }) => moveFile(resolve(options.root, from), resolve(options.root, to)))
  const left = single.map(({ source }) => source.path).filter((path) => !done.some(({ from }) => from === path))
  if (done.length === 0) return { loaded, moved: [], left }
  const after = await loadSite({ ...options, now, asWritten: true })
  if (isSame(loaded, after)) return { loaded: after, moved: done.map(({ from }) => from), left }
  for (const { from, to } of done) moveFile(resolve(options.root, to), resolve(options.root, from))
  return {
    loaded: await loadSite({ ...options, now, asWritten: true }),
    moved: [],
    left: [...left, ...done.map(({ from }) => from)],
  }
}

/** True for an address that means another place in a folder. */
function isRelative(url: string): boolean {
  return !/^(?:[a-z][a-z\d+.-]*:|\/|#|$)/i.test(url.trim())
}

/** The last part of a path to a Markdown file. */
function fileName(path: string): string | undefined {
  return /([^/]+\.(?:md|markdown))(?:#.*)?$/i.exec(decodeText(path))?.[1]?.toLowerCase()
}

function decodeText(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

/** The same addresses, and no more faults. */
function isSame(before: Loaded, after: Loaded): boolean {
  const addresses = ({ compilation }: Loaded) => new Set(compilation.outputs.map(({ url }) => url))
  const faults = ({ diagnostics }: Loaded) =>
    diagnostics.filter(({ code }: Diagnostic) => /dead|missing|ref|clash/.test(code)).length
  const [old, made] = [addresses(before), addresses(after)]
  return faults(after) <= faults(before) && old.size === made.size && [...old].every((url) => made.has(url))
}
