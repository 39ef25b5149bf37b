import { globSource } from '../kit/glob.ts'
import { postPath } from '../kit/hexo/source.ts'
import type { HexoConfig } from '../types.ts'
import { isLeftover } from './ignore.ts'

/** The files of a Hexo blog by its rules; paths are below the content folder. */

const markdown = /\.(?:md|markdown|mkd|mkdn|mdwn|mdown|mdtxt|mdtext)$/i

export function isHexoMarkdown(id: string, hexo: HexoConfig): boolean {
  return markdown.test(id) && isRendered(id, hexo)
}

/**
 * True for a file that Hexo makes a page of, if it knows its format: none that `skip_render` names, and with asset folders of
 * posts only those with the extension of `new_post_name`.
 */
export function isRendered(id: string, { skipRender, postAssets, newPostName }: HexoConfig): boolean {
  if (id.startsWith('_data/') || matches(skipRender, id)) return false
  return !postAssets || !postPath(id) || extension(id) === extension(newPostName)
}

function extension(path: string): string {
  return /(?<=[^/])\.[^./]*$/.exec(path)?.[0] ?? ''
}

/** True for a path that one of the globs names as a whole; `!` before a glob takes back what an earlier one named. */
function matches(globs: readonly string[], path: string): boolean {
  return globs.reduce(
    (found, glob) =>
      glob.startsWith('!') ? found && !expression(glob.slice(1)).test(path) : found || expression(glob).test(path),
    false,
  )
}

const expressions = new Map<string, RegExp>()

function expression(glob: string): RegExp {
  const made = expressions.get(glob) ?? new RegExp(`^${globSource(glob.replace(/^\.?\//, ''))}$`, 'u')
  expressions.set(glob, made)
  return made
}

/**
 * Hexo's rule for the files that it leaves alone: names that begin with `_` or `.`, unless `include` names them (or something
 * below them), files that editors leave behind, and what `exclude` names. In `_posts` and `_drafts` only the path below counts.
 */
export function isLeftOut(id: string, name: string, { include, exclude }: HexoConfig): boolean {
  if (!name.startsWith('.') && isLeftover(name, false)) return true
  if (/[%~]$/.test(id)) return true
  if (/^(?:_posts|_drafts|_data)$|^_data\//.test(id)) return false
  const post = postPath(id)
  if (post) return /(?:^|\/)[_.]/.test(post.path)
  if (matches(exclude, id)) return true
  if (!/(?:^|\/)[_.]/.test(id)) return false
  return !include.some((glob) => matches([glob], id) || glob.startsWith(`${id}/`))
}
