import { hash } from 'node:crypto'
import type { Loaded } from '../load.ts'
import type { Output, Post } from '../types.ts'

/**
 * A key for each output: the same key stands for the same bytes. Made of all that the outputs have in common (the
 * program, the config, templates and files, the site but for its posts' bodies) and of the posts whose bodies the
 * output may show. Undefined where a user's plugin, which can't be hashed, has a say.
 */
export function outputKeys(
  { compilation, sources, config }: Pick<Loaded, 'compilation' | 'sources' | 'config'>,
  program: string,
): ((output: Output) => string) | undefined {
  const { outline, outputs, entries, postsIn } = compilation
  const { templates, assets, statics, resources } = sources
  if (config.markdown.plugins.length > 0) return undefined
  const posts = new Set([...outline.posts, ...outline.pages].map(({ id }) => id))
  const hashes = new Map(entries.map(({ id, source }) => [id, source.hash]))
  // An `_index.md` stands on pages of many kinds.
  const lists = entries.filter(({ id }) => !posts.has(id)).map(({ source }) => source.hash)
  const site = { ...outline, posts: outline.posts.map(shown), pages: outline.pages.map(shown) }
  const paths = outputs.filter(({ kind }) => kind !== 'search').map(({ path }) => path)
  const files = [templates, assets.map(({ path }) => path), statics, resources]
  const common = hash('sha1', JSON.stringify([program, site, lists, paths, files]))
  const digest = (ids: readonly string[]) => ids.map((id) => hashes.get(id)).join()
  // All files of the search index are made of the same posts.
  let searched: string | undefined
  return (output) => {
    if ('search' in output) searched ??= hash('sha1', digest(postsIn(output)))
    const made = 'search' in output ? searched : digest(postsIn(output))
    return hash('sha1', `${common}\n${output.path}\n${made}`, 'base64url')
  }
}

/** Without what only messages tell, and what follows from the rest: that alone is longer than the rest. */
function shown(post: Post): object {
  return {
    ...post,
    rendered: undefined,
    places: undefined,
    bodyLine: undefined,
    relatedIds: undefined,
    prevId: undefined,
    nextId: undefined,
  }
}
