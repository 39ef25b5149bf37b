import { getCollection } from 'astro:content'

export async function newestFirst() {
  const posts = await getCollection('posts')
  return posts.sort((a, b) => (a.data.date < b.data.date ? 1 : -1))
}

/** Paths with pages of ten posts for every term of a taxonomy. */
export async function termPaths(taxonomy, paginate) {
  const posts = await newestFirst()
  const terms = [...new Set(posts.flatMap((post) => post.data[taxonomy] ?? []))]
  return terms.flatMap((term) =>
    paginate(posts.filter((post) => post.data[taxonomy]?.includes(term)), { params: { term: term.toLowerCase().replaceAll(' ', '-') }, props: { term }, pageSize: 10 }),
  )
}
