import { hash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isRacy, stampText, toStamp } from './plainFile.ts'
import type { Scan } from './scan.ts'

/**
 * A fingerprint of all that a build reads, from names, sizes and times alone: the site's files and what the look at them
 * refused, `files` besides (the config and what it imports; relative to the root), and `settings`. Undefined while a file was written so lately that
 * it could be written again and show the same time.
 */
export function inputsPrint(
  root: string,
  { content, resources, statics, templates, assets, ejected, time, diagnostics, vanished }: Scan,
  files: readonly string[],
  settings: unknown,
): string | undefined {
  const found = [...content, ...resources, ...statics, ...templates.flat(), ...assets, ...ejected]
  const others = files.map((path) => ({ path, stamp: stampOf(join(root, path)) }))
  const lines = [...found, ...others].map(({ path, stamp }) => `${path}\0${stamp && stampText(stamp)}`)
  if (vanished.length > 0 || [...found, ...others].some(({ stamp }) => stamp && isRacy(stamp, time))) return undefined
  return hash('sha256', `${JSON.stringify([settings, diagnostics])}\n${lines.join('\n')}`)
}

function stampOf(path: string) {
  try {
    return toStamp(statSync(path))
  } catch {
    return undefined
  }
}

/** Changes with every change of the program or its theme; undefined where it runs from its sources. */
export function programPrint(packageRoot: string, running: string): string | undefined {
  if (running.endsWith('.ts')) return undefined
  const theme = ['templates', 'src/client'].flatMap((folder) => {
    const path = join(packageRoot, folder)
    return readdirSync(path, { recursive: true, encoding: 'utf8' }).map(
      (name) => `${name} ${statSync(join(path, name)).mtimeMs}`,
    )
  })
  // The first file has hashes of all others.
  return hash('sha256', `${readFileSync(join(packageRoot, 'lib/cli.js'), 'utf8')}${theme.sort().join('\n')}`)
}
