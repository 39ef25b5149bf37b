import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createBodyCache } from '../../src/cache/bodies.ts'
import { config } from '../io/site.ts'

const root = mkdtempSync(join(tmpdir(), 'ruoyu-remember-'))
afterAll(() => rmSync(root, { recursive: true }))

it.each(['b.html', 'b.htm', 'b.HTML'])('knows the text of %s apart from the same text in Markdown', async (path) => {
  const { for: renderFor } = await createBodyCache(undefined)
  const body = '*文*'
  const [markdown, html] = await renderFor(config, { fast: 0 }).render([
    { body, path: 'a.md' },
    { body, path },
  ])
  expect(markdown?.rendered.html.join('')).toContain('<em>')
  expect(html?.rendered.html.join('')).toBe('*文*\n')
})
