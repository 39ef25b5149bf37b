import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { findDrawers } from '../../../src/io/images/draw.ts'
import { tempFolder } from '../temp.ts'
import { entries, made, outputOf, page, put } from './site.ts'

const font = readFileSync('node_modules/katex/dist/fonts/KaTeX_Main-Regular.ttf')

const blog = () =>
  tempFolder({
    'ruoyu.config.ts': `export default { title: 'Blog', url: 'https://example.org/', theme: { cards: { font: 'font.ttf' } } }`,
    'font.ttf': font,
    'content/posts/a.md': '---\ntitle: Walking\ndate: 2026-01-01\n---\nText.\n',
    'content/posts/b.md': '---\ntitle: Rain\ndate: 2026-01-02\n---\nText.\n',
  })

const cards = (root: string) => Object.entries(outputOf(root)).filter(([path]) => path.endsWith('.png'))
const drawn = (root: string) => entries(root).filter((name) => name.includes('-card.'))

describe.skipIf(!findDrawers(process.cwd()))('social cards', () => {
  test('are pictures of 1200 × 630 in which something stands, and none is drawn twice', async () => {
    const root = blog()
    expect((await made(root)).diagnostics).toEqual([])
    expect(cards(root)).toHaveLength(2)
    for (const [path, bytes] of cards(root)) {
      const { width, height } = await sharp(bytes).metadata()
      const { entropy } = await sharp(bytes).extract({ left: 90, top: 200, width: 500, height: 200 }).stats()
      expect([width, height, entropy > 0.1]).toEqual([1200, 630, true])
      expect(page(root, `posts/${path[6]}/index.html`)).toContain(`og:image" content="https://example.org/${path}"`)
    }
    const before = cards(root)
    rmSync(join(root, 'dist'), { recursive: true })
    rmSync(join(root, 'node_modules/.cache'), { recursive: true, force: true })
    const names = drawn(root)
    await made(root)
    expect([cards(root), drawn(root)]).toEqual([before, names])
  })

  test('an edit of a title draws one card, and the site is as a clean build makes it', async () => {
    const root = blog()
    await made(root)
    put(root, 'content/posts/a.md', '---\ntitle: Running\ndate: 2026-01-01\n---\nText.\n')
    await made(root)
    const warm = outputOf(root)
    expect(drawn(root)).toHaveLength(3)
    for (const folder of ['dist', '.ruoyu']) rmSync(join(root, folder), { recursive: true })
    await made(root, { fresh: true })
    expect(outputOf(root)).toEqual(warm)
  })

  test('a card is the same whatever other titles its font was cut for', async () => {
    const root = blog()
    await made(root)
    const [[, alone] = []] = cards(root)
    const other = blog()
    put(other, 'content/posts/b.md', '---\ntitle: Quite another title\ndate: 2026-01-02\n---\nText.\n')
    await made(other)
    expect(cards(other)[0]?.[1].equals(alone as Buffer)).toBe(true)
  })

  test('characters that the font lacks are told by every build, and are no boxes', async () => {
    const root = blog()
    put(root, 'content/posts/b.md', '---\ntitle: Rain 雨\ndate: 2026-01-02\n---\nText.\n')
    const codes = async () => (await made(root)).diagnostics.map(({ code, params }) => [code, params.signs])
    expect(await codes()).toEqual([['glyphs-missing', '雨']])
    put(root, 'content/posts/a.md', '---\ntitle: Walking\ndate: 2026-01-01\n---\nOther text.\n')
    expect(await codes()).toEqual([['glyphs-missing', '雨']])
  })
})
