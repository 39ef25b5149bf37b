import { expect, it } from 'vitest'
import { site, type TestSite } from '../site.ts'

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

/** Enough posts for two pages of a list, with terms, a bundle, shortcodes and links among them. */
function archive(changed?: string): string {
  const posts = names.map((name, index) => {
    const body =
      name === changed
        ? `改过的开头 ${name}。\n\n## 新标题\n\n![图](new.png) 新的一段，长了许多。\n\n$x$`
        : `开头 ${name}。\n\n## 标题\n\n[别篇](/posts/a/) 正文。`
    const tags = `[标签${index % 2}, 共同]`
    const description = index < 3 ? `description: 说明 ${name}\n` : ''
    return `-- content/posts/${name}.md --\n---\ntitle: 文章 ${name}\n${description}date: 2025-01-0${index + 1}\ntags: ${tags}\n---\n${body}\n\n{{< ref "posts/b.md" >}}\n`
  })
  const about = changed === 'about' ? '我变了。' : '我。'
  return `${posts.join('')}-- content/about.md --\n---\ntitle: 关于\n---\n${about}\n-- content/posts/_index.md --\n---\ntitle: 文章\n---\n列表。\n`
}

const config = { pagination: { size: 3 }, feeds: { limit: 2 }, markdown: { math: true } }

function texts({ paths, file }: TestSite): ReadonlyMap<string, string> {
  return new Map(paths.map((path) => [path, file(path)]))
}

/** A user's template, which shows all of a list's posts. */
const lines = `-- templates/partials/post-lines.njk --
{% for post in posts %}{{ post.title }} {{ post.excerpt }} {{ post.minutes }} {{ post.characters }}{% endfor %}
`

it.each(
  [...names.map((name) => `posts/${name}.md`), 'about.md'].flatMap((id) => [
    [id, ''],
    [id, lines],
  ]),
)('a new body of %s reaches no page that is not said to show it %j', async (id, templates) => {
  const before = await site(archive() + templates, { config })
  const after = await site(archive(id.replace('posts/', '').replace('.md', '')) + templates, { config })
  const old = texts(before)
  const changed = [...texts(after)].flatMap(([path, text]) => (old.get(path) === text ? [] : [path]))
  const shown = after.outputs.filter((output) => after.postsIn(output).includes(id)).map(({ path }) => path)
  expect(changed.length).toBeGreaterThan(0)
  expect(changed.filter((path) => !shown.includes(path))).toEqual([])
  expect(shown.length).toBeLessThan(after.outputs.length)
})

it('says of the theme that a post’s page, its feeds and lists of excerpts show its body, and nothing else', async () => {
  const { outputs, postsIn } = await site(archive(), { config })
  const shown = (id: string) =>
    outputs.filter((output) => postsIn(output).includes(id)).map(({ kind, path }) => `${kind} ${path}`)
  expect(shown('posts/a.md')).toEqual(['post posts/a/index.html', 'search search/index.json'])
  expect(shown('posts/g.md').filter((one) => !one.startsWith('feed'))).toEqual([
    'home index.html',
    'post posts/g/index.html',
    'section posts/index.html',
    'search search/index.json',
  ])
})
