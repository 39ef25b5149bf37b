import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { expect, test } from 'vitest'
import { site } from '../site.ts'

const archive = `-- content/posts/a.md --
---
title: 甲
date: 2024-01-01
---
- [ ]任务

> [!NOTE]
> 提要

设 $\\frac{a}{b}$ 与 $n = 3$，错 $\\frac{a$。

$$
\\begin{aligned} a &= b \\end{aligned}
$$

后文。
`

test.each(['mathml', 'katex'] as const)(
  'feeds hold each formula once, as MathML with alt text, whatever the %s look',
  async (look) => {
    const { file } = await site(archive, { config: { markdown: { math: { look } } } })
    const bodies = [
      parseRssFeed(file('index.xml')).items?.[0]?.content?.encoded,
      parseAtomFeed(file('atom.xml')).entries?.[0]?.content?.value ?? '',
      parseJsonFeed(file('feed.json')).items?.[0]?.content_html,
    ]
    for (const body of bodies) {
      expect(body).not.toMatch(/katex-html|<annotation|<semantics/)
      expect(body).toContain('<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="\\frac{a}{b}"><mrow><mfrac>')
      expect(body?.match(/<math/g)).toHaveLength(3)
      expect(body?.match(/frac\{a\}/g)).toHaveLength(1)
      expect(body).toContain('<p>后文。</p>')
    }
  },
)

test('summaries, descriptions and JSON-LD are prose alone', async () => {
  const { file } = await site(archive, { config: { markdown: { math: true } } })
  const summary = '任务 提要 设 … 与 n = 3，错 …。后文。'
  expect(parseJsonFeed(file('feed.json')).items?.[0]?.summary).toBe(summary)
  const page = file('posts/a/index.html')
  expect(page).toContain(`<meta name="description" content="${summary}">`)
  const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? ''
  expect(JSON.parse(json).description).toBe(summary)
})
