import { describe, expect, test } from 'vitest'
import { html, render } from './render.ts'

const modes = ['dollars', 'brackets', 'escaped'] as const
const marks = { dollars: ['$$', '$$'], brackets: ['\\[', '\\]'], escaped: ['\\\\[', '\\\\]'] } as const

/** The page with formulas as ⟦TeX⟧, blocks as ⟦⟦TeX⟧⟧. */
async function page(body: string, delimiters: string): Promise<string> {
  const written = await html(body, { markdown: { math: { delimiters } } })
  return written
    .replace(
      /<(span|div) class="math"[^>]*>.*?<annotation[^>]*>([^<]*)<\/annotation>.*?<\/math>(?:<\/span>)+(?:<\/div>)?/gs,
      (_, name, tex) => (name === 'div' ? `⟦⟦${tex}⟧⟧` : `⟦${tex}⟧`),
    )
    .replaceAll('&#x26;', '&')
    .replaceAll('&amp;', '&')
}

describe.each(modes)('with %s', (mode) => {
  const [open, close] = marks[mode]
  const inMode = (body: string) => body.replaceAll('[[', () => open).replaceAll(']]', () => close)
  const show = (body: string) => page(inMode(body), mode)
  /** TeX's line end, as it is written where Markdown reads it first. */
  const newline = mode === 'escaped' ? '\\\\\\\\' : '\\\\'

  test.each([
    ['[[\na = b\n]]', '⟦⟦a = b⟧⟧'],
    [
      `[[\\begin{aligned}\na &= b ${newline}\n+ c &= d\n\\end{aligned}]]`,
      '⟦⟦\\begin{aligned}\na &= b \\\\\n+ c &= d\n\\end{aligned}⟧⟧',
    ],
    ['[[\nx = y ]]', '⟦⟦x = y⟧⟧'],
    ['[[ x\n- y ]]', '⟦⟦x\n- y⟧⟧'],
    ['[[\nx^2\n]] 后文', '<p>⟦x^2⟧ 后文</p>'],
    ['[[\nx^2\n]]。\n\n后文 **粗**', '<p>⟦x^2⟧。</p>\n<p>后文 <strong>粗</strong></p>'],
    ['即\n[[\na\n= b\n]]\n乙 **粗**', '<p>即</p>\n⟦⟦a\n= b⟧⟧\n<p>乙 <strong>粗</strong></p>'],
    ['即 [[a\n+ b]] 乙', '<p>即 ⟦a\n+ b⟧ 乙</p>'],
    ['即 [[\na + b\n]] 乙', '<p>即 ⟦a + b⟧ 乙</p>'],
    ['[[\na\n\nb\n]]\n\n后', '⟦⟦a\n\nb⟧⟧\n<p>后</p>'],
    ['[[\na\n]]\n---\n后', '⟦⟦a⟧⟧\n<hr>\n<p>后</p>'],
    [
      '> [[\\begin{cases}\n> a\n> \\end{cases}]]\n> 后',
      '<blockquote>\n⟦⟦\\begin{cases}\na\n\\end{cases}⟧⟧\n<p>后</p>\n</blockquote>',
    ],
    [
      '> > [[\n> > a > b\n> > > c ]] 后',
      '<blockquote>\n<blockquote>\n<p>⟦a &#x3C; b⟧ 后</p>\n</blockquote>\n</blockquote>'.replace(
        '&#x3C; b',
        '&gt; b\n&gt; c',
      ),
    ],
    ['- 甲\n\n  [[\n  a_1 ]]\n- 乙', '<ul>\n<li>\n<p>甲</p>\n⟦⟦a_1⟧⟧\n</li>\n<li>\n<p>乙</p>\n</li>\n</ul>'],
    ['1. [[a_1\n   + b]] 后\n2. 乙', '<ol>\n<li>⟦a_1\n+ b⟧ 后</li>\n<li>乙</li>\n</ol>'],
    ['- > [[\n  > a_1\n  > ]]\n- 乙', '<ul>\n<li>\n<blockquote>\n⟦⟦a_1⟧⟧\n</blockquote>\n</li>\n<li>乙</li>\n</ul>'],
  ])('%j is %j', async (body, expected) => {
    expect(await show(body)).toBe(expected)
  })

  test.each([
    ['a table', '| [[0, 1) | 甲 |\n| - | - |\n| 乙 | (0, 1]] |\n| 丙 | x |\n'],
    ['a table, in one row', '| a | b |\n| - | - |\n| [[x_1 | y_1]] |\n'],
    ['rows without bars at the ends', 'a | b\n-- | --\n[[x_1 | 丙\n丁 | y_1]]\n'],
    ['a table in a quote', '> | [[x_1 | b |\n> | - | - |\n> | c | d]] |\n'],
    ['paragraphs', '甲 [[x_1\n\n乙 y_1]] 丙'],
    ['paragraphs, at line starts', '[[\nx_1\n\n这里是正文。\n\n]]\n丙'],
    ['list items', '- 甲 [[x_1\n- 乙 y_1]]\n- 丙'],
    ['list items, at the start', '- [[x_1\n- 乙 y_1]]\n- 丙'],
    ['items of several paragraphs', '1. [[\n\n   x_1\n\n2. 乙\n\n   ]]\n\n3. 丙'],
    ['a heading', '## 甲 [[x_1\n乙 y_1]]'],
    ['what stands before a heading', '甲 [[x_1\n## 乙 y_1]]\n\n丙'],
    ['a quote', '> 甲 [[x_1\n\n乙 y_1]] 丙'],
    ['a quote that begins', '甲 [[x_1\n> 乙 y_1]]\n\n丙'],
    ['code', '甲 [[x_1\n```\ny_1]]\n```\n\n丙'],
    ['code that closes', '```\n[[\n```\n\n丙\n\n]]'],
    ['a rule', '甲 [[x_1\n***\n乙 y_1]]'],
    ['a footnote', '甲[^1] [[x_1\n\n[^1]: 乙 y_1]]\n'],
    ['HTML', '甲 [[x_1\n<div>\n乙 y_1]]\n</div>\n\n丙'],
    ['nothing: the post goes on', '[[\n\n甲\n\n## 乙\n\n- 丙\n'],
  ])('no formula leaves %s', async (_, body) => {
    expect(await show(body)).not.toContain('⟦')
    const { text } = await render(inMode(body), {
      markdown: { math: { delimiters: mode } },
    })
    const letters = (written: string) => written.replace(/[^甲乙丙丁abxy]/g, '')
    expect(letters(text).split('').sort()).toEqual(letters(body.replaceAll('[^1]', '')).split('').sort())
  })

  test.each([
    ['**粗 [[x_1]] 体** 后', '<p><strong>粗 ⟦x_1⟧ 体</strong> 后</p>'],
    ['[链 [[x_1]] 接](/a/) 后', '<p><a href="/a/">链 ⟦x_1⟧ 接</a> 后</p>'],
    ['| [[x_1]] | 乙 |\n| - | - |\n| a | [[y_1]] |', '⟦y_1⟧'],
    ['## 甲 [[x_1]]', '甲 ⟦x_1⟧'],
    ['~~删 [[x_1]]~~', '<del>删 ⟦x_1⟧</del>'],
  ])('%j holds one', async (body, expected) => {
    expect(await show(body)).toContain(expected)
  })
})

