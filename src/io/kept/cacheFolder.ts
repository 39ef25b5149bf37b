import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The absolute folder in which a site keeps what can be made again. Safe to delete and to carry between machines. */
export function cacheFolder(root: string): string {
  const modules = join(root, 'node_modules')
  return existsSync(modules) ? join(modules, '.cache/ruoyu') : join(root, '.ruoyu')
}
