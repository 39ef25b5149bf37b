import { describe, expect, test } from 'vitest'
import { completeConfig } from '../../src/config.ts'
import { place } from '../../src/diagnostics/diagnose.ts'
import { formatTerminal } from '../../src/diagnostics/terminal.ts'
import { loadFastParser } from '../../src/fastParse/fastParser.ts'
import { createSeats } from '../../src/fastParse/seat.ts'
import { parseEntries } from '../../src/parse/entries.ts'
import { createMarkdown, markdownOptions } from '../../src/parse/markdown.ts'
import { reportSlips } from '../../src/parse/slips.ts'
import { sourceFile } from '../site.ts'
import { html } from './render.ts'

/**
 * Time against length: eight times the text may take 24 times the time, where the square would take 64. Both are
 * measured in one process, so that a slow machine slows both; a busy one gets five tries.
 */
const [short, long] = [4000, 32_000]
const most = 24
/** Milliseconds below which nothing is told of. */
const slack = 250

type Pattern = string | ((length: number) => string)

const numbered = (line: (n: number) => string) => (length: number) => {
  let text = ''
  for (let n = 0; text.length < length; n++) text += line(n)
  return text
}

const patterns: Readonly<Record<string, readonly Pattern[]>> = {
  tags: [
    '<style ',
    '<script ',
    '<p <',
    '<script>',
    '<style>',
    '</b>',
    '<table>',
    '<div>\n\n',
    '文<b>',
    '文<T>',
    'x <a b="',
  ],
  'other HTML': [
    '文<textarea>',
    '<xmp>',
    '<a href="',
    'x <?',
    '<?',
    'x<!-- ',
    '<!--',
    'x <!A',
    'x <![CDATA[',
    '<p id="a">\n\n',
  ],
  shortcodes: ['{{% a ', '{{< figure src="', '{{< a >}}', '{{< /a >}}', '{{</* a ', '{{< a `', '${', '{{', '{%'],
  links: [
    'http://',
    'http://a',
    'www.',
    'www.a.com ',
    'https://example.com/a/b ',
    '见 https://a.cn/b，后',
    '见https://a.cn/a后 ',
  ],
  'more links': [
    '[文](https://a.cn) ',
    '[',
    '![',
    '](',
    'a@b.c ',
    'a@',
    '[a] (https://a.cn) ',
    '[a](b "c" d") ',
    '[[页]] ',
  ],
  'links behind a bracket': [(length) => `[${'https://a.cn，后 '.repeat(length / 16)}`],
  emphasis: ['*', '**a', '_', '~', '**「中」**文', '== a ', '＊＊粗', '** a** '],
  code: [
    '`',
    numbered((n) => `e${'`'.repeat(n)} `),
    numbered((n) => `${'`'.repeat((n % 45) + 1)}a`),
    '```\n',
    '~~~\n',
    '    a\n\n',
  ],
  dollars: ['$a ', '$', '$a$ ', '$$a ', '$`', '\\(', '\\[ ', '\\\\(a '],
  blocks: [
    '|',
    'a|',
    '|a|\n',
    '|a|\n|-|\n',
    'a|b\n-|-|-\n',
    '- ',
    '- a\n',
    '-\n',
    '1. a\n',
    '- [ ] a\n',
    '> a\n',
    '>\n',
    '# 标题\n\n',
    'a\n---\n',
  ],
  definitions: ['词\n: 义\n\n', ': a\n', (length) => `词\n${': 义\n'.repeat(length / 4)}`],
  footnotes: [
    ...['[^1]', '[^1]\n\n', '[^1]：x\n'],
    numbered((n) => `文[^${n}]\n\n[^${n}]: 注\n\n`),
    numbered((n) => `文[^${n}]\n\n`),
    numbered((n) => `[^${n}]: 注\n\n`),
  ],
  entities: ['&', '&amp;', '&#1', '&copy;'],
  blanks: [' ', '\n', '\t', ' \n', 'a  \n', '\u3000文\n', (length) => `a${' '.repeat(length)}b`],
  slips: ['##标题\n', '-甲\n', '1.文字\n', '[链接]（', '！[图](x)，', '[TOC]\n\n', ':::tip\n', '    汉字\n\n'],
  markers: ['<!--more-->', '<!--more--> x\n', '> [!note]\n> 文\n\n', '# a {#b}\n', '{.a '],
  'front matter': [
    (length) => `---\ntitle: a\ntags: [${'a, '.repeat(length / 3)}b]\n---\nx\n`,
    (length) => `---\nlinks:\n${'  - a: b\n'.repeat(length / 9)}---\nx\n`,
    (length) => `---\n${'a: b\n'.repeat(length / 5)}---\nx\n`,
    (length) => `---\na: "${'a\\n'.repeat(length / 3)}"\n---\nx\n`,
    (length) => `---\n${' '.repeat(length)}\n---\nx\n`,
    (length) => `---\na: ${'['.repeat(length)}\n---\nx\n`,
  ],
}

const config = completeConfig({ url: 'https://blog.example/' }, 'ruoyu.config.ts').value
const options = markdownOptions(config)

/** All that `check` does with one post. */
async function check(text: string, markdown: ReturnType<typeof createMarkdown>): Promise<void> {
  const [entry] = parseEntries([sourceFile('content/a.md', text)], config).value
  const { findings } = await markdown(text.startsWith('---\n') ? '' : text, 'content/a.md')
  const slips = entry ? reportSlips(entry, text).diagnostics : []
  const diagnostics = [...findings.map((found) => place(found, 'content/a.md', 1)), ...slips]
  formatTerminal(diagnostics, { language: 'zh', color: false, textOf: () => text })
}

async function time(text: string, markdown: ReturnType<typeof createMarkdown>): Promise<number> {
  const start = process.cpuUsage()
  await check(text, markdown)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

const written = (pattern: Pattern, length: number) =>
  typeof pattern === 'string' ? pattern.repeat(length / pattern.length) : pattern(length)

const fast = await loadFastParser()
const seats = { reference: {}, 'fast parser': createSeats(fast, options, { fast: 0 }) }

describe.each(Object.entries(seats))('time grows with the text, by the %s', (_, seat) => {
  const markdown = createMarkdown(options, seat)
  test.each(Object.entries(patterns))('%s', { timeout: 300_000 }, async (_, some) => {
    await check('热身 **a** `b` <p>x</p>\n', markdown)
    for (const pattern of some) {
      const ratios: string[] = []
      let isLinear = false
      for (let tries = 0; tries < 5 && !isLinear; tries++) {
        const before = await time(written(pattern, short), markdown)
        const after = await time(written(pattern, long), markdown)
        isLinear = after < slack || after < before * most
        ratios.push(`${Math.round(before)} → ${Math.round(after)} ms`)
      }
      expect([written(pattern, 40), isLinear, ratios]).toEqual([written(pattern, 40), true, ratios])
    }
  })
})

test('a paragraph of little but marks is shown as it is written, and the rest of the post as ever', async () => {
  const marks = '*a _b '.repeat(2500)
  expect(await html(`**粗**\n\n> ${marks}<b>\n\n**体**`)).toBe(
    `<p><strong>粗</strong></p>\n<blockquote>\n<p>${marks}&#x3C;b></p>\n</blockquote>\n<p><strong>体</strong></p>`,
  )
})

test.each([
  ['links', '[文](https://a.cn/b) '.repeat(9000), 9000],
  ['bare links', 'https://a.cn/b '.repeat(12_000), 12_000],
  ['lines with a link', '见 https://a.cn/b，后\n'.repeat(9000), 9000],
])('200 KB of honest %s are links', { timeout: 60_000 }, async (_, body, count) => {
  expect((await html(body)).split('<a href').length - 1).toBe(count)
})
