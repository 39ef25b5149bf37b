import fc from 'fast-check'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { warnOfDoubtfulLinks } from '../../src/parse/cjk/bareLinkText.ts'
import { remarkCjk } from '../../src/parse/cjk/remarkCjk.ts'
import { runs, seed } from '../runs.ts'

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkCjk).freeze()

/** `source` decides whether the tree is looked at; one with `&` in it always is. */
function messages(body: string, source: string): readonly string[] {
  const file = new VFile(source)
  warnOfDoubtfulLinks(parser.parse(body), file)
  return file.messages.map(String)
}

const pieces = [
  'http://a.cn',
  'https://',
  'www.',
  'x.cn/a',
  'b',
  '1',
  ')',
  '(',
  '中文',
  '。',
  ' ',
  '\n',
  '[',
  '](u)',
  'https://x.cn/a',
  'www.x.cn/b1',
  '*',
  '`',
  '<',
  '>',
  '@',
]

test('a text is passed over only where no link of it is doubtful', () => {
  let found = 0
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
      const body = parts.join('')
      const all = messages(body, `${body}&`)
      found += all.length
      expect(messages(body, body)).toEqual(all)
    }),
    { seed, numRuns: runs(600, 20_000) },
  )
  expect(found).toBeGreaterThan(5)
})
