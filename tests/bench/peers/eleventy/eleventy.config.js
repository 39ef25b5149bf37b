import { feedPlugin } from '@11ty/eleventy-plugin-rss'

/** Pages of ten posts for every term of a taxonomy. */
function termPages(collection, taxonomy) {
  const terms = new Map()
  for (const post of collection.getFilteredByGlob('content/posts/*.md').reverse()) {
    for (const term of post.data[taxonomy === 'tags' ? 'topics' : taxonomy] ?? []) terms.set(term, [...(terms.get(term) ?? []), post])
  }
  return [...terms].flatMap(([term, posts]) =>
    Array.from({ length: Math.ceil(posts.length / 10) }, (_, page) => ({ term, page, posts: posts.slice(page * 10, page * 10 + 10) })),
  )
}

export default function (config) {
  config.addPreprocessor('topics', 'md', (data) => {
    data.topics = data.tags
    data.tags = undefined
  })
  config.addCollection('posts', (collection) => collection.getFilteredByGlob('content/posts/*.md'))
  config.addCollection('tagPages', (collection) => termPages(collection, 'tags'))
  config.addCollection('categoryPages', (collection) => termPages(collection, 'categories'))
  config.addPlugin(feedPlugin, {
    type: 'rss',
    outputPath: '/index.xml',
    collection: { name: 'posts', limit: 20 },
    metadata: { language: 'zh-CN', title: 'Bench', base: 'https://example.com/', author: { name: 'bench' } },
  })
  return { dir: { input: 'content', includes: '../_includes', output: '_site' }, markdownTemplateEngine: false, htmlTemplateEngine: 'njk' }
}
