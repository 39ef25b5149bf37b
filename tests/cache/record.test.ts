import { expect, test } from 'vitest'
import { fromRecord, toRecord } from '../../src/cache/record.ts'
import { inMemory } from '../../src/plan/renderedBody.ts'
import type { Rendered, RenderedBody } from '../../src/types.ts'
import { renderer } from '../parse/render.ts'

/** All that a body says, read from wherever it is. */
function said({ note, facts, html, text, links }: RenderedBody) {
  const { more, headings, excerpt, characters, words, anchors, shortcodes, features, data = {} } = facts()
  const all: Required<Rendered> = {
    ...{ html: html(), text: text(), links: links(), more: more ?? [] },
    ...{ headings, excerpt, characters, words, anchors, shortcodes, features, data },
  }
  return { all, note }
}

test.each([
  ['plain', '# 题\n\n正文**（粗）**，见https://example.com/。\n\n![图](https://cdn.example.com/a.png)\n'],
  ['with holes', '摘要\n\n<!--more-->\n\n[别篇](b.md) {{< figure src="a.png" >}}\n\n```js\nlet a = 1\n```\n'],
  ['with findings', '**半\n\n<b>没关\n'],
  ['empty', ''],
])('what is %s is the same from its record', async (_what, body) => {
  const result = await renderer()(body)
  const { note, record } = toRecord(result)
  expect(said(fromRecord(note, () => record))).toEqual(said(inMemory(result)))
})

test('a record is read when something of it is asked for, and once', async () => {
  const { note, record } = toRecord(await renderer()('见https://example.com/。'))
  let reads = 0
  const {
    note: told,
    facts,
    text,
    links,
  } = fromRecord(note, () => {
    reads++
    return record
  })
  expect([told, reads]).toEqual([{ findings: [], linkFacts: { hosts: ['example.com'] } }, 0])
  expect([text(), links().length, facts().words, reads]).toEqual(['见https://example.com/。', 1, 2, 1])
})
