import { hash } from 'node:crypto'
import { mainMenu } from '../plan/menu.ts'
import type { Post, Site } from '../types.ts'

/** A hash of all that any page may show of the site without its key saying so: addresses, order, terms, sections, settings. */
export function structureOf(site: Site): string {
  const { posts, pages, ...rest } = site
  return hash('sha1', JSON.stringify([rest, mainMenu(site), posts.map(withoutWords), pages.map(withoutWords)]))
}

/** A post without what is shown by those alone that have its view, and without what is for messages. */
function withoutWords(post: Post): object {
  return { ...post, ...words }
}

const words = {
  ...{ title: undefined, linkTitle: undefined, description: undefined, summary: undefined, author: undefined },
  ...{ image: undefined, params: undefined, updated: undefined, bodyLine: undefined, places: undefined },
} satisfies Partial<Record<keyof Post, undefined>>
