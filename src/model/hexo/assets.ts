import { parent } from '../../kit/paths.ts'
import type { Post } from '../../types.ts'
import { folderOf, withoutExtension } from '../urls.ts'

/** A post within the asset folder of another is a file of that one to Hexo as well: at that address it is redirected to. */
export function withAssetAddresses(posts: readonly Post[]): readonly Post[] {
  const owners = new Map(posts.flatMap((post) => (post.filesIn === undefined ? [] : [[post.filesIn, post]])))
  return posts.map((post) => {
    let folder = parent(post.id)
    while (folder !== '' && !owners.has(folder)) folder = parent(folder)
    const owner = owners.get(folder)
    if (!owner) return post
    const alias = `${folderOf(owner.path)}/${withoutExtension(post.id).slice(folder.length + 1)}.html`
    return alias === post.path ? post : { ...post, aliases: [...post.aliases, alias] }
  })
}
