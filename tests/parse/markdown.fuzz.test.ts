import fc from 'fast-check'
import { fromHtml } from 'hast-util-from-html'
import { expect, test } from 'vitest'
import { completeConfig } from '../../src/config.ts'
import { loadFastParser } from '../../src/fastParse/fastParser.ts'
import { createSeats } from '../../src/fastParse/seat.ts'
import { createMarkdown, markdownOptions } from '../../src/parse/markdown.ts'
import { repeatedIds } from '../../src/plan/ids.ts'
import { isQuick, runs, seed } from '../runs.ts'
import { renderer, show } from './render.ts'

/** Pieces of Markdown, raw HTML, shortcodes and careless typing. */
const pieceList: readonly string[] = [
  ...[
    '文',
    '字，',
    '。',
    'a',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\t',
    '\r\n',
    '*',
    '**',
    '_',
    '~~',
    '`',
    '```',
    '```go\n',
    '$',
    '$$',
  ],
  ...[
    '# ',
    '## 题',
    '{#id}',
    '> ',
    '> [!NOTE]\n',
    '- ',
    '1. ',
    '- [x] ',
    '|',
    '|-|-|\n',
    '---\n',
    '***',
    '\\',
    '&amp;',
    '&#x8;',
  ],
  ...[
    '[',
    ']',
    '(',
    ')',
    '](',
    '![',
    '[^1]',
    '[^1]: ',
    '[a]: b',
    'https://a.cn/b，',
    'www.a.cn',
    'a@b.cn',
    '<https://c>',
  ],
  ...[
    '<',
    '>',
    '<div>',
    '</div>',
    '<b>',
    '</b>',
    '<script>',
    '</script>',
    '<!--',
    '-->',
    '<!--more-->',
    '<a href="x',
    '"',
  ],
  ...[
    '<img src=y.png>',
    '<t>',
    '<table><tr>',
    '<svg>',
    '<template>',
    '<textarea>',
    '<p',
    '<h2 id="z">',
    '</p>',
    '<br/>',
  ],
  ...[
    '{{< a >}}',
    '{{< b "c" >}}',
    '{{% d %}}',
    '{{< /d >}}',
    '{{</* e */>}}',
    '{{<',
    '>}}',
    'javascript:',
    '\b',
    '\uFDD0',
    '🎉',
  ],
  ...['\uFDD00\uFDD1', '&#xFDD30;0&#xFDD4;', '\u3000', '😀️‍', ' 안녕 ', '\uD800'],
]
const pieces = fc.constantFrom(...pieceList)
const bodies = fc.array(pieces, { maxLength: 60 }).map((each) => each.join(''))

/** Runs for each of the three ways with raw HTML. */
const numRuns = runs(400, 33_334)

test.each(['keep', 'escape', 'sanitize'])(
  `any body renders, whole and with its findings inside it: %s (seed ${seed}, ${numRuns} runs)`,
  async (html) => {
    const markdown = renderer({ markdown: { html, math: true, emoji: true } })
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        let made: Awaited<ReturnType<typeof markdown>> | undefined
        const quick = await isQuick(async () => {
          made = await markdown(body)
        })
        if (!quick || !made) throw new Error('slow')
        const { rendered, findings } = made
        const lines = body.split(/\r\n|\r|\n/)
        for (const { line = 1, column = 1 } of [...findings, ...rendered.links, ...rendered.shortcodes])
          if (column > (lines[line - 1]?.length ?? -1) + 1) throw new Error(`${line}:${column} is outside`)
        for (const parts of [rendered.html, rendered.more ?? []]) expectContained(show(parts))
        const known = new Set(findings.filter(({ code }) => code === 'id-taken').map(({ params }) => params.id))
        expect(repeatedIds(show(rendered.html)).filter((id) => !known.has(id))).toEqual([])
      }),
      { seed, numRuns },
    )
  },
  3_600_000,
)

const length = runs(15_000, 100_000)

test(`${length} characters of one piece end within seconds, in HTML or in an error`, async () => {
  const { value } = completeConfig({ markdown: { math: true, emoji: true } }, 'ruoyu.config.ts')
  // The second seats are filled, as in a build.
  const options = markdownOptions(value)
  const markdown = createMarkdown(options, createSeats(await loadFastParser(), options, { fast: 0 }))
  const slow: string[] = []
  for (const piece of pieceList) {
    if (!(await isQuick(() => markdown(piece.repeat(length / piece.length), 'a.md'), 5000))) slow.push(piece)
  }
  expect(slow).toEqual([])
  for (const piece of ['\\', ' ', '\t'])
    expect(await isQuick(() => markdown(piece.repeat(60_000), 'a.md'), 2000), piece).toBe(true)
  const { findings } = await markdown('<b>'.repeat(30_000), 'a.md')
  expect(findings).toMatchObject([{ code: 'body-too-deep', line: 1, column: 1 }])
}, 600_000)

/** Elements that a post leaves open must not reach the footer. */
function expectContained(html: string): void {
  const { children } = fromHtml(`<main>${html}</main><footer></footer>`, { fragment: true })
  expect(children.map((child) => child.type === 'element' && child.tagName)).toEqual(['main', 'footer'])
}
