import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createBodyCache } from '../../src/cache/bodies.ts'
import { toRecord } from '../../src/cache/record.ts'
import type { Store } from '../../src/io/kept/store.ts'
import { createMarkdown, markdownOptions } from '../../src/parse/markdown.ts'
import { config } from '../io/site.ts'
import { sourceFile, textAtHand } from '../site.ts'

const root = mkdtempSync(join(tmpdir(), 'ruoyu-memo-'))
afterAll(() => rmSync(root, { recursive: true }))

it('gives who asks for safe HTML nothing that lies in a cache, and takes nothing from there', async () => {
  const empty = await createMarkdown(markdownOptions(config))('', 'a.md')
  const { note, record } = toRecord({
    rendered: { ...empty.rendered, html: ['<script>planted</script>'] },
    findings: [],
  })
  const written: string[] = []
  const planted: Store = {
    ...{ isEmpty: () => false, noteOf: () => note, get: () => Buffer.from(record), save: () => {}, close: () => {} },
    set: (key) => void written.push(key),
  }
  for (const [html, expected] of [
    ['keep', '<script>planted</script>'],
    ['sanitize', '<p>文</p>\n'],
  ] as const) {
    const settings = { ...config, markdown: { ...config.markdown, html } }
    for (const readLate of [true, false]) {
      const bodies = await createBodyCache({ store: planted, program: 'p' }, textAtHand, { readLate })
      const [result] = await bodies
        .for(settings, { fast: 0 })
        .render([{ body: '文', source: sourceFile('a.md', '文') }])
      expect(result?.html().join('')).toBe(expected)
    }
  }
  expect(written).toEqual([])
})

it.each(['b.html', 'b.htm', 'b.HTML'])('knows the text of %s apart from the same text in Markdown', async (path) => {
  const { for: renderFor } = await createBodyCache(undefined, textAtHand)
  const body = '*文*'
  const [markdown, html] = await renderFor(config, { fast: 0 }).render([
    { body, source: sourceFile('a.md', body) },
    { body, source: sourceFile(path, body) },
  ])
  expect(markdown?.html().join('')).toContain('<em>')
  expect(html?.html().join('')).toBe('*文*\n')
})
