import { describe, expect, test } from 'vitest'
import { completeConfig } from '../../src/config.ts'
import { place } from '../../src/diagnostics/diagnose.ts'
import { formatTerminal } from '../../src/diagnostics/terminal.ts'
import { loadFastParser } from '../../src/fastParse/fastParser.ts'
import { createSeats } from '../../src/fastParse/seat.ts'
import { parseEntries } from '../../src/parse/entries.ts'
import { createMarkdown, markdownOptions } from '../../src/parse/markdown.ts'
import { reportSlips } from '../../src/parse/slips.ts'
import type { Config, RenderMarkdown } from '../../src/types.ts'
import { sourceFile } from '../site.ts'
import { findings, html } from './render.ts'

/**
 * Time against length: four times the text may take eight times the time, where the square takes 16. A pattern grows to
 * 16 KB, and on until it takes `enough`, so that all of them end in half a minute. `RUOYU_LONG=1` goes on to 1 MB or to a
 * second, and allows 2.5 times the time for twice the text. Times are compared with those of the same run alone, each the
 * best of its tries, so that a slow or busy machine says the same.
 */
const isLong = process.env.RUOYU_LONG === '1'
const lengths = [1000, 4000, 16_000, 64_000, 256_000, ...(isLong ? [1_024_000] : [])]
const most = isLong ? 6.25 : 8
/** Milliseconds of processor time. */
const enough = isLong ? 1000 : 50
const compared = 16_000
/** Milliseconds below which a time is mostly noise. */
const least = 5
const tries = 15

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
  shortcodes: [
    ...['{{% a ', '{{< figure src="', '{{< a >}}', '{{< /a >}}', '{{</* a ', '{{< a `', '${', '{{', '{%'],
    (length) => `{{% ${'encrypt'.repeat(length / 7)}`,
  ],
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
  'open links': [
    '[a](b）',
    (length) => `[${'文'.repeat(length)}`,
    (length) => `](a${' b'.repeat(length / 2)}`,
    (length) => `](a ${'"'.repeat(length)}`,
  ],
  'long runs': [
    (length) => `见https://a.cn/${'&a;'.repeat(length / 3)}x后`,
    (length) => `见https://a${'_'.repeat(length)}.b.c`,
    (length) => `$$\na\n${' '.repeat(length)}x|\n$$`,
    (length) => `# a${' '.repeat(length)}b`,
    (length) => `# a {${'bb='.repeat(length / 3)}!`,
    (length) => `[[${'a|'.repeat(length / 2)}`,
    (length) => `[^${'a '.repeat(length / 2)}]：`,
  ],
  'links behind a bracket': [(length) => `[${'https://a.cn，后 '.repeat(length / 16)}`],
  'marks without a meaning': [
    ...['a < b\n', '! `c` ', 'a] `c` ', '![`c` ', '![a] `c`', '[a] `c`', '&b &amp; ', 'a: <b@c.d> ', 'w `c` h `c` '],
    (length) => `![a ${'] `c` '.repeat(length / 6)}`,
    (length) => `[a](b "${'&c &amp; '.repeat(length / 9)}")`,
  ],
  emphasis: ['*', '**a', '_', '~', '**「中」**文', '== a ', '＊＊粗', '** a** '],
  code: [
    '`',
    numbered((n) => `e${'`'.repeat(n)} `),
    numbered((n) => `${'`'.repeat((n % 45) + 1)}a`),
    '```\n',
    '~~~\n',
    '    a\n\n',
  ],
  dollars: ['$a ', '$', '$a$ ', '$a$$b$', '$$a$$$b$', '$$a ', '$`', '\\(', '\\[ ', '\\\\(a '],
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
    (length) => `---\na: [b${' '.repeat(length)}'\n---\nx\n`,
  ],
}

const hexoPatterns: typeof patterns = {
  tags: [
    '{% note %}',
    (length) => `{% note a${' '.repeat(length)}b %}`,
    (length) => `{% note ${'“'.repeat(length)} %}x{% endnote %}`,
    (length) => `{% label a${' '.repeat(length)}b %}`,
    (length) => `{% tabs a %}${'<!-- tab '.repeat(length / 9)}{% endtabs %}`,
    (length) => `\`\`\`${'a '.repeat(length / 2)}\nb\n\`\`\``,
  ],
  'front matter': [(length) => `---\na: ${'0'.repeat(length)}x\n---\nx\n`],
}

