import { realpathSync, statSync } from 'node:fs'
import { basename, isAbsolute, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diagnose } from '../diagnostics/diagnose.ts'
import { folderFields } from '../kit/folders.ts'
import type { Checked, Config, Diagnostic, PlacedExtension } from '../types.ts'

/**
 * Extensions with their folders relative to the site's root. An extension names them from the root, or where its package
 * lies: absolute (`import.meta.dirname + '/templates'`), or as a URL (`new URL('templates', import.meta.url).href`). One
 * that is not there is an error.
 */
export function withFolders(root: string, { extensions, file }: Config): Checked<readonly PlacedExtension[]> {
  const diagnostics: Diagnostic[] = []
  const value = extensions.map((extension) => {
    const { name, at } = extension
    const folders: { [field in (typeof folderFields)[number]]?: string | undefined } = {}
    for (const field of folderFields) {
      const written = extension[field]
      if (written === undefined) continue
      const { folder, fault } = folderAt(root, written)
      folders[field] = folder
      const params = { key: `${at}.${field}`, name, field, folder: written, fault: fault ?? '' }
      if (folder === undefined) diagnostics.push(diagnose('extension-folder-missing', { file }, params))
    }
    return { ...extension, ...folders }
  })
  return { value, diagnostics }
}

/** By its real path, for packages are often links: files in it may lead no further. */
function folderAt(root: string, written: string): { readonly folder?: string; readonly fault?: string } {
  try {
    const path = written.startsWith('file:') ? fileURLToPath(written) : resolve(root, written)
    if (!statSync(path).isDirectory()) return { fault: 'file' }
    const real = realpathSync(path)
    if (/[\\/]\.git(?:[\\/]|$)/.test(real) || (real !== path && basename(real).startsWith('.')))
      return { fault: 'hidden' }
    const way = relative(realpathSync(root), real)
    return { folder: isAbsolute(way) ? way : way.replaceAll('\\', '/') || '.' }
  } catch (error) {
    return { fault: (error as NodeJS.ErrnoException).code ?? '' }
  }
}
