import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { diagnose } from '../../diagnostics/diagnose.ts'
import type { Config, Diagnostic } from '../../types.ts'
import { statsOf } from '../disk.ts'
import { isInside } from '../walk.ts'
import { ownFolder } from './manifest.ts'

/** Where the site is published, absolute, links resolved as far as it exists. */
export function outputFolder(root: string, config: Config): string {
  return realAsFar(resolve(root, config.output))
}

/** Why Ruoyu won't publish there, if so: a slip in the config must not cost anybody their files. */
export function refuseOutput(root: string, config: Config): Diagnostic | undefined {
  const out = outputFolder(root, config)
  const place = { file: config.output }
  const what = dangerous(out, realAsFar(root))
  if (what) return diagnose('output-refused', place, { what, folder: out })
  const input = [...config.content, ...config.statics, config.templates].find((folder) => overlaps(out, root, folder))
  if (input !== undefined) return diagnose('output-refused', place, { what: 'input', folder: input })
  // A link to nothing, or to itself, is there and yet does not exist.
  if (existsSync(out) ? !statSync(out).isDirectory() : statsOf(out))
    return diagnose('output-refused', place, { what: 'file', folder: out })
  if (statsOf(join(out, ownFolder))?.isDirectory() === false)
    return diagnose('output-in-the-way', { file: `${config.output}/${ownFolder}` }, { origin: ownFolder })
  const example = foreignIn(out)
  return example === undefined ? undefined : diagnose('output-foreign', place, { example })
}

function dangerous(out: string, root: string): 'root' | 'above' | 'home' | undefined {
  if (out === root) return 'root'
  if (isInside(root, out)) return 'above'
  return isInside(realAsFar(homedir()), out) ? 'home' : undefined
}

/** One lies in the other. A content folder that is the root itself may hold the output: reading passes it over. */
function overlaps(out: string, root: string, folder: string): boolean {
  const input = realAsFar(resolve(root, folder))
  return isInside(input, out) || (isInside(out, input) && input !== realAsFar(root))
}

/**
 * What stands in a folder to which Ruoyu never published, if that is anything but what a fresh checkout for hosting
 * holds: dot files (.git, .nojekyll) and CNAME.
 */
function foreignIn(out: string): string | undefined {
  const published = ['manifest.json', 'journal.json', 'undo.json'].some((name) =>
    existsSync(join(out, ownFolder, name)),
  )
  if (published || !existsSync(out)) return undefined
  return readdirSync(out).find((name) => !name.startsWith('.') && name !== 'CNAME')
}

function realAsFar(path: string): string {
  if (existsSync(path) || dirname(path) === path) return realpathSync(path)
  return join(realAsFar(dirname(path)), basename(path))
}