/** All that `check` does with one post. */
async function check(text: string, { config, markdown }: Site): Promise<void> {
  const [entry] = parseEntries([sourceFile('content/a.md', text)], config).value
  const { findings } = await markdown(text.startsWith('---\n') ? '' : text, 'content/a.md')
  const slips = entry ? reportSlips(entry, text).diagnostics : []
  const diagnostics = [...findings.map((found) => place(found, 'content/a.md', 1)), ...slips]
  formatTerminal(diagnostics, { language: 'zh', color: false, textOf: () => text })
}

interface Site {
  readonly config: Config
  readonly markdown: RenderMarkdown
  /** UTF-16 units of a pattern's paragraphs. */
  readonly longest: number
}

async function time(text: string, site: Site): Promise<number> {
  const start = process.cpuUsage()
  await check(text, site)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

function written(pattern: Pattern, length: number, longest = length): string {
  if (length > longest) return `${written(pattern, longest)}\n\n`.repeat(length / longest)
  return typeof pattern === 'string' ? pattern.repeat(length / pattern.length) : pattern(length)
}

/** Nothing where time grows with the text; else the two lengths between which it does not, and their times. */
async function tooSlow(pattern: Pattern, site: Site): Promise<string | undefined> {
  let [shorter, before] = [0, Number.POSITIVE_INFINITY]
  for (const length of lengths) {
    const text = written(pattern, length, site.longest)
    let after = await time(text, site)
    for (let n = 1; n < tries && after > most * Math.max(before, least); n++) {
      before = Math.min(before, await time(written(pattern, shorter, site.longest), site))
      after = Math.min(after, await time(text, site))
    }
    // A longer text may be handed over to remark, and is compared with remark's own time.
    if (after > most * Math.max(before, least))
      before = Math.max(before, await time(written(pattern, shorter, site.longest), plain))
    if (after > most * Math.max(before, least))
      return `${written(pattern, 40)}: ${shorter} → ${length} units, ${Math.round(before)} → ${Math.round(after)} ms`
    if (after > enough && length >= compared) return undefined
    ;[shorter, before] = [length, after]
  }
  return undefined
}

const fast = await loadFastParser()

function siteOf(markdown: object, seats: 'reference' | 'fast', longest = Number.POSITIVE_INFINITY, hexo = {}): Site {
  const config = completeConfig({ url: 'https://blog.example/', markdown, ...hexo }, 'ruoyu.config.ts').value
  const options = markdownOptions(config)
  const seat = seats === 'fast' ? createSeats(fast, options, { fast: 0 }) : {}
  return { config, markdown: createMarkdown(options, seat), longest }
}

const plain = siteOf({}, 'reference')
const everySwitch = { math: 'escaped', mark: true, wikiLinks: true, emoji: true }

describe.each([
  ['remark with every switch on', siteOf(everySwitch, 'reference'), patterns],
  // Its own time grows with the square of a paragraph's length, of which it takes no more than 20,000 units.
  ['the fast parser', siteOf({}, 'fast', 4000), patterns],
  ['remark in a blog from Hexo', siteOf({}, 'reference', undefined, { hexo: { tags: true } }), hexoPatterns],
])('time grows with the text, by %s', (_, site, patterns) => {
  test.each(Object.entries(patterns))('%s', { timeout: isLong ? 600_000 : 120_000 }, async (_, some) => {
    await check('热身 **a** `b` <p>x</p>\n', site)
    const slow: (string | undefined)[] = []
    for (const pattern of some) slow.push(await tooSlow(pattern, site))
    expect(slow.filter((what) => what !== undefined)).toEqual([])
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

test('a hundred thousand faults in a post are all found', async () => {
  expect(await findings(`<!--\n${'{{% a '.repeat(130_000)}\n-->`)).toHaveLength(130_000)
})
