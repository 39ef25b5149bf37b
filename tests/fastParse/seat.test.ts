import { expect, test } from 'vitest'
import { completeConfig } from '../../src/config.ts'
import { loadFastParser } from '../../src/fastParse/fastParser.ts'
import { createSeats, type SeatCounts } from '../../src/fastParse/seat.ts'
import { markdownOptions } from '../../src/parse/markdown.ts'

const options = markdownOptions(completeConfig({}, '').value)

test('where the fast parser throws, as over 100 KB of character references, the reference takes its text', () => {
  const counts = { fast: 0 }
  const fast = () => {
    throw new Error('Cannot create a string longer than 0x1fffffe8 characters')
  }
  const tree = { type: 'root' as const, children: [] }
  expect(createSeats(fast, options, counts).parse?.('正文', () => tree)).toBe(tree)
  expect(counts.fast).toBe(0)
})

test.each([
  ['fast', '中文**重点。**后文'],
  ['fast', '说的是**“重点”**，[**重点。**](/a/)后文'],
  ['emphasis', '中文**重点。**后文 \ue000'],
  ['emphasis', '中文**重点。**https://example.com/'],
  ['fast', '[http://example.com/a_b](http://example.com/a_b "题")'],
  ['fast', '[![图](/a.png "图")](https://example.com/a_b)，后文'],
  ['fast', '[一 [转]](https://example.com/a_b)，后文'],
  ['link', '[一 [转]](https://example.com/a_b)，后文\n\n[转]: /b/'],
  ['quirk', '> 1. 一\n>\n> - 二'],
  ['quirk', '> - 一\n>\n> > 二'],
  ['fast', '> - 一\n>\n> - 二'],
  ['fast', '> - 一\n>   - 二\n> - 三'],
  ['quirk', '> - 一\n>   - 二\n>\n> - 三'],
  ['quirk', '> + + 一\n>\n> + 二'],
  ['quirk', '> + > 一\n>\n> + 二'],
  ['quirk', '> 1. 一\n>\n>\n二'],
  ['quirk', '[a]: /u\n# 一\n-\n二'],
  ['quirk', '|一|\n|-|\n|二|\n<br>'],
  ['fast', '|一|\n|-|\n|二|\n\n<br>'],
  ['quirk', '[a]: /u\n|- \n」한'],
  ['quirk', '> - [\n> ] 一'],
])('%s: %s', async (seat, text) => {
  const fast = await loadFastParser()
  const counts: SeatCounts = { fast: 0 }
  createSeats(fast, options, counts).parse?.(text, () => ({ type: 'root', children: [] }))
  expect(counts).toEqual({ fast: seat === 'fast' ? 1 : 0, ...(seat !== 'fast' && { [seat]: 1 }) })
})
