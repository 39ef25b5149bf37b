import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { convertYaml } from '../../src/parse/frontMatter/convertYaml.ts'
import { locator } from '../../src/parse/frontMatter/locate.ts'
import { readPlainYaml } from '../../src/parse/frontMatter/plainYaml.ts'

const seed = 20_240_403

/** The general reader's answer: the pairs of a text, or its complaints. */
function general(text: string) {
  const { contents, errors } = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false })
  if (errors.length > 0) return errors.map(({ message }) => message)
  if (!contents) return []
  const { node, findings } = convertYaml(contents, text, locator(text, 1))
  return node?.type === 'map' ? node.pairs : [node, findings]
}

const words = [
  'a',
  '甲',
  '2024-04-03T06:00:00+08:00',
  '1.10',
  'true',
  '~',
  'null',
  "it's",
  '"',
  "'",
  '""',
  "''",
  '\\',
  '“全角”',
  'a，b',
  '：',
]
const signs = [
  ' ',
  '  ',
  ': ',
  ':',
  ' #',
  '#',
  ',',
  ', ',
  '[',
  ']',
  '{',
  '}',
  '- ',
  '-',
  '? ',
  '&a',
  '*a',
  '!t',
  '|',
  '>',
  '%',
  '@',
  '`',
  '\t',
  '　',
  '\u0007',
  '\r',
  '---',
  '...',
  '<<',
]
const value = fc
  .array(fc.oneof(fc.constantFrom(...words), fc.constantFrom(...signs)), { maxLength: 5 })
  .map((parts) => parts.join(''))
const key = fc.constantFrom('title', 'date', 'tags', 'x-y', 'A_1', '1', '标题', '"q"', '__proto__', '- a', ' b')
const line = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(key, fc.constantFrom(': ', ':', ':  ', ' : '), value).map((parts) => parts.join('')),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom('  - ', '- ', '    - ', ' -'), value).map((parts) => parts.join('')),
  },
  { weight: 2, arbitrary: fc.tuple(key, fc.array(value)).map(([name, items]) => `${name}: [${items.join(', ')}]`) },
  { weight: 1, arbitrary: value },
  { weight: 1, arbitrary: fc.constantFrom('', '# note', '  # note', '  ', 'tags:', 'tags: ', 'a: "x"', "b: 'it''s'") },
)
const document = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'))

test('the plain reader says what the general one says, or nothing', () => {
  let read = 0
  fc.assert(
    fc.property(document, (text) => {
      const pairs = readPlainYaml(text, 1)
      if (!pairs) return
      read++
      expect(pairs).toEqual(general(text))
    }),
    { seed, numRuns: 20_000 },
  )
  expect(read, 'documents that the plain reader took').toBeGreaterThan(1000)
})

test('the plain reader takes what posts are made of', () => {
  const text = [
    '# from the archetype',
    'title: 论文赏析 - 弱智吧才是中文世界的瑰宝。',
    'date: 2024-04-03T06:00:00+08:00',
    'description: "也许，只有硅基生命"',
    "slug: 'it''s'",
    'draft: false',
    'categories:',
    '  - I am a Developer',
    'tags: [社交媒体, "C, D", 1.10]',
    'aliases:',
    '',
    'series:',
    '- 一',
  ].join('\n')
  expect(readPlainYaml(text, 1)).toEqual(general(text))
})
