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
    return `-- content/posts/${name}.md --\n---\ntitle: 文章 ${name}\ndate: 2025-01-0${index + 1}\ntags: ${tags}\n---\n${body}\n\n{{< ref "posts/b.md" >}}\n`
  })
  const about = changed === 'about' ? '我变了。' : '我。'
  return `${posts.join('')}-- content/about.md --\n---\ntitle: 关于\n---\n${about}\n-- content/posts/_index.md --\n---\ntitle: 文章\n---\n列表。\n`
}

const config = { pagination: { size: 3 }, feeds: { limit: 2 }, markdown: { math: true } }

function texts({ paths, file }: TestSite): ReadonlyMap<string, string> {
  return new Map(paths.map((path) => [path, file(path)]))
}

it.each([...names.map((name) => `posts/${name}.md`), 'about.md'])(
  'a new body of %s reaches no page that is not said to show it',
  async (id) => {
    const before = await site(archive(), { config })
    const after = await site(archive(id.replace('posts/', '').replace('.md', '')), { config })
    const old = texts(before)
    const changed = [...texts(after)].flatMap(([path, text]) => (old.get(path) === text ? [] : [path]))
    const shown = after.outputs.filter((output) => after.postsIn(output).includes(id)).map(({ path }) => path)
    expect(changed.length).toBeGreaterThan(0)
    expect(changed.filter((path) => !shown.includes(path))).toEqual([])
    expect(shown.length).toBeLessThan(after.outputs.length)
  },
)
