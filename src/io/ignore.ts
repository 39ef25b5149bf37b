import { diagnose } from '../diagnostics/diagnose.ts'
import { globSource } from '../kit/glob.ts'
import type { Checked, Diagnostic } from '../types.ts'

/** True for a path that the site does not read: `path` below the site's root, `id` below its own folder. */
export type Ignores = (path: string, id: string) => boolean

/** Leftovers of editors and desktops, and what Hugo passes over (`#x.md`). 4913 is the name with which vim tries whether a folder is writable. */
const leftovers = /^(?:4913|Thumbs\.db|desktop\.ini|#.*#)$|~$|\.sw[a-p]$|^#.*\.(?:md|markdown)$/i

/** Dot files that hosts read and that belong to a site. */
const published = /^\.(?:well-known|nojekyll|htaccess|domains)$/

/** Editor leftovers and dot files; `statics` may hold the few dot files that are meant for the host. */
export function isLeftover(name: string, statics: boolean): boolean {
  if (name.startsWith('.')) return !(statics && published.test(name))
  return leftovers.test(name)
}

/**
 * Reads `ignore` of the config: `/…/` is a regular expression found anywhere in the path (Hugo's ignoreFiles),
 * all else a glob on the whole path, or on any one name where it has no slash.
 */
export function ignorePatterns(patterns: readonly string[], file: string): Checked<Ignores> {
  const diagnostics: Diagnostic[] = []
  const expressions = patterns.flatMap((pattern) => {
    try {
      return [toExpression(pattern)]
    } catch (error) {
      diagnostics.push(diagnose('ignore-invalid', { file }, { pattern, reason: (error as Error).message }))
      return []
    }
  })
  const value: Ignores = (path, id) => expressions.some((expression) => expression.test(id) || expression.test(path))
  return { value, diagnostics }
}

function toExpression(pattern: string): RegExp {
  // Go writes the flag in front, and escapes what JavaScript's `u` mode would not let it.
  const [whole, go, source = '', flag = ''] = /^\/(\(\?i\))?(.*)\/(i?)$/.exec(pattern) ?? []
  if (whole !== undefined) return new RegExp(source, go ? 'i' : flag)
  const glob = globSource(pattern.replace(/^\//, ''))
  return new RegExp(pattern.includes('/') ? `^${glob}$` : `(?:^|/)${glob}$`, 'u')
}
