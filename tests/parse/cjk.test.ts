import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs, seed } from '../runs.ts'
import { htmlOf, ours, plain } from './chain.ts'

const inline = (markdown: string) =>
  htmlOf(ours, markdown)
    .trim()
    .replace(/^<p>|<\/p>$/g, '')
/** The texts of all links: ⟨…⟩, the rest as it is. */
const links = (markdown: string) =>
  inline(markdown)
    .replace(/<a href="[^"]*">/g, '⟨')
    .replaceAll('</a>', '⟩')

describe('a bare link ends', () => {
  test.each([
    ['见https://a.cn/b；后', '见⟨https://a.cn/b⟩；后'],
    ['“https://a.cn/b”是', '“⟨https://a.cn/b⟩”是'],
    ['他说 “https://a.cn/b” 。', '他说 “⟨https://a.cn/b⟩” 。'],
    ['「https://a.cn/b」', '「⟨https://a.cn/b⟩」'],
    ['https://a.cn/b……再说', '⟨https://a.cn/b⟩……再说'],
    ['https://a.cn/b——再说', '⟨https://a.cn/b⟩——再说'],
    ['看https://a.cn/b.，后', '看⟨https://a.cn/b⟩.，后'],
    ['看https://a.cn/b?c=d&amp;，后', '看⟨https://a.cn/b?c=d⟩&#x26;，后'],
    ['（见https://a.cn/(b)）', '（见⟨https://a.cn/(b)⟩）'],
    ['(见https://a.cn/b)，后', '(见⟨https://a.cn/b⟩)，后'],
    ['https://a.cn/ラーメン・ガイド。', '⟨https://a.cn/ラーメン・ガイド⟩。'],
    ['https://a.cn/〇々。', '⟨https://a.cn/〇々⟩。'],
    ['https://a.cn中文', '⟨https://a.cn⟩中文'],
    ['http://127.0.0.1:1313看', '⟨http://127.0.0.1:1313⟩看'],
    ['www.a.cn中文', '⟨www.a.cn⟩中文'],
    ['看HTTPS://A.CN/B，后', '看⟨HTTPS://A.CN/B⟩，后'],
    ['~~https://a.cn/b~~后', '<del>⟨https://a.cn/b⟩</del>后'],
    ['__https://a.cn/b__，后', '<strong>⟨https://a.cn/b⟩</strong>，后'],
    ['*https://a.cn/b*后', '<em>⟨https://a.cn/b⟩</em>后'],
    ['https://a.cn/b.html看', '⟨https://a.cn/b.html⟩看'],
    ['(见https://a.cn/b)后', '(见⟨https://a.cn/b⟩)后'],
    ['见https://a.cn/(b)后', '见⟨https://a.cn/(b)后⟩'],
    ['见"https://a.cn/b"后', '见"⟨https://a.cn/b⟩"后'],
    ['见https://a.cn/b,后', '见⟨https://a.cn/b⟩,后'],
    ['（www.a.cn）', '（⟨www.a.cn⟩）'],
    ['官网www.a.cn', '官网⟨www.a.cn⟩'],
    ['https://例子.中国/路径，后', '⟨https://例子.中国/路径⟩，后'],
    ['https://a.cn/b𠮷', '⟨https://a.cn/b𠮷⟩'],
    ['https://a.cn𠮷', '⟨https://a.cn⟩𠮷'],
    ['联系me@a.cn谢谢', '联系⟨me@a.cn⟩谢谢'],
    ['[未闭 https://a.cn/b，然后 www.a.cn。', '[未闭 ⟨https://a.cn/b⟩，然后 ⟨www.a.cn⟩。'],
    ['http://，后 https://-a，后', 'http://，后 https://-a，后'],
  ])('%s', (markdown, expected) => {
    expect(links(markdown)).toBe(expected)
  })

  test('where a table cell does', () => {
    expect(htmlOf(ours, '|甲|\n|-|\n|见https://a.cn/b，后|\n|https://a.cn/b|')).toContain(
      '<td>见<a href="https://a.cn/b">https://a.cn/b</a>，后</td>\n</tr>\n<tr>\n<td><a href="https://a.cn/b">',
    )
  })
})

describe('what is no bare link', () => {
  test.each([
    '[看https://a.cn/b，看](/x)',
    '![看https://a.cn/b，看](/x)',
    '<https://a.cn/b，后>',
    '`https://a.cn/b，后`',
    '<a href="https://a.cn/b，后">看</a>',
    '[a]: https://a.cn/b，后',
    '    https://a.cn/b，后',
  ])('%s is as in GFM', (markdown) => {
    expect(htmlOf(ours, markdown)).toBe(htmlOf(plain, markdown))
  })
})

