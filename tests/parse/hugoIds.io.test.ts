import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasProgram } from '../clients/built.ts'
import { corpora, hasShared, shared } from '../shared.ts'
import { renderer } from './render.ts'

/** One post of so many is read; all, which take half a minute to render, only when asked. */
const step = process.env.RUOYU_LONG ? 1 : 5

/** Bodies without front matter, their shortcodes made text: Hugo's ids would have placeholders of them. */
function bodiesOf(blog: string): readonly string[] {
  return readdirSync(shared('corpora', blog), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .sort()
    .filter((_, n) => n % step === 0)
    .map((path) =>
      readFileSync(shared('corpora', blog, path), 'utf8')
        .replace(/\r\n?/g, '\n')
        .replace(/^\uFEFF/, ''),
    )
    .map((text) => text.replace(/^\s*(---|\+\+\+)\n[\s\S]*?\n\1\n/, '').replaceAll('{{', '{ {'))
}

const config = `baseURL = "https://blog.example/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404", "home", "section"]
[markup.goldmark.renderer]
unsafe = true
`

/** Ids of the headings that Hugo makes of each body. */
function hugoIds(bodies: readonly string[]): readonly (readonly string[])[] {
  const root = mkdtempSync(join(tmpdir(), 'ruoyu-hugo-'))
  try {
    for (const folder of ['content', 'layouts/_default']) mkdirSync(join(root, folder), { recursive: true })
    writeFileSync(join(root, 'config.toml'), config)
    // Hugo writes no file without a character.
    writeFileSync(join(root, 'layouts/_default/single.html'), '<main>{{ .Content }}</main>')
    for (const [n, body] of bodies.entries())
      writeFileSync(join(root, `content/p${n}.md`), `---\ntitle: p\ndate: 2020-01-01\n---\n${body}`)
    execFileSync('hugo', ['--quiet', '--source', root])
    return bodies.map((_, n) =>
      Array.from(
        readFileSync(join(root, `public/p${n}/index.html`), 'utf8').matchAll(/<h[1-6][^>]*? id="?([^\s">]*)/g),
        ([, id = '']) => id,
      ),
    )
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

describe.skipIf(!hasShared || !hasProgram('hugo')).each(corpora)('headings of %s', (blog) => {
  test('have every id that Hugo gives them, so that links to them live', async () => {
    const bodies = bodiesOf(blog)
    const expected = hugoIds(bodies)
    const render = renderer()
    let count = 0
    for (const [n, body] of bodies.entries()) {
      const { rendered } = await render(body)
      const ours = new Set(rendered.headings.map(({ id }) => id))
      expect((expected[n] ?? []).filter((id) => !ours.has(id))).toEqual([])
      count += ours.size
    }
    expect(count).toBeGreaterThan(50)
  })
})
