import { expect, test } from 'vitest'
import { fromRecord, toRecord } from '../../src/cache/record.ts'
import type { MarkdownResult, Rendered } from '../../src/types.ts'
import { renderer } from '../parse/render.ts'

/** Every property, read from wherever it is. */
function said({ rendered, findings }: MarkdownResult) {
  const { html, more, headings, excerpt, text, characters, words, links, anchors, shortcodes, features } = rendered
  const all: Omit<Required<Rendered>, 'linkFacts'> = {
    ...{ html, more: more ?? [], headings, excerpt, text, characters, words, links, anchors, shortcodes, features },
  }
  return { all, findings }
}

test.each([
  ['plain', '# 题\n\n正文**（粗）**，见https://example.com/。\n\n![图](https://cdn.example.com/a.png)\n'],
  ['with holes', '摘要\n\n<!--more-->\n\n[别篇](b.md) {{< figure src="a.png" >}}\n\n```js\nlet a = 1\n```\n'],
  ['with findings', '**半\n\n<b>没关\n'],
  ['empty', ''],
])('what is %s is the same from its record', async (_what, body) => {
  const result = await renderer()(body)
  const { note, record } = toRecord(result)
  expect(said(fromRecord(note, () => record))).toEqual(said(result))
})

test('a record is read when something of it is asked for, and once', async () => {
  const { note, record } = toRecord(await renderer()('见https://example.com/。'))
  let reads = 0
  const { rendered, findings } = fromRecord(note, () => {
    reads++
    return record
  })
  expect([rendered.linkFacts, findings, reads]).toEqual([{ hosts: ['example.com'] }, [], 0])
  expect([rendered.text, rendered.links.length, rendered.words, reads]).toEqual(['见https://example.com/。', 1, 2, 1])
})
