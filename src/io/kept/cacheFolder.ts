import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where a site keeps what can be made again, absolute. Safe to delete and to carry between machines. */
export function cacheFolder(root: string): string {
  const modules = join(root, 'node_modules')
  return existsSync(modules) ? join(modules, '.cache/ruoyu') : join(root, '.ruoyu')
}
