import { expect, test } from 'vitest'
import { brief, html, render, renderer } from '../render.ts'

const math = { markdown: { math: true } }

test('formulas are set in sites that turn math on', async () => {
  const body = '行内 $a^2$ 与\n\n$$\n\\frac{甲}{b}\n$$\n'
  const { html: parts, features, text } = await render(body, math)
  const [page] = parts as string[]
  expect(page).toMatch(/<p>行内 <span class="math"><span class="katex">.*<\/span> 与<\/p>/)
  expect(page).toMatch(/<div class="math" tabindex="0" role="group" aria-label="公式"><span class="katex-display">/)
  expect(page).toContain('<annotation encoding="application/x-tex">a^2</annotation>')
  expect(features.math).toBe(true)
  expect(text).toBe('行内 a^2 与\n\\frac{甲}{b}')
  expect(await html(body)).toContain('$a^2$')
})

test.each(['从 $5 到 $10', '$5～$10', '以「$」开头，如「$header」', 'a $x<br>y$ b', '$a、$b', '$``` 一样 | `$POST'])(
  '%s is no formula',
  async (body) => {
    expect(await html(body, math)).toBe(await html(body))
  },
)

test.each(['甲$x$乙', '$ x $', '$x \\to y $ 的', '$\\text{甲，乙}$。', '$a=（甲）$', '$5 与 **$x$**'])(
  '%s has one',
  async (body) => {
    expect((await html(body, math)).match(/<annotation/g)).toHaveLength(1)
  },
)

test('$$ on one line is set as on lines of its own', async () => {
  expect(await html('$$a$$', math)).toContain('katex-display')
})

test('character references count, as where the browser sets formulas', async () => {
  expect(await html('$a &lt; b$', math)).toContain('<mo>&lt;</mo>')
  expect((await renderer(math)('$a &lt; b$')).findings).toEqual([])
})

test('a formula that cannot be set is a warning at its place and shows its source', async () => {
  const { rendered, findings } = await renderer(math)('一\n\n错 $\\frac{a$ 了 $\\foo$\n')
  expect(findings.map(brief)).toEqual(['math-invalid 3:3', 'math-invalid 3:15'])
  expect(findings[1]?.params).toEqual({ text: 'Undefined control sequence: \\foo at position 1: \\̲f̲o̲o̲' })
  expect(rendered.html).toEqual([
    '<p>一</p>\n<p>错 <span class="math"><code>\\frac{a</code></span> 了 <span class="math"><code>\\foo</code></span></p>\n',
  ])
})

test('formulas survive where raw HTML is cleaned, and cannot load or link', async () => {
  const body = '$\\href{javascript:alert(1)}{x}$ $a$ <b>x</b>'
  const page = await html(body, { markdown: { math: true, html: 'sanitize' } })
  expect(page).not.toContain('<a ')
  expect(page).toContain('<span class="katex-html" aria-hidden="true">')
})
