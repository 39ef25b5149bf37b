import { realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diagnose } from '../diagnostics/diagnose.ts'
import type { Extension } from '../extension.ts'
import type { Checked, Diagnostic } from '../types.ts'

/**
 * Extensions with their folders relative to the site's root. An extension names them from the root, or where its package
 * lies: absolute (`import.meta.dirname + '/templates'`), or as a URL (`new URL('templates', import.meta.url).href`). One
 * that is not there is an error.
 */
export function withFolders(
  root: string,
  extensions: readonly Extension[],
  file: string,
): Checked<readonly Extension[]> {
  const diagnostics: Diagnostic[] = []
  const value = extensions.map((extension) => {
    const { name } = extension
    const folders: { [field in 'templates' | 'assets' | 'public']?: string } = {}
    for (const field of ['templates', 'assets', 'public'] as const) {
      const written = extension[field]
      if (written === undefined) continue
      const folder = folderAt(root, written)
      if (folder !== undefined) folders[field] = folder
      else
        diagnostics.push(
          diagnose('extension-folder-missing', { file }, { key: 'extensions', name, field, folder: written }),
        )
    }
    return { ...extension, ...folders }
  })
  return { value, diagnostics }
}

/** By its real path, for packages are often links: files in it may lead no further. */
function folderAt(root: string, written: string): string | undefined {
  try {
    const path = written.startsWith('file:') ? fileURLToPath(written) : resolve(root, written)
    if (!statSync(path).isDirectory()) return undefined
    const way = relative(realpathSync(root), realpathSync(path))
    return isAbsolute(way) ? way : way.replaceAll('\\', '/') || '.'
  } catch {
    return undefined
  }
}
