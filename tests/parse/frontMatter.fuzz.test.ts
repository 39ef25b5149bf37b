import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describe as words } from '../../src/diagnostics/describe.ts'
import { bodyIn, withUnixLines } from '../../src/parse/frontMatter/cut.ts'
import { readMatter } from '../../src/parse/frontMatter/read.ts'
import { isQuick, runs, seed } from '../runs.ts'
import { parseFiles } from './files.ts'

const numRuns = runs(3000, 200_000)

const opening = fc.constantFrom('---', '+++', '{', '---js', '----', '\ufeff---', '\n\n---', '--- ', '', '---\r')
const closing = fc.constantFrom('---', '+++', '}', '---x', '...', '')
const key = fc.oneof(
  fc.constantFrom('title', 'Date', 'tags', 'draft', 'build', 'cascade', 'aliases', 'weight', 'params', 'author', 'url'),
  fc.constantFrom('__proto__', 'constructor', 'hasOwnProperty', 'tgas', '<<', '', '"', '标题', '? x', '[[t]]', '[a.b]'),
  fc.string({ maxLength: 8, unit: 'binary' }),
)
const value = fc.oneof(
  fc.constantFrom(
    'true',
    'null',
    '2024-02-30',
    '2024-04-03',
    '[a，b]',
    '[1, {b: c}]',
    '{render: never}',
    '"x',
    "'",
    '|',
    '>-',
  ),
  fc.constantFrom(
    '&a [*a]',
    '*a',
    '!!js x',
    '[[[[[',
    '{{{',
    '"\\u0000\\ud800"',
    '1e999',
    '"""a',
    "'''",
    '0x1F',
    '- - -',
    ': :',
    '# x',
  ),
  fc.string({ maxLength: 20, unit: 'binary' }),
  fc.json({ maxDepth: 3 }),
)
const line = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(key, fc.constantFrom(': ', ' = ', '：', ':', '": '), value).map((parts) => parts.join('')),
  },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('  - ', '\t', '  ', '- '), value).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30, unit: 'binary' }) },
)
const file = fc
  .tuple(
    opening,
    fc.array(line, { maxLength: 6 }),
    closing,
    fc.string({ maxLength: 20 }),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([open, lines, close, body, end]) => [open, ...lines, close, body].join(end))

test(`whatever stands in a file, nothing throws and every problem has a place inside it (seed ${seed}, ${numRuns} runs)`, {
  timeout: 3_600_000,
}, async () => {
  const id = fc.constantFrom('a.md', '_index.md', '2024-01-01-b/index.md', 'c.html')
  await fc.assert(
    fc.asyncProperty(file, id, async (text, id) => {
      let parsed = parseFiles({})
      const quick = await isQuick(() => {
        parsed = parseFiles({ [id]: text, 'z.md': '---\ntitle: 尾\n---\n' })
      })
      expect(quick).toBe(true)
      const { diagnostics, entries } = parsed
      const lines = text.replace(/^\ufeff/, '').split(/\r\n?|\n/)
      for (const one of diagnostics) {
        expect(words(one, 'zh').message).not.toContain('undefined')
        if (one.code === 'file-empty') continue
        const written = lines[(one.line ?? 0) - 1]
        expect(written, `line ${one.line} of ${one.code}`).toBeDefined()
        expect(one.column, one.code).toBeGreaterThan(0)
        expect(one.column, `column of ${one.code} in ${JSON.stringify(written)}`).toBeLessThanOrEqual(
          (written?.length ?? 0) + 1,
        )
      }
      expect(entries['z.md']?.frontMatter.title).toBe('尾')
    }),
    { seed, numRuns },
  )
})

test('numbers of brackets, anchors, blanks and quotes cost no more than a second', async () => {
  const many = [
    '[',
    '{a: ',
    '- ',
    '&a ',
    '"',
    "'",
    '\n',
    ' \n',
    '    a\n',
    '#\n',
    'a:\n',
    '[x,',
    '*a ',
    '? ',
    '\\',
    '！',
    'a: |\n',
    '---x\n',
  ]
  for (const piece of many) {
    for (const [open, close] of [
      ['---\n', '\n---\n'],
      ['+++\na = ', '\n+++\n'],
      ['{"a": ', '}\n'],
      ['', ''],
    ]) {
      const text = `${open}${piece.repeat(Math.floor(20_000 / piece.length))}${close}`
      expect(await isQuick(() => parseFiles({ 'a.md': text })), JSON.stringify(open + piece)).toBe(true)
    }
  }
})

test('a body that is read alone is the one that gray-matter cuts off', () => {
  fc.assert(
    fc.property(file, (text) => {
      const { pairs, body } = readMatter(withUnixLines(text))
      if (pairs) expect(bodyIn(text)).toBe(body)
    }),
    { numRuns, seed },
  )
})
