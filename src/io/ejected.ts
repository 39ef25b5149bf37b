import { basename, join } from 'node:path'
import { closest } from 'fastest-levenshtein'
import { merge } from 'node-diff3'
import { diagnose } from '../diagnostics/diagnose.ts'
import { originalsFolder, templateFolders } from '../kit/folders.ts'
import { packageRoot } from '../packageRoot.ts'
import type { Checked, Config, Diagnostic } from '../types.ts'
import { writeAtomic } from './output/atomic.ts'
import type { Scan } from './scan.ts'
import { readText, writeNewText } from './text.ts'
import { allBelow } from './walk.ts'

/** A file of the site's own: its path, relative to the root, and the lines at which a merge marked conflicts. */
export interface Ejected {
  readonly path: string
  readonly conflicts: readonly number[]
}

/** Copies a file of the theme in use (`post.njk`, `assets/_post.css`) into the site's templates, and keeps the original. */
export function eject(root: string, config: Config, name: string): Checked<Ejected | undefined> {
  const path = `${config.templates}/${name}`
  const original = originalOf(root, config, name)
  if (original === undefined) {
    const names = foldersOfTheme(root, config).flatMap(filesBelow)
    // A file's own name counts without its folder too.
    const places = new Map(names.flatMap((path) => [[basename(path), path] as const, [path, path] as const]))
    const suggestion = places.get(closest(name, [...places.keys()])) ?? ''
    return { value: undefined, diagnostics: [diagnose('eject-unknown', { file: path }, { name, suggestion })] }
  }
  if (!writeNewText(join(root, path), original))
    return { value: undefined, diagnostics: [diagnose('eject-exists', { file: path }, { name })] }
  writeAtomic(join(root, config.templates, originalsFolder, name), original)
  return { value: { path, conflicts: [] }, diagnostics: [] }
}

/** Names of ejected files whose originals are others by now. */
export function outdatedNames(root: string, config: Config): readonly string[] {
  const { templates } = config
  const names = filesBelow(join(root, templates, originalsFolder))
  return names.filter((name) => {
    const now = originalOf(root, config, name)
    const hasOwn = readText(join(root, templates, name)) !== undefined
    return hasOwn && now !== undefined && now !== readText(join(root, templates, originalsFolder, name))
  })
}

/**
 * Merges what the theme changed since a file was ejected into the site's own, by lines. Lines that
 * both changed stand there twice, between marks, as git writes them.
 */
export function mergeEjected(root: string, config: Config, name: string): Ejected {
  const path = `${config.templates}/${name}`
  const base = join(root, config.templates, originalsFolder, name)
  const linesOf = (text = ''): string[] => text.split('\n')
  const now = originalOf(root, config, name)
  const { result } = merge(linesOf(readText(join(root, path))), linesOf(readText(base)), linesOf(now), {
    label: { a: path, o: base, b: name },
  })
  writeAtomic(join(root, path), result.join('\n'))
  writeAtomic(base, now ?? '')
  return { path, conflicts: result.flatMap((line, index) => (opening.test(line) ? [index + 1] : [])) }
}

const opening = /^<{7} /

/** Ejected files whose originals have changed, and those in which a conflict is left. */
export function aboutEjected(root: string, config: Config, { ejected }: Scan): readonly Diagnostic[] {
  if (ejected.length === 0) return []
  const outdated = outdatedNames(root, config).map((name) =>
    diagnose('template-outdated', { file: `${config.templates}/${name}` }, { name }),
  )
  const conflicts = ejected.flatMap(({ id }) => {
    const lines = readText(join(root, config.templates, id))?.split('\n') ?? []
    const at = lines.findIndex((line) => opening.test(line))
    const place = { file: `${config.templates}/${id}`, line: at + 1, column: 1, length: 7 }
    return at < 0 ? [] : [diagnose('template-conflict', place, {})]
  })
  return [...outdated, ...conflicts]
}

function filesBelow(folder: string): readonly string[] {
  return allBelow(folder).map(({ id }) => id)
}

/** The text of a file of the theme in use: of another theme, of an extension, or ours. */
function originalOf(root: string, config: Config, name: string): string | undefined {
  const folder = foldersOfTheme(root, config).find((folder) => filesBelow(folder).includes(name))
  return folder && readText(join(folder, name))
}

function foldersOfTheme(root: string, config: Config): readonly string[] {
  const others = templateFolders(config).slice(1)
  return [...others.map(({ folder }) => join(root, folder)), join(packageRoot, 'templates')]
}
