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

/** The site before a change, by the templates that are added to it. */
const sites = new Map<string, Promise<TestSite>>()

const config = { pagination: { size: 3 }, feeds: { limit: 2 }, markdown: { math: true } }

function texts({ paths, file }: TestSite): ReadonlyMap<string, string> {
  return new Map(paths.map((path) => [path, file(path)]))
}

/** A user's template, which shows what all of a list's posts say. */
const lines = `-- templates/partials/post-lines.njk --
{% for post in posts %}{{ post.title }} {{ post.excerpt }} {{ post.minutes }} {{ post.characters }}{% endfor %}
`

const aside = (shown: string) => `-- templates/partials/footer.njk --
{% for each in site.posts %}${shown}{% endfor %}
`

/** Paths of what an output is made of: what its templates read, or what the plan says. */
function shownIn(id: string, { outputs, bodiesIn, read }: TestSite): readonly string[] {
  const file = `content/${id}`
  return outputs.filter((output) => [...bodiesIn(output), ...read(output.path)].includes(file)).map(({ path }) => path)
}

it.each(
  [...names.map((name) => `posts/${name}.md`), 'about.md'].flatMap((id) => [
    [id, ''],
    [id, lines],
    [id, aside('{{ each.title }}')],
    [id, aside('{{ each.excerpt }}')],
    [id, `-- templates/shortcodes/ref.njk --\n{{ site.sections[0].posts[2].content }}\n`],
  ]),
)('a new body of %s reaches no page that is not said to show it %j', async (id, templates) => {
  const before = await (sites.get(templates) ?? site(archive() + templates, { config }))
  sites.set(templates, Promise.resolve(before))
  const after = await site(archive(id.replace('posts/', '').replace('.md', '')) + templates, { config })
  const old = texts(before)
  const changed = [...texts(after)].flatMap(([path, text]) => (old.get(path) === text ? [] : [path]))
  expect(changed.length).toBeGreaterThan(0)
  expect(changed.filter((path) => !shownIn(id, before).includes(path))).toEqual([])
  expect(shownIn(id, after).length).toBeLessThan(after.outputs.length)
})

it.each(
  [...names.map((name) => `posts/${name}.md`), 'about.md'].flatMap((id) =>
    [
      '',
      aside('{{ each.title }}{{ each.author }}{{ each.params.mood }}{{ each.description }}{{ each.updated }}'),
      aside('{{ each.next.title if each.next }}{{ each.related[0].excerpt }}'),
      `-- templates/shortcodes/ref.njk --\n{{ site.years[0].posts[2].title }}{{ post.title }}\n`,
      `-- templates/post.njk --\n{{ post.content | safe }}{{ site.taxonomies[0].terms[0].posts[0].params.mood }}\n`,
    ].map((templates) => [id, templates] as const),
  ),
)('new front matter of %s reaches no page that is not said to show it %j', async (id, templates) => {
  const before = await (sites.get(templates) ?? site(archive() + templates, { config }))
  sites.set(templates, Promise.resolve(before))
  const heading = `content/${id} --\n---\n`
  const words = ['author: 人', 'mood: 好', 'image: a.png', 'summary: 略', 'lastmod: 2025-11-11', 'linkTitle: 短']
  const edited = archive().replace(`${heading}title: `, `${heading}${words.join('\n')}\ntitle: 新`)
  const after = await site(edited + templates, { config })
  const old = texts(before)
  const changed = [...texts(after)].flatMap(([path, text]) => (old.get(path) === text ? [] : [path]))
  const shown = before.outputs.filter(({ path }) => before.readFront(path).includes(`content/${id}`))
  const said = [...shownIn(id, before), ...shown.map(({ path }) => path), 'sitemap.xml']
  expect(changed.length).toBeGreaterThan(1)
  expect(changed.filter((path) => !said.includes(path))).toEqual([])
})

it('knows of the theme that a post’s page, its feeds and lists of excerpts show its body, and nothing else', async () => {
  const built = await site(archive(), { config })
  expect(shownIn('posts/a.md', built)).toEqual(['posts/a/index.html', 'search/index.json'])
  expect(shownIn('posts/g.md', built).filter((path) => !/xml$|json$/.test(path))).toEqual([
    'index.html',
    'posts/g/index.html',
    'posts/index.html',
  ])
})

it.each([
  ['title', '{{ each.title }}{{ each.url }}{{ each.date }}{{ each.terms[0].name }}{{ each.section.title }}', 1],
  ['excerpt', '{{ each.excerpt }}', 4],
  ['text', '{{ each.content }}', 7],
])(
  'a sidebar of all posts that shows each %s reads so many bodies on the 404 page: %#',
  async (_what, shown, count) => {
    const built = await site(archive() + aside(shown), { config })
    expect(built.diagnostics).toEqual([])
    expect(built.read('404.html').length + Number(count === 1)).toBe(count)
  },
)
