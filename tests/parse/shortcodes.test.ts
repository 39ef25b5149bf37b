import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { extractShortcodes, unescapeShortcodes } from '../../src/parse/shortcodes.ts'
import { isQuick } from '../runs.ts'

/** The text with readable tokens: ⟦0⟧. */
const text = (body: string) => extractShortcodes(body).text.replaceAll('\uFDD0', '⟦').replaceAll('\uFDD1', '⟧')
const only = (body: string) => {
  const { shortcodes, findings } = extractShortcodes(body)
  expect(findings).toEqual([])
  expect(shortcodes).toHaveLength(1)
  return shortcodes[0]
}
const faults = (body: string) =>
  extractShortcodes(body).findings.map(({ code, line, column }) => `${code} ${line}:${column}`)

describe('a shortcode', () => {
  test('is a token in the text, with its place in the body', () => {
    const body = '第一行\n看 {{< figure src="a.png" >}} 吧'
    expect(text(body)).toBe('第一行\n看 ⟦0⟧ 吧')
    expect(only(body)).toEqual({
      name: 'figure',
      args: { src: 'a.png' },
      form: 'raw',
      endTag: 'missing',
      offset: 6,
      end: 32,
      line: 2,
      column: 3,
    })
  })

  test.each<[string, Record<string, string>]>([
    ['{{< x a="b" c=d e=`f "g" \\` >}}', { a: 'b', c: 'd', e: 'f "g" \\' }],
    ['{{< x a = "b" c= d >}}', { a: 'b', c: 'd' }],
    ['{{< x "两 个" 0.2.12 changed -1 `a\nb` >}}', { 0: '两 个', 1: '0.2.12', 2: 'changed', 3: '-1', 4: 'a\nb' }],
    ['{{< x 中文 >}}', { 0: '中文' }],
    ['{{< x "a \\"b\\" c\\d" >}}', { 0: 'a "b" c\\d' }],
    ['{{< x a=\\"b\\" >}}', { a: 'b' }],
    ['{{< x href=https://a.cn/?b=c&d>}}', { href: 'https://a.cn/?b=c&d' }],
    ['{{< x\n  a="b"\n  c="d"\r\n>}}', { a: 'b', c: 'd' }],
    ['{{< x a="" >}}', { a: '' }],
    ['{{<x>}}', {}],
    ['{{% x "b"%}}', { 0: 'b' }],
    ['{{< x a=">}}" >}}', { a: '>}}' }],
    ['{{< x __proto__=1 constructor=2 >}}', { ['__proto__']: '1', constructor: '2' } as Record<string, string>],
    ['{{< x a=1 a=2 >}}', { a: '2' }],
  ])('reads the arguments of %s', (body, args) => {
    expect(only(body)?.args).toEqual(args)
  })

  test.each(['x', 'x/y', 'mmt-netease', 'x.inline', 'a_1', '图'])('may be named %s', (name) => {
    expect(only(`{{< ${name} >}}`)?.name).toBe(name)
    expect(only(`{{<${name}/>}}`)?.name).toBe(name)
  })

  test('is raw or Markdown by its brackets', () => {
    expect(only('{{< x >}}')?.form).toBe('raw')
    expect(only('{{% x %}}')?.form).toBe('markdown')
  })
})

describe('inner content', () => {
  test('stands between the tags, as written', () => {
    const body = '{{< details "题" >}}\n**粗** {{< b >}}x{{< /b >}}\n{{< /details >}}后'
    expect(text(body)).toBe('⟦0⟧后')
    expect(only(body)?.inner).toEqual({ text: '\n**粗** {{< b >}}x{{< /b >}}\n', offset: 19 })
    expect(extractShortcodes(only(body)?.inner?.text ?? '').shortcodes).toMatchObject([
      { name: 'b', inner: { text: 'x' }, line: 2, column: 7 },
    ])
  })

  test('is absent without a closing tag, and with a self-closing one', () => {
    expect(only('{{< x >}} 文')?.inner).toBeUndefined()
    expect(only('{{< x />}} 文')?.inner).toBeUndefined()
    expect(only('{{< x >}}{{< /x >}}')?.inner?.text).toBe('')
  })

  test('ends at its own name’s closing tag, in either form and with blanks', () => {
    const body = '{{< a >}}1{{< b >}}2{{< a >}}3{{% / a %}}4{{</a>}}5'
    expect(text(body)).toBe('⟦0⟧5')
    expect(only(body)?.inner?.text).toBe('1{{< b >}}2{{< a >}}3{{% / a %}}4')
  })

  test('loses only the comment marks of escaped tags when it is read as it is', () => {
    expect(unescapeShortcodes('{{</* a */>}} {{< b >}} `{{%/* c */%}}`')).toBe('{{< a >}} {{< b >}} `{{% c %}}`')
  })
})

