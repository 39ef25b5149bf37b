import { hash } from 'node:crypto'
import type { Loaded } from '../load.ts'
import type { Output } from '../types.ts'

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
  const pages = outputs.filter(({ kind }) => kind !== 'search')
  const common = hash(
    'sha1',
    JSON.stringify([program, outline, lists, pages, templates, assets.map(({ path }) => path), statics, resources]),
  )
  // All files of the search index are made of the same posts.
  const digests = new Map<readonly string[], string>()
  const digestOf = (ids: readonly string[]): string => {
    const digest = digests.get(ids) ?? hash('sha1', ids.map((id) => hashes.get(id)).join())
    digests.set(ids, digest)
    return digest
  }
  return (output) => hash('sha1', [common, output.path, digestOf(postsIn(output))].join('\n'), 'base64url')
}
