import { expect, test } from 'vitest'
import { brief, html, render, renderer, show } from '../render.ts'

const math = { markdown: { math: true } }

test('formulas are set in sites that turn math on', async () => {
  const body = '行内 $a^2$ 与\n\n$$\n\\frac{甲}{b}\n$$\n'
  const { html: parts, features, text } = await render(body, math)
  const [page] = parts as string[]
  expect(page).toMatch(/<p>行内 <span class="math"><span class="katex">.*<\/span> 与<\/p>/s)
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
  expect(await html('$$a$$', math)).toMatch(/^<div class="math" tabindex="0".*katex-display/)
  expect(await html('设 $$a$$ 为', math)).toMatch(/^<p>设 <span class="math"><span class="katex-display">/)
})

test.each([
  ['\\mathbb{R}', '<mi>ℝ</mi>'],
  ['\\mathbb{1}', '<mn>𝟙</mn>'],
  ['\\mathbb{A}', '<mi>𝔸</mi>'],
  ['\\mathcal{L}', '<mi>ℒ</mi>'],
  ['\\mathcal{A}', '<mi>𝒜</mi>'],
  ['\\mathscr{H}', '<mi>ℋ</mi>'],
  ['\\mathbf{x}', '<mi>𝐱</mi>'],
  ['\\mathbf{10}', '<mn>𝟏𝟎</mn>'],
  ['\\mathbf{\\Gamma}', '<mi>𝚪</mi>'],
  ['\\mathfrak{g}', '<mi>𝔤</mi>'],
  ['\\mathfrak{Re}', '<mi>ℜ</mi><mi>𝔢</mi>'],
  ['\\boldsymbol{\\alpha}', '<mi>𝜶</mi>'],
  ['\\boldsymbol{x}', '<mi>𝒙</mi>'],
  ['\\mathsf{T}', '<mi>𝖳</mi>'],
  ['\\mathtt{a}', '<mi>𝚊</mi>'],
  ['\\mathrm{d}', '<mi mathvariant="normal">d</mi>'],
  ['\\textbf{粗 b}', '<mtext style="font-weight:bold">粗</mtext>'],
  ['\\boldsymbol{+}', 'style="font-weight:bold">+</mo>'],
])('%s has letters of its own, for browsers know no mathvariant', async (tex, letter) => {
  expect(await html(`$${tex}$`, math)).toContain(letter)
})

