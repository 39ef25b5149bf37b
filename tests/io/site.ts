import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { completeConfig } from '../../src/config.ts'
import { openPublisher, type Published, type PublishOptions } from '../../src/io/output/publish.ts'
import type { Checked, Config, RenderedFile } from '../../src/types.ts'

/** A built site: content by path. */
export type Files = Readonly<Record<string, string>>

export const config: Config = completeConfig({}, 'ruoyu.config.ts').value

/** The folder with what Ruoyu keeps of an output: of a first site its manifest and nothing else. */
export function ownOf(root: string, output = 'dist'): string {
  return join(root, '.ruoyu/output', output)
}

/** All that stands in the output, and for a site's root all but what Ruoyu keeps beside that. */
export function standing(root: string, folder = 'dist'): Files {
  const found: [string, string][] = []
  // A recursion of our own: readdir's follows links from Node 22 on.
  const look = (below: string): void => {
    for (const entry of readdirSync(join(root, folder, below), { withFileTypes: true })) {
      const path = join(below, entry.name)
      if (path === '.ruoyu' && folder === '.') continue
      if (entry.isDirectory()) look(path)
      else found.push([path, entry.isFile() ? readFileSync(join(root, folder, path), 'utf8') : 'special'])
    }
  }
  look('')
  return Object.fromEntries(found.sort())
}

export function rendered(files: Files): readonly RenderedFile[] {
  return Object.entries(files).map(([path, text]) =>
    text.startsWith('copy:') ? { path, copyFrom: text.slice(5) } : { path, text },
  )
}

/** One whole publish; a value of `copy:PATH` copies that file of the site. */
export async function publish(
  root: string,
  files: Files,
  options: PublishOptions = {},
  site = config,
): Promise<Checked<Published>> {
  const { value: publisher, diagnostics } = await openPublisher(root, site, { wait: 0, ...options })
  if (!publisher) return { value: { written: [], unchanged: [], removed: [] }, diagnostics }
  for (const file of rendered(files)) publisher.put(file)
  const result = publisher.commit()
  return { value: result.value, diagnostics: [...diagnostics, ...result.diagnostics] }
}

/** Frees the lock, as the end of a crashed process does: a crash within this process leaves it held. */
export function forgetLock(root: string): void {
  rmSync(join(ownOf(root), 'lock'), { force: true })
}
