import { realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { diagnose } from '../diagnostics/diagnose.ts'
import { deviceName } from '../kit/names.ts'
import type { Diagnostic } from '../types.ts'
import { statsOf } from './disk.ts'
import { isLeftover } from './ignore.ts'
import { readText } from './text.ts'
import { isInside, realPathOf } from './walk.ts'

/** Characters and endings that some file system can't hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const odd = /[\\/:*?"<>|\0-\x1f\x7f]|[. ]$/

/** The reason why no post can be `slug`.md in a section, if any. `content` is relative to the root. */
export function refuseNewPost(
  root: string,
  content: string,
  { section, slug }: { readonly section: string; readonly slug: string },
): Diagnostic | undefined {
  // A shell completes folders with a slash, and `.` is the content folder itself.
  const below = section.replace(/^(?:\.\/+)+|\/+$/g, '').replace(/^\.$/, '')
  const names = [...(below ? below.split('/') : []), slug]
  const fault = (): 'outside' | 'name' | 'hidden' | 'long' | undefined => {
    if (section.startsWith('/') || names.some((name) => /^\.[. ]*$/.test(name))) return 'outside'
    if (names.some((name) => Buffer.byteLength(name) > 250)) return 'long'
    if (names.some((name) => !name || odd.test(name) || deviceName.test(name))) return 'name'
    if (names.some((name) => isLeftover(name, false)) || isLeftover(`${slug}.md`, false)) return 'hidden'
    return leadsOut(root, resolve(root, content), names) ? 'outside' : undefined
  }
  const what = fault()
  const path = [content, section, `${slug}.md`].join('/')
  return what && diagnose('post-path-refused', { file: content }, { path, what })
}

/** The file that new posts of a section begin as: Hugo's archetype or Hexo's scaffold of its name, else the general one. */
export function readArchetype(
  root: string,
  section: string,
): { readonly path: string; readonly text: string } | undefined {
  const names = [`archetypes/${section}.md`, `scaffolds/${section}.md`, 'archetypes/default.md', 'scaffolds/post.md']
  for (const path of names) {
    const text = readText(join(root, path))
    if (text !== undefined) return { path, text }
  }
  return undefined
}

/** True where one of the folders is a link that leads out of the first, or that is one which leads out of the site. */
function leadsOut(root: string, content: string, names: readonly string[]): boolean {
  if (statsOf(content)?.isSymbolicLink() && !isInside(realPathOf(content) ?? '', realpathSync(root))) return true
  for (let place = join(content, ...names); place !== content; place = dirname(place))
    if (statsOf(place)) {
      const real = realPathOf(place)
      return real === undefined || !isInside(real, realpathSync(content))
    }
  return false
}
