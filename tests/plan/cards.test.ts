import { expect, test } from 'vitest'
import type { UserConfig } from '../../src/config.ts'
import { site, type TestSite } from '../site.ts'

const archive = `
-- content/posts/a.md --
---
title: 春 & 秋
date: 2025-01-02
---
文
-- content/posts/b.md --
---
title: 有图
date: 2025-01-01
---
![图](/x.png)
-- content/posts/c.md --
---
title: 有封面
image: /x.png
---
文
-- public/x.png --
`

/** All of the first plane. */
const characters = Array.from({ length: 0xffff }, (_, code) => code)

const fonts = [{ name: 'a.ttf', path: '/a.ttf', hash: 'f'.repeat(64), characters }]
const withCards: UserConfig['theme'] = { cards: { font: 'a.ttf' }, accent: '#2b5b8a' }

const cardsOf = ({ outputs }: TestSite) =>
  outputs.flatMap((output) =>
    output.kind === 'drawn' && 'svg' in output.draw ? [{ ...output, draw: output.draw }] : [],
  )
const imageOf = (made: TestSite, path: string) => /og:image" content="([^"]*)"/.exec(made.file(path))?.[1]

test('a post without a picture gets a card with its title, the name of the site, its seal and its colour', async () => {
  const made = await site(archive, { config: { title: '若愚', theme: withCards }, fonts })
  const [card, ...more] = cardsOf(made)
  expect(more).toEqual([])
  expect(card?.path).toMatch(/^posts\/a\/card\.[\da-f]{8}\.png$/)
  expect(card?.draw.svg).toMatch(/>春 &amp; 秋<.*>若<.*>若愚</)
  expect(card?.draw.svg).toContain('fill="#2b5b8a"')
  const page = made.file('posts/a/index.html')
  expect(imageOf(made, 'posts/a/index.html')).toBe(`https://example.com/${card?.path}`)
  expect(page).toContain('<meta name="twitter:card" content="summary_large_image">')
  expect(page).toContain(`"image":"https://example.com/${card?.path}"`)
  expect(imageOf(made, 'posts/b/index.html')).toBe('https://example.com/x.png')
  expect(imageOf(made, 'posts/c/index.html')).toBe('https://example.com/x.png')
})

test('another title gives a card another address; another text of the post does not', async () => {
  const pathOf = async (text: string) => cardsOf(await site(text, { config: { theme: withCards }, fonts }))[0]?.path
  const path = await pathOf(archive)
  expect(await pathOf(archive.replace('文', '另外的文'))).toBe(path)
  expect(await pathOf(archive.replace('春', '夏'))).not.toBe(path)
})

test('without the setting, or without its font, pages are as they are', async () => {
  const plain = await site(archive)
  const fontless = await site(archive, { config: { theme: { cards: { font: 'a.ttf' } } } })
  expect([cardsOf(plain), cardsOf(fontless), fontless.paths]).toEqual([[], [], plain.paths])
  expect(fontless.file('posts/a/index.html')).toBe(plain.file('posts/a/index.html'))
})
