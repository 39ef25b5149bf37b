import { expect, test } from 'vitest'
import { completeConfig } from '../../src/config.ts'
import { loadFastParser } from '../../src/fastParse/fastParser.ts'
import { createSeats } from '../../src/fastParse/seat.ts'
import { createMarkdown, markdownOptions } from '../../src/parse/markdown.ts'
import type { SeatCounts } from '../../src/types.ts'

const options = markdownOptions(completeConfig({ url: 'https://example.com' }, '').value)
const fast = await loadFastParser()
/** A paragraph on which the parsers differ. */
const other = '中文**重点。**https://example.com/'

test.skipIf(!fast).each([
  ['shared', 'in a paragraph', `其余*强调*\n\n${other}\n[链接](/a/) ![图](/b.png)\n\n其余`],
  ['shared', 'in a heading', `## ${other}\n\n其余`],
  ['shared', 'in a heading with a line under it', `${other}\n---\n\n其余`],
  ['shared', 'in a line of a quote and of a list', `> ${other}\n\n- 其余\n  - ${other}\n\n1. ${other}`],
  ['shared', 'behind a few blanks', `其余\n\n   ${other}\n  [链接](/a/)`],
  ['shared', 'in a link with a delimiter in it', '见https://a.cn/~b~~，后 me@a.cn*b\n\n其余'],
  ['shared', 'in a link whose host starts with no letter', '见https://★.com/ 与http://.n\n\n其余'],
  ['shared', 'in an address behind a slash', '见 a/b@c.com，\n\n其余'],
  ['shared', 'between other blocks', `\`\`\`\n${other}\n\`\`\`\n\n${other}\n\n***\n\n<div>\n\n${other}\n\n</div>`],
  ['emphasis', 'in a quote of two lines', `> ${other}\n> 后文`],
  ['emphasis', 'in a table', `| 一 |\n| --- |\n| ${other} |`],
  ['emphasis', 'in a task', `- [ ] ${other}`],
  ['emphasis', 'where a definition may matter', `${other}\n\n[a]: /b/`],
  ['emphasis', 'beside a footnote', `${other}[^1]\n\n[^1]: 注`],
])('%s: what differs %s', async (seat, _, text) => {
  const counts: SeatCounts = { fast: 0 }
  const seated = await createMarkdown(options, createSeats(fast, options, counts))(text, 'a.md')
  expect(seated).toEqual(await createMarkdown(options)(text, 'a.md'))
  expect(counts).toEqual({ fast: 0, [seat]: 1 })
})