test.each([
  ['$a$$b$', '<p>⟦a⟧⟦b⟧</p>'],
  ['即 $x_1$$y_2$$z$。', '<p>即 ⟦x_1⟧⟦y_2⟧⟦z⟧。</p>'],
  ['$a\nb$$c d$ 后', '<p>⟦a\nb⟧⟦c d⟧ 后</p>'],
  ['$a$ 和 $$b$$ 和 $c$', '<p>⟦a⟧ 和 ⟦b⟧ 和 ⟦c⟧</p>'],
  ['$$a$$$b$', '<p>⟦a⟧⟦b⟧</p>'],
  ['$b$$$a$$', '<p>⟦b⟧⟦a⟧</p>'],
  ['$$a$$$$b$$', '<p>⟦a⟧⟦b⟧</p>'],
  ['文$$a$$$b$$$c$$$d$文', '<p>文⟦a⟧⟦b⟧⟦c⟧⟦d⟧文</p>'],
  ['$$a$$$', '<p>$$a$$$</p>'],
  ['$a$$', '<p>$a$$</p>'],
  ['文$$$a$$$', '<p>文⟦a⟧</p>'],
  ['$$a$$$5', '<p>$$a$$$5</p>'],
  ['$x$$5', '<p>$x$$5</p>'],
])('formulas side by side: %j is %j', async (body, expected) => {
  expect(await page(body, 'dollars')).toBe(expected)
})
