import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { migrateCommand } from '../../src/commands/migrate.ts'
import { build } from '../../src/site/build.ts'
import { htmlText, missingWords, pageText } from '../clients/words.ts'
import { hasShared, shared } from '../shared.ts'

/** No word that Hexo shows of a post is lost, in real blogs: Hexo itself is too large to be installed for this. */
const hexo = process.env.RUOYU_HEXO
if (!hexo)
  console.warn('left out: posts against Hexo’s own HTML; RUOYU_HEXO is a folder with hexo@8 and hexo-renderer-marked@7')

/** Words that Hexo shows through a fault of its own, or of what the blog's plugins read. */
const faults: Readonly<Record<string, readonly string[]>> = {
  // The address of a quote, cut by Hexo.
  '_posts/test/tag-plugins.md': ['DevDocstwitter', 'typepad', 'seths', 'blog', '2009', '07', 'html'],
  // A footnote, for which the blog has pandoc.
  '_posts/literature/2020-7-28-Diary-6.md': ['5'],
  // A fence within an item of a list.
  '_posts/My Java Guide - JVM.md': ['shell'],
  // `{.xg-alertbar .xg-alertbar-warning}` is a class here.
  '_posts/20250622_url-permalink-design.md': ['xg', 'warning', 'success', 'error'],
  '_posts/20250623_hexo-kratosrebirth-giscus.md': ['xg', 'warning'],
  '_posts/20250701_hexo-matomo.md': ['xg', 'warning'],
}

describe.each(hexo && hasShared ? ['volantis', 'duanyll', 'petard', 'yuaner'] : [])('the posts of %s', (name) => {
  test('have all words of Hexo’s HTML', async () => {
    const root = mkdtempSync(join(tmpdir(), 'ruoyu-words-'))
    const blog = shared('corpora-hexo', name)
    const script = fileURLToPath(new URL('hexoHtml.cjs', import.meta.url))
    execFileSync(process.execPath, [script, hexo ?? '', blog, join(root, 'hexo.json')], {
      env: { ...process.env, TZ: 'Asia/Shanghai' },
      stdio: 'ignore',
    })
    await migrateCommand('hexo', blog, join(root, 'blog'), { yes: true })
    expect(await build({ root: join(root, 'blog'), now: () => '2026-11-27T00:00:00+08:00' })).toMatchObject({
      ok: true,
    })
    const posts: readonly Post[] = JSON.parse(readFileSync(join(root, 'hexo.json'), 'utf8'))
    expect(posts.length).toBeGreaterThan(10)
    const lost = posts.flatMap(({ source, path, html }) => {
      const file = join(root, 'blog/dist', path.endsWith('/') ? `${path}index.html` : path)
      if (!existsSync(file)) return [`${source}: no page`]
      // Labels of equations, and references to them, are numbers on the page.
      const shown = html.replace(/<td class="gutter">.*?<\/td>|\\(?:label|(?:eq)?ref)\s*\{[^{}]*\}/gs, '')
      const blocks = htmlText(shown).split('\n')
      const missing = missingWords(blocks, pageText(readFileSync(file, 'utf8')))
      const words = missing.filter((word) => !faults[source]?.includes(word))
      return words.length > 0 ? [`${source}: ${words.join(' ')}`] : []
    })
    rmSync(root, { recursive: true, force: true })
    expect(lost).toEqual([])
  }, 600_000)
})

test('a word that is not there is missed', () => {
  expect(missingWords(['甲乙 丙'], '甲乙')).toEqual(['丙'])
})

interface Post {
  readonly source: string
  readonly path: string
  readonly html: string
}
