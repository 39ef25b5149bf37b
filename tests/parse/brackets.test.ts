import { describe, expect, test } from 'vitest'
import { joinFormulaLines } from '../../src/parse/formulaLines.ts'
import { isQuick } from '../runs.ts'
import { findings, html, render } from './render.ts'

const brackets = { markdown: { math: 'brackets' } }
const escaped = { markdown: { math: 'escaped' } }

/** The TeX of each formula; that of a display in double quotes. */
async function formulas(body: string, settings: object): Promise<readonly string[]> {
  const all = (await html(body, settings)).matchAll(
    /(<span class="katex-display">)?<span class="katex"><math.*?<annotation[^>]*>([^<]*)</gs,
  )
  return Array.from(all, ([, display, tex = '']) => (display ? `"${tex.trim()}"` : tex.trim()))
}

describe('brackets, as Hugo’s passthrough reads them', () => {
  test.each([
    ['设 \\(a\\)，\\(b_1 * c_2 * d\\)。', ['a', 'b_1 * c_2 * d']],
    ['甲\\(a\\)乙', ['a']],
    ['\\(a\\)\\(b\\)', ['a', 'b']],
    ['\\(\\text{若 }x\\)', ['\\text{若 }x']],
    ['甲 \\(a\n+ b\\) 乙', ['a\n+ b']],
    ['\\(a\n\\\\ b\\)', ['a\n\\\\ b']],
    ['\\[a\\]', ['"a"']],
    ['\\[\na = b\n\\]', ['"a = b"']],
    ['\\[ a\n= b \\],', ['"a\n= b"']],
    ['即\n\\[\n- a\n= b\n\\]\n乙', ['"- a\n= b"']],
    ['\\[\n\\begin{cases} a \\\\[2pt] b \\\\\\end{cases}\n\\]', ['"\\begin{cases} a \\\\[2pt] b \\\\\\end{cases}"']],
    ['> 设 \\(a\n> + b\\)\n>\n> \\[\n> c\n> \\]\n', ['a\n+ b', '"c"']],
    ['- 设 \\(a\\)\n- \\[\n  b\n  \\]\n', ['a', '"b"']],
    ['| \\(a\\) | 乙 |\n| - | - |\n| \\[b^2\\] | $c$ |\n', ['a', '"b^2"', 'c']],
    ['## 设 \\(a\\)', ['a']],
    ['\\\\\\( T\\_{x} \\\\\\) 与 \\\\(y\\\\)', ['T_{x}', 'y']],
    ['$a$ \\(b\\) $$c$$', ['a', 'b', '"c"']],
  ])('%j', async (body, expected) => {
    expect(await formulas(body, brackets)).toEqual(expected)
  })

  test.each([
    '甲 \\(a 乙',
    '\\(a\n\n b\\)',
    '\\(\\) \\[ \\]',
    '\\[必须\\] 与 \\(可选\\)、\\(see above\\)',
    '1. \\[C++\\] 默认 \\[-1, 1\\]',
    '\\(**甲**[^a] 的\\)\n\n[^a]: 乙\n',
    '`\\(a\\)`',
    '```\n\\[\na\n\\]\n```',
    '<!-- \\(a\\) -->',
    '[甲](https://example.com/a_\\(b\\)_c)',
    '[甲]: https://example.com/a_\\(b\\)\n\n[甲]',
    '$\\(a\\)$',
    '\\)a\\(',
    '\\\\\\\\(a\\\\\\\\)',
  ])('none is in %j', async (body) => {
    expect(await html(body, brackets)).toBe(await html(body, { markdown: { math: true } }))
  })

  test('a paragraph goes on behind one on lines of its own', async () => {
    const { text } = await render('甲\n\\[\na\n\\]\n乙 **丙**', brackets)
    expect(text).toBe('甲\na\n乙 丙')
  })

  test('what is wrong is found at its place', async () => {
    expect(await findings('一\n\n错 \\(\n\\foo\\) 与 $\\bar$\n', brackets)).toEqual([
      'math-invalid 3:3',
      'math-invalid 4:10',
    ])
  })
})

describe('brackets and TeX escaped for Markdown', () => {
  test.each([
    ['设 \\\\(a\\\\)，\\\\\\(b\\\\\\)', ['a', 'b']],
    ['\\\\[a\\\\]', ['"a"']],
    ['\\\\[\n\\begin{cases} a \\\\\\\\ b \\end{cases}\n\\\\]\n乙', ['"\\begin{cases} a \\\\ b \\end{cases}"']],
    ['- \\\\( \\\\sqcup\\_{a} (b) \\\\)', ['\\sqcup_{a} (b)']],
    ['> \\\\(I\\(r\\)\\\\)', ['I(r)']],
    ['$x\\_1$ $\\\\{a\\\\}$ $\\{a\\}$', ['x_1', '\\{a\\}', '\\{a\\}']],
    ['$$\n\\begin{cases} a \\\\ b \\end{cases}\n$$', ['"\\begin{cases} a \\\\ b \\end{cases}"']],
  ])('%j', async (body, expected) => {
    expect(await formulas(body, escaped)).toEqual(expected)
  })

  test.each(['\\[1\\] 与 \\(a\\)', '\\\\(a', '`\\\\(a\\\\)`'])('none is in %j', async (body) => {
    expect(await html(body, escaped)).toBe(await html(body))
  })
})

test.each([false, true])('with math %s brackets are Markdown’s', async (math) => {
  const body = '\\[1\\] \\(a\\) \\\\(b\\\\) \\\\\\[c\\\\\\]'
  expect(await html(body, { markdown: { math } })).toBe('<p>[1] (a) \\(b\\) \\[c\\]</p>')
})

test.each(['\\(', '\\[', '\\\\(', '\\', '\\[a\\]', '\\[\n', '](', '](a(', '$$', '$$\n', '$$ \\(\n', '$a '])(
  '15,000 characters of %j take no processor time to speak of',
  async (piece) => {
    const text = `\\(${piece.repeat(15_000 / piece.length)}`
    expect(await isQuick(() => joinFormulaLines(text, 'brackets'))).toBe(true)
  },
)