describe('the escaped form', () => {
  test.each([
    ['{{</* x */>}}', '{{< x >}}'],
    ['{{%/* x "a" */%}}文', '{{% x "a" %}}文'],
    ['{{</* /x */>}}', '{{< /x >}}'],
    ['```md\n{{</* x */>}}\n```\n', '```md\n{{< x >}}\n```\n'],
    ['`{{</* x */>}}`', '`{{< x >}}`'],
  ])('%j is shown as %j', (body, shown) => {
    expect(text(body)).toBe(shown)
    expect(extractShortcodes(body).shortcodes).toEqual([])
  })

  test('gives offsets back', () => {
    const { text: shown, toSource } = extractShortcodes('一{{</* x */>}}二{{< y >}}三')
    expect([...'一{x}二'].map((char) => toSource(shown.indexOf(char)))).toEqual([0, 1, 7, 12, 14])
    expect(toSource(shown.indexOf('三'))).toBe(24)
    expect(toSource(shown.indexOf('\uFDD0') + 1)).toBe(15)
    expect(toSource(shown.length)).toBe(25)
  })
})

describe('code', () => {
  test.each([
    ['```\n{{< x >}}\n```'],
    ['~~~~ md\n~~~\n{{< x >}}\n~~~~'],
    ['   ````\n```\n{{< x >}}\n`````  '],
    ['- 项\n\n      ```js\n      {{< x >}}\n      ```'],
    ['> ```\n> {{< x >}}\n> ```'],
    ['1. - ```\n     {{< x >}}\n     ```'],
    ['```\n{{< x >}}'],
    ['`{{< x >}}`'],
    ['``a ` {{< x >}}``'],
    ['`a\nb {{< x >}}`'],
    ['`` ` ``` {{< x >}} ``'],
  ])('%j holds no shortcode', (body) => {
    expect(extractShortcodes(body)).toMatchObject({ text: body, shortcodes: [], findings: [] })
  })

  test.each([
    ['```\na\n```\n{{< x >}}'],
    ['~~~\n```\n~~~\n{{< x >}}'],
    ['> ```\n> a\n\n{{< x >}}'],
    ['`a {{< x >}}'],
    ['`a\n\n{{< x >}} `b`'],
    ['\\`{{< x >}}`'],
    ['`a`{{< x >}}`b`'],
    ['``` a ``` {{< x >}}'],
    ['`a\n{{< x >}}\n`b'],
    ['<!-- {{< x >}} -->'],
  ])('%j holds one', (body) => {
    expect(extractShortcodes(body).shortcodes).toMatchObject([{ name: 'x' }])
  })

  test('hides closing tags, but a fence that nothing closes ends with its shortcode', () => {
    expect(only('{{< tab >}}\n```\n{{< /tab >}}\n```\n{{< /tab >}}')?.inner?.text).toBe('\n```\n{{< /tab >}}\n```\n')
    expect(only('{{< tab >}}\n```\na\n{{< /tab >}}\n后')?.inner?.text).toBe('\n```\na\n')
  })
})

