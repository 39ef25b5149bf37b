import { existsSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { diagnose } from '../../diagnostics/diagnose.ts'
import { foldersOfSite } from '../../kit/folders.ts'
import type { Config, Diagnostic } from '../../types.ts'
import { statsOf } from '../disk.ts'
import { isInside, realAsFar } from '../walk.ts'
import { isHalfDone } from './journal.ts'
import { manifestName } from './manifest.ts'
import { ownFolder } from './outputPath.ts'
import { ownFolders, type Places, placesOf } from './places.ts'
import { foreignIn } from './takeOver.ts'

/** The reason why Ruoyu won't publish there, if any: a slip in the config must not cost anybody their files. */
export function refuseOutput(root: string, config: Config): Diagnostic | undefined {
  const places = placesOf(root, config)
  const { out } = places
  const place = { file: config.output }
  const what = dangerous(out, realAsFar(root))
  if (what) return diagnose('output-refused', place, { what, folder: out })
  const input = foldersOfSite(config).find((folder) => overlaps(out, root, folder))
  if (input !== undefined) return diagnose('output-refused', place, { what: 'input', folder: input })
  // A link to nothing, or to itself, is there and yet does not exist.
  if (existsSync(out) ? !statSync(out).isDirectory() : statsOf(out))
    return diagnose('output-refused', place, { what: 'file', folder: out })
  // A link in the place of a folder of ours could lead to anybody's.
  const inTheWay = [...ownFolders(places), join(out, ownFolder)].find(
    (folder) => statsOf(folder)?.isDirectory() === false,
  )
  if (inTheWay) return diagnose('output-in-the-way', { file: relative(root, inTheWay) }, { origin: ownFolder })
  const example = existsSync(out) && !isPublished(places) ? foreignIn(out) : undefined
  return example === undefined ? undefined : diagnose('output-foreign', place, { example })
}

function dangerous(out: string, root: string): 'root' | 'above' | 'home' | 'tools' | undefined {
  if (out === root) return 'root'
  if (isInside(root, out)) return 'above'
  if (isInside(realAsFar(homedir()), out)) return 'home'
  return /[\\/]\.(?:git|ruoyu)(?:[\\/]|$)/.test(out) ? 'tools' : undefined
}

/** One lies in the other. A content folder that is the root itself may hold the output: reading passes it over. */
function overlaps(out: string, root: string, folder: string): boolean {
  const input = realAsFar(resolve(root, folder))
  return isInside(input, out) || (isInside(out, input) && input !== realAsFar(root))
}

/** True where there is a record that Ruoyu published; version 0.1.0 kept that in the output. */
export function isPublished({ out, own }: Places): boolean {
  const older = { out, own: join(out, ownFolder) }
  return [{ out, own }, older].some((places) => existsSync(join(places.own, manifestName)) || isHalfDone(places))
}