test('tables in formulas have their columns and lines where they are told to', async () => {
  const cells = async (tex: string) =>
    Array.from((await html(`$$${tex}$$`, math)).matchAll(/<mtd(?: style="([^"]*)")?>/g), ([, style]) => style)
  expect(await cells('\\begin{aligned} a &= b \\end{aligned}')).toEqual([
    'text-align:right;text-align:-webkit-right;padding-right:0',
    'text-align:left;padding-left:0;padding-right:0',
  ])
  expect(await cells('\\begin{array}{l|c} a & b \\\\ \\hline c & d \\end{array}')).toEqual([
    'text-align:left',
    'border-left:1px solid',
    'text-align:left;border-top:1px solid',
    'border-left:1px solid;border-top:1px solid',
  ])
  expect(await cells('\\begin{cases} a & b \\end{cases}')).toEqual(['text-align:left', 'text-align:left'])
})

test('bars and brackets grow', async () => {
  const page = await html('$$\\left|\\frac a b\\right| \\left\\|x\\right\\| \\left(x\\right)$$', math)
  expect(page.match(/<mo fence="true" stretchy="true">[|‖()]<\/mo>/g)).toHaveLength(6)
})

test.each(['\\ce{H2O}', '\\ce{2H2 + O2 -> 2H2O}', '\\pu{123 kJ//mol}'])('%s is chemistry', async (tex) => {
  expect((await renderer(math)(`$${tex}$`)).findings).toEqual([])
})

test('a page holds a formula once, with KaTeX’s own look twice', async () => {
  expect(await html('$a^2$', math)).not.toContain('katex-html')
  const katex = { markdown: { math: { look: 'katex' } } }
  expect(await html('$a^2$', katex)).toContain('<span class="katex-html" aria-hidden="true">')
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
  expect(page).toContain('<annotation encoding="application/x-tex">a</annotation>')
})

const numbersIn = (html: Parameters<typeof show>[0]): readonly (string | undefined)[] =>
  Array.from(show(html).matchAll(/<mtext>(\(.*?\)|\*)<\/mtext>/g), ([, tag]) => tag)

test('labels number equations, and references have the number, in formulas and in text', async () => {
  const body = [
    '见 $\\ref{二}$、\\eqref{一} 与 $(\\ref{标})$。',
    '$$\na=\\left|b\\right|\\label{一}\n$$',
    '$$\n\\begin{aligned}c&=d\\label{二}\\end{aligned}\n$$',
    '$$\n\\begin{align}e&=f\\label{三}\\\\ g&=h\\label{四}\\end{align}\n$$',
    '$$\ni\\tag{*}\\label{标}\n$$',
    '$$\n\\begin{equation}\\label{式}\nk=l\n\\end{equation}\n$$',
    '由 $\\eqref{三},\\eqref{四}$，$j\\label{五}$，\\eqref{标}，\\eqref{五}',
  ].join('\n\n')
  const { findings, rendered } = await renderer({ markdown: { math: true } })(body)
  expect(findings).toEqual([])
  expect(rendered.text.replace(/\s+/g, ' ')).toContain('、(1) 与')
  expect(rendered.text).toContain('，(*)，(6)')
  expect(numbersIn(rendered.html)).toEqual(['(1)', '(2)', '(3)', '(4)', '(*)', '(5)'])
})

test.each([
  ['\\begin{align}a&=b\\label{a}\\\\c&=d\\\\e&=f\\label{b}\\end{align}', ['(1)', '(2)']],
  ['\\begin{align*}a&=b\\label{a}\\\\[2pt]c&=d\\nonumber\\\\e&=f\\label{b}\\\\\\end{align*}', ['(1)', '(2)']],
  [
    '\\begin{gather}a\\label{a}\\\\b\\tag{甲}\\label{x}\\\\c\\tag*{*}\\\\d\\label{b}\\end{gather}',
    ['(1)', '(甲)', '*', '(2)'],
  ],
  ['\\begin{alignat}{2}a&=b&c&=d\\label{a}\\\\e&=f&g&=h\\label{b}\\end{alignat}', ['(1)', '(2)']],
  [
    '\\begin{align}\\begin{pmatrix}a\\\\b\\end{pmatrix}&=\\sum_{\\substack{c\\\\d}}\\label{a}\\\\e&=f\\label{b}\\end{align}',
    ['(1)', '(2)'],
  ],
  ['\\begin{align}a\\\\b\\end{align}\\label{a}', ['(1)']],
  ['\\begin{equation}\\begin{split}a\\\\b\\label{b}\\end{split}\\end{equation}', ['(1)']],
  ['\\begin{equation}a\\tag{x{1}}\\end{equation}', ['(x1)']],
  ['\\begin{align}a\\tag{1}\\\\b\\tag{2}\\end{align}', ['(1)', '(2)']],
])('each row of %s has its own number', async (tex, numbers) => {
  for (const look of ['mathml', 'katex'] as const) {
    const { findings, rendered } = await renderer({ markdown: { math: { look } } })(`$$\n${tex}\n$$\n`)
    expect(findings).toEqual([])
    expect(numbersIn(rendered.html)).toEqual(numbers)
    const cells = (name: string) => show(rendered.html).split(`<mtd class ="${name}"`).length - 1
    expect(cells('mtr-glue')).toBe(2 * cells('mtr-num'))
    if (tex.startsWith('\\begin{align}a&')) expect(cells('mtr-num')).toBe(3)
  }
})

test('a label that a post has twice is told at the second, and references name the first', async () => {
  const body = '$$a\\label{甲}$$\n\n$$\nb\\label{乙}\\\\\nc\\label{甲}\n$$\n\n\\ref{甲}、\\ref{乙}'
  const { findings, rendered } = await renderer({ markdown: { math: true } })(body)
  expect(findings.map(brief)).toEqual(['math-label-twice 5:2'])
  expect(findings[0]?.params).toEqual({ label: '甲', number: '1' })
  expect(numbersIn(rendered.html)).toEqual(['(1)', '(2)'])
  expect(rendered.text).toMatch(/1、2$/)
})

test.each([
  'a\\label{甲}\\label{乙}',
  '\\begin{align}a\\\\b\\end{align}\\label{甲}\\label{乙}',
  '\\begin{equation}\\begin{split}a\\label{甲}\\\\b\\label{乙}\\end{split}\\end{equation}',
  '\\begin{align}a\\label{甲}b\\label{乙}\\\\c\\end{align}',
  'a\\label{甲}\\tag{1}\\label{乙}',
])('the second label of one number in %s is told, and both have it', async (tex) => {
  const { findings, rendered } = await renderer({ markdown: { math: true } })(`$$\n${tex}\n$$\n\n\\ref{甲}、\\ref{乙}`)
  expect(findings).toMatchObject([
    {
      code: 'math-label-second',
      line: 2,
      column: 1 + tex.indexOf('\\label{乙}'),
      params: { label: '乙', first: '甲' },
    },
  ])
  expect(rendered.text).toMatch(/1、1$/)
})

test('a reference to an equation that is not there is told with the nearest label, and the rest of the formula is set', async () => {
  const with_ = renderer({ markdown: { math: true } })
  const alone = await with_('$x=\\ref{无}$ 与 \\ref{无}')
  expect(alone.findings.map(brief)).toEqual(['math-label-missing 1:4'])
  expect(show(alone.rendered.html)).toContain('???</mtext>')
  expect(show(alone.rendered.html)).toContain('\\ref{无}</p>')
  const near = await with_('$$a\\label{eq:energy}$$\n\n见\n\\eqref{eq:enregy} 与 \\ref{eq:energy}')
  expect(near.findings.map(brief)).toEqual(['math-label-missing 4:1'])
  expect(near.findings[0]?.params).toMatchObject({ suggestion: 'eq:energy', shortcode: 0 })
  const within = await with_('$\\ref{内}$\n\n{{< notice >}}\n$$a\\label{内}$$\n\\ref{内}\n{{< /notice >}}')
  expect(within.findings.map(brief)).toEqual(['math-label-missing 1:2'])
  expect(within.findings[0]?.params).toMatchObject({ shortcode: 1 })
})