describe('what Hugo refuses', () => {
  test.each([
    ['文\n{{< figure src="a.png"', 'shortcode-unclosed 2:1'],
    ['{{< figure src="a.png"\n\n正文。', 'shortcode-unclosed 1:1'],
    ['{{<', 'shortcode-unclosed 1:1'],
    ['{{< x a="b >}}\n', 'shortcode-string 1:9'],
    ['{{< x `b >}}', 'shortcode-string 1:7'],
    ['{{< x a/b >}}', 'shortcode-character 1:8'],
    ['{{< x “a” >}}', 'shortcode-character 1:7'],
    ['{{< x a=b c >}}', 'shortcode-arguments 1:11'],
    ['{{< x c "a" b=c >}}', 'shortcode-arguments 1:13'],
    ['{{< x > }}', 'shortcode-character 1:7'],
    ['{{< "x" >}}', 'shortcode-character 1:5'],
    ['{{< x %}}', 'shortcode-character 1:7'],
    ['{{< /x >}}', 'shortcode-not-open 1:1'],
    ['{{< x />}}{{< /x >}}', 'shortcode-not-open 1:11'],
    ['{{< x >}}{{< /x a >}}', 'shortcode-character 1:17'],
    ['{{< a >}}{{< b >}}{{< /a >}}{{< /b >}}', 'shortcode-not-open 1:29'],
  ])('%j: %s', (body, fault) => {
    expect(faults(body)).toEqual([fault])
  })

  test('leaves the text there, and the next shortcode works', () => {
    expect(text('{{< x “a” >}} 文 {{< y >}}')).toBe('{{< x “a” >}} 文 ⟦0⟧')
  })

  test('is found in inner content once, with its place in the body', () => {
    expect(faults('{{< a >}}\n{{< /b >}}\n{{< /a >}}')).toEqual(['shortcode-not-open 2:1'])
  })
})

test('characters that look like tokens are none', () => {
  expect(extractShortcodes('\uFDD00\uFDD1 `\uFDD0`').text).toBe('\uFFFD0\uFFFD `\uFFFD`')
})

describe('any text', () => {
  const piece = fc.constantFrom(
    ...['{{<', '>}}', '{{%', '%}}', '/*', '*/', '/', ' ', '\n', '\r\n', '\n\n', '"', '`', '```', '~~~', '\\', '='],
    ...['a', 'b ', '文', '。', '> ', '- ', '{{< a >}}', '{{< /a >}}', '{{</* a */>}}', '{{< b "c" />}}', '\uFDD0'],
  )
  const bodies = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''))

  test('keeps every character outside shortcodes, and its place', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const { text, shortcodes, toSource } = extractShortcodes(body)
        const kept = new Set<number>()
        const outside = text.replace(/\uFDD0\d+\uFDD1/g, (token) => '\uFDD0'.repeat(token.length))
        const back = [...outside].map((char, at) => (char === '\uFDD0' ? char : (body[toSource(at)] ?? '')))
        expect(back.join('').replaceAll('\uFDD0', '\uFFFD')).toBe(outside.replaceAll('\uFDD0', '\uFFFD'))
        for (let at = 0; at < text.length; at++) if (outside[at] !== '\uFDD0') kept.add(toSource(at))
        for (const { offset, end } of shortcodes) for (let at = offset; at < end; at++) kept.add(at)
        const lost = [...body].filter((_, at) => !kept.has(at)).join('')
        expect(lost).toMatch(/^(\/\*\*\/)*$/)
      }),
      { seed: 20261123, numRuns: 2000 },
    )
  })

  test('gives positions inside the body, in order, and inner content that is there', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const { shortcodes, findings } = extractShortcodes(body)
        const lines = body.split(/\r\n|\r|\n/)
        for (const { line = 0, column = 0, length = 0 } of findings) {
          const columns = (lines[line - 1] ?? '').length + 1
          expect({ line, column, inside: column >= 1 && column <= columns && length > 0 }).toMatchObject({
            inside: true,
          })
        }
        let last = 0
        for (const { offset, end, line, column, inner } of shortcodes) {
          expect(offset).toBeGreaterThanOrEqual(last)
          expect(lines[line - 1]?.slice(column - 1, column + 1)).toBe('{{')
          if (inner) expect(body.slice(inner.offset, inner.offset + inner.text.length)).toBe(inner.text)
          last = end
        }
        expect(last).toBeLessThanOrEqual(body.length)
      }),
      { seed: 20261123, numRuns: 2000 },
    )
  })

  test.each([
    ['{{< a '],
    ['{{<'],
    ['{{</*'],
    ['{{< a >}}'],
    ['{{< a `'],
    ['{{< a "'],
    ['`{{< b >}}``'],
    ['    ```x\n{{< a >}}\n'],
    ['> ```\n{{< a >}}'],
    ['{{< /a >}}'],
    ['`{{</*`'],
  ])('%j, 50,000 times, takes no time to speak of', async (piece) => {
    expect(await isQuick(() => extractShortcodes(piece.repeat(50_000)), 3000)).toBe(true)
  })
})
