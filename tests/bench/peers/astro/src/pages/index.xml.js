import rss from '@astrojs/rss'
import { newestFirst } from '../terms.ts'

export async function GET(context) {
  const posts = (await newestFirst()).slice(0, 20)
  return rss({ title: 'Bench', description: 'Bench', site: context.site, items: posts.map(({ id, data }) => ({ title: data.title, pubDate: data.date, link: `/posts/${id}/` })) })
}