describe('a link that runs into the text', () => {
  const messages = (markdown: string) => {
    const file = ours.processSync(markdown)
    return file.messages.map(({ line, column, ruleId, expected }) => ({ line, column, ruleId, expected }))
  }

  test('is warned of, with what was probably meant', () => {
    expect(messages('好\n看 https://a.cn/b后文')).toEqual([
      { line: 2, column: 3, ruleId: 'bare-link-doubtful', expected: ['https://a.cn/b'] },
    ])
  })

  test.each([
    'https://a.cn/中文',
    'https://a.cn/?q=中文',
    'https://a.cn/b，后',
    '<https://a.cn/b后文>',
    '[https://a.cn/b后文](https://a.cn/b后文)',
    'https://a.cn/b라고',
  ])('%s is none', (markdown) => {
    expect(messages(markdown)).toEqual([])
  })
})

describe('lines join', () => {
  test.each([
    ['你好，\n世界', '你好，世界'],
    ['あの\n人', 'あの人'],
    ['“好。”\n他说', '“好。”他说'],
    ['*斜*\n[链\n接](/x)\n后', '<em>斜</em><a href="/x">链接</a>后'],
    ['𠮷\n𠮷', '𠮷𠮷'],
    ['中  文\n  中', '中  文中'],
    ['中\n<span class="a">文</span>\n中', '中<span class="a">文</span>中'],
  ])('%j', (markdown, expected) => {
    expect(inline(markdown)).toBe(expected)
  })

  test.each([
    '中\nword',
    '2024年\n3月',
    '안녕\n中',
    '中\n`文`',
    '中\n![文](x)',
    '中<br>\n文',
    '中\n<img src="a">文',
    '“a”\n“b”',
    '中\\\n文',
  ])('but not in %j', (markdown) => {
    expect(inline(markdown)).toBe(inline(htmlOf(plain, markdown).replace(/<\/?p>/g, '')))
  })

  test('in headings, lists and quotes, never in code', () => {
    expect(htmlOf(ours, '中\n文\n===\n\n- 中\n  文\n\n> 中\n> 文\n\n```\n中\n文\n```')).toBe(
      htmlOf(plain, '中文\n===\n\n- 中文\n\n> 中文\n\n```\n中\n文\n```'),
    )
  })
})

describe('any text', () => {
  const marks = [
    '**',
    '*',
    '_',
    '__',
    '~',
    '~~',
    ' ',
    '\n',
    '\n\n',
    '.',
    ',',
    '(',
    ')',
    '!',
    '/',
    '&amp;',
    '\\',
    '1',
    'a',
    'b ',
  ]
  const links = ['http://', 'https://', 'www.', 'a.cn', 'me@a.cn', '.pdf', 'https://a.cn/b', 'www.a.cn']
  const brackets = ['[', ']', '](', '`', '<', '>', '|', '- ', '> ', '[^1]', '# ']
  const cjk = ['中', '文字', '，', '。', '「', '」', '（', '）', '“', '”', '……', '——', '・', '〇', '𠮷', 'カー']
  const text = (pieces: readonly string[]) =>
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''))

  test('without Chinese and Japanese is what it is in GFM', () => {
    fc.assert(
      fc.property(text([...marks, ...links, ...brackets, '한국', '“', '”', '…', '😀', 'é']), (markdown) => {
        expect(htmlOf(ours, markdown)).toBe(htmlOf(plain, markdown))
      }),
      { seed, numRuns: runs(500, 15_000) },
    )
  })

  test('with them loses no character but marks and line ends', () => {
    const letters = (html: string) => html.replace(/<[^>]*>|[*_~\s]/g, '')
    fc.assert(
      fc.property(text([...marks.filter((mark) => !/[&\\]/.test(mark)), ...links, ...cjk]), (markdown) => {
        expect(letters(htmlOf(ours, markdown))).toBe(letters(htmlOf(plain, markdown)))
      }),
      { seed, numRuns: runs(500, 15_000) },
    )
  })

  test('of any kind is parsed, and no bare link holds a full-width mark', () => {
    fc.assert(
      fc.property(text([...marks, ...links.filter((link) => link.includes('a.')), ...brackets, ...cjk]), (markdown) => {
        const line = `中${markdown.replaceAll('\n', ' ')}`
        expect(htmlOf(ours, markdown)).toBeTypeOf('string')
        if (!/[\][<`|]/.test(line)) expect(htmlOf(ours, line)).not.toMatch(/">(?:https?:|www\.)[^<]*[，。「」（）“”]/)
      }),
      { seed, numRuns: runs(500, 15_000) },
    )
  })
})
