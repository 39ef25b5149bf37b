import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { charactersOf } from '../../../src/io/images/cmap.ts'
import { findDrawers } from '../../../src/io/images/draw.ts'
import { openDrawings } from '../../../src/io/images/onDemand.ts'
import { loadSite } from '../../../src/site/load.ts'
import { tempFolder } from '../temp.ts'
import { made, outputOf, page, put } from './site.ts'

const file = (end: string) => `node_modules/katex/dist/fonts/KaTeX_Main-Regular.${end}`
const font = readFileSync(file('woff2'))

const blog = () =>
  tempFolder({
    'ruoyu.config.ts': `export default { title: 'Blog', url: 'https://example.org/', theme: { font: { text: 'font.woff2' } } }`,
    'font.woff2': font,
    'content/posts/a.md': '---\ntitle: Walking\ndate: 2026-01-01\n---\nText Γ.\n',
  })

describe.skipIf(!findDrawers(process.cwd()))('a font of the site’s own', () => {
  test('lacks no character in a slice that the font has', async () => {
    const root = blog()
    expect((await made(root)).diagnostics).toEqual([])
    const own = new Set(charactersOf(font))
    // The same font in its two other wrappings.
    for (const end of ['ttf', 'woff']) expect(charactersOf(readFileSync(file(end)))).toEqual([...own])
    expect([own.has(0x41), own.has(0x393), own.has(0x4e00)]).toEqual([true, true, false])
    const css = page(root, 'assets/fonts.css')
    const faces = [...css.matchAll(/url\((fonts\/[^)]+)\).*?unicode-range:([^}]+)/g)]
    expect(faces.length).toBeGreaterThan(1)
    for (const [, path = '', range = ''] of faces) {
      const asked = range.split(',').flatMap((each) => {
        const [first = 0, last = first] = each
          .slice(2)
          .split('-')
          .map((hex) => Number.parseInt(hex, 16))
        return Array.from({ length: last - first + 1 }, (_, index) => first + index)
      })
      expect(charactersOf(outputOf(root)[`assets/${path}`] as Buffer)).toEqual(asked)
    }
  })

  test('an edit makes what a clean build makes, and a server the same slices on demand', async () => {
    const root = blog()
    await made(root)
    put(root, 'content/posts/a.md', '---\ntitle: Walking\ndate: 2026-01-01\n---\nText Δ.\n')
    await made(root)
    const warm = outputOf(root)
    const other = blog()
    put(other, 'content/posts/a.md', '---\ntitle: Walking\ndate: 2026-01-01\n---\nText Δ.\n')
    const { compilation } = await loadSite({ root: other, now: () => '2026-11-23T00:00:00Z' })
    for (const output of compilation.outputs.filter(({ kind }) => kind === 'drawn')) {
      const { value } = await compilation.render(output)
      if ('draw' in value) expect((await openDrawings(other)(value)).equals(warm[output.path] as Buffer)).toBe(true)
    }
    await made(other, { fresh: true })
    expect(outputOf(other)).toEqual(warm)
  })
})
