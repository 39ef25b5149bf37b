import { expect, test } from 'vitest'
import { site, type TestOptions } from '../site.ts'

const archive = `-- content/posts/a.md --
---
title: 甲
date: 2025-01-03
tags: [慢, 快]
---
甲的开头。

## 一节
-- content/posts/b/index.md --
---
title: 乙
date: 2025-01-02
tags: [慢]
---
乙。
-- content/posts/b/images/图.png --
-- content/posts/b/声.mp3 --
声
-- content/posts/b/notes.pdf --
pdf
-- content/notes/c.md --
---
title: 丙
date: 2025-01-01
hidden: true
---
-- content/notes/d.md --
---
title: 丁
date: 2024-01-01
---
-- content/notes/deep/_index.md --
---
title: 深处
---
深处的话。
-- content/notes/deep/e.md --
---
title: 戊
date: 2023-01-01
---
-- content/about.md --
---
title: 关于
---
我。
-- content/404.md --
---
title: 没有
---
`

/** The text that a template makes on the archives’ page, which has no view of its own. */
async function shown(template: string, options: TestOptions = {}): Promise<string> {
  const built = await site(`${archive}-- templates/archives.njk --\n${template}\n`, options)
  expect(built.diagnostics.filter(({ file }) => file.startsWith('templates'))).toEqual([])
  return built.file('archives/index.html').trim()
}

test.each([
  ['{% for post in site.posts %}{{ post.title }}{% endfor %}', '甲乙丁戊'],
  ['{% for page in site.pages %}{{ page.title }}{% endfor %}', '关于'],
  [
    '{% for s in site.sections %}{{ s.name }} {{ s.title }} {{ s.url }} {{ s.count }} {% for p in s.posts %}{{ p.title }}{% endfor %}; {% endfor %}',
    'notes Notes /notes/ 2 丁戊; posts Posts /posts/ 2 甲乙;',
  ],
  [
    '{% for s in site.sections[0].sections %}{{ s.name }} {{ s.title }} {{ s.content | safe }}{% endfor %}',
    'notes/deep 深处 <p>深处的话。</p>',
  ],
  [
    '{% for t in site.taxonomies %}{{ t.name }} {{ t.count }} {% for term in t.terms %}{{ term.name }} {{ term.count }} {% for p in term.posts %}{{ p.title }}{% endfor %}; {% endfor %}{% endfor %}',
    'categories 0 tags 2 快 1 甲; 慢 2 甲乙;',
  ],
  ['{{ site.posts[0].excerpt }} {{ site.posts[0].toc[0].id }} {{ site.posts[0].content | safe }}', '甲的开头。'],
  [
    '{{ site.posts[0].section.title }} {{ site.posts[3].section.name }} {{ site.pages[0].section is null }}',
    'Posts notes',
  ],
  ['{{ site.posts[0].next.title }} {{ site.posts[1].prev.title }} {{ site.posts[0].related[0].title }}', '乙 甲 乙'],
  [
    '{% for r in site.posts[1].resources %}{{ r.name }} {{ r.url }} {{ r.size }} {{ r.width or 0 }} {{ r.kind }}; {% endfor %}',
    'images/图.png /posts/b/images/%E5%9B%BE.png 0 0 image; notes.pdf /posts/b/notes.pdf 4 0 file; 声.mp3 /posts/b/%E5%A3%B0.mp3 4 0 audio;',
  ],
  ['{{ site.posts[0].resources.length }}', '0'],
])('%s', async (template, text) => {
  expect(await shown(template)).toContain(text)
})

test('posts of all sections stand in site.posts, also where home shows some sections alone', async () => {
  const config = { mainSections: ['posts'] }
  expect(await shown('{{ site.posts.length }} {{ site.postCount }}', { config })).toBe('4 2')
})

test('a field that no post has is told where a list of the site is read', async () => {
  const template =
    '{% for post in site.posts %}{{ post.titel or "" }}{% endfor %}{% set s = site.sections[0] %}{% if s.posts[0].section.titel %}{% endif %}'
  const built = await site(`${archive}-- templates/archives.njk --\n${template}\n`)
  expect(
    built.diagnostics.map(({ code, file, params }) => `${code} ${file} ${params.name} ${params.suggestion}`),
  ).toEqual([
    'template-field-unknown templates/archives.njk post.titel post.title',
    'template-field-unknown templates/archives.njk s.posts[…].section.titel s.posts[…].section.title',
  ])
})
