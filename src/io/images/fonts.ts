import { hash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { diagnose } from '../../diagnostics/diagnose.ts'
import type { Checked, Diagnostic, FontFile } from '../../types.ts'
import { quietly } from '../disk.ts'
import { isPlainFile, readPlainFile } from '../plainFile.ts'
import { charactersOf } from './cmap.ts'
import { findPackage } from './encoder.ts'

/** Bytes of a font that is read: all of Source Han Serif's faces in one have 170 MB. */
export const mostFontBytes = 200_000_000

const fontName = /\.(?:ttf|otf|woff2?)$/i

/** A font whose characters are not read yet: to unpack a font takes longer than a build that has nothing to do. */
export type FoundFont = Omit<FontFile, 'characters'>

/** The fonts that settings name, by the keys of the config, `file`, under which they stand; one that is not there is told. */
export function findFonts(
  root: string,
  wanted: ReadonlyMap<string, string>,
  file: string,
): Checked<readonly FoundFont[]> {
  const diagnostics: Diagnostic[] = []
  const fonts = [...wanted].flatMap(([key, name]): readonly FoundFont[] => {
    const paths = pathsOf(root, name)
    const [path] = paths
    const at = { file }
    if (path === undefined) diagnostics.push(diagnose('font-missing', at, { key, name }))
    else if (paths.length > 1) {
      const files = paths.slice(0, 3).map((path) => path.slice(path.lastIndexOf(`node_modules/${name}/`) + 13))
      diagnostics.push(diagnose('font-several', at, { key, name, files: files.join(', ') }))
    } else return [{ name, path, hash: hash('sha256', readPlainFile(path, mostFontBytes).bytes) }]
    return []
  })
  return { value: fonts, diagnostics }
}

export function withCharacters(font: FoundFont): FontFile {
  return { ...font, characters: charactersOf(readPlainFile(font.path, mostFontBytes).bytes) }
}

/** A file of the site; a file of a package; or the fonts of a package: its one, or those whose names say regular. */
function pathsOf(root: string, name: string): readonly string[] {
  const own = resolve(root, name)
  if (fontName.test(name) && isPlainFile(own)) return [own]
  const [scope = '', rest = ''] = name.split('/')
  const parts = scope.startsWith('@') ? `${scope}/${rest}` : scope
  const found = /^(?:@[\w.-]+\/)?[\w.-]+$/.test(parts) ? findPackage(root, parts) : undefined
  if (!found) return []
  const path = join(found.folder, 'node_modules', name)
  if (fontName.test(name)) return isPlainFile(path) ? [path] : []
  let all: readonly string[] = []
  quietly(() => {
    all = readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((file) => fontName.test(file))
      .sort()
  })
  const regular = all.filter((file) => /regular(?!.*italic)/i.test(file))
  return (regular.length > 0 ? regular : all).map((file) => join(path, file))
}
