import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasShared, shared } from '../shared.ts'
import { type Ran, ruoyu } from './command.ts'

const zones = ['UTC', 'America/New_York', 'Asia/Shanghai']
const locales = ['C', 'de_DE.UTF-8', 'zh_CN.UTF-8']

describe.skipIf(!hasShared)('the seed post alone in a new site', () => {
  let root: string
  const built = new Map<string, Ran>()

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'ruoyu-seed-'))
    mkdirSync(join(root, 'content'))
    copyFileSync(shared('seed/post.md'), join(root, 'content/post.md'))
    for (const TZ of zones) for (const LC_ALL of locales) built.set(`${TZ} ${LC_ALL}`, build(TZ, LC_ALL))
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  function build(TZ: string, LC_ALL: string): Ran {
    return ruoyu(['build', '--root', root, '--out', `dist-${TZ.replace('/', '-')}-${LC_ALL}`, '--json'], {
      TZ,
      LC_ALL,
      LANG: LC_ALL,
    })
  }

  function files(folder: string): ReadonlyMap<string, string> {
    const out = join(root, folder)
    const paths = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter(
      (path) => !path.startsWith('.ruoyu') && statSync(join(out, path)).isFile(),
    )
    return new Map(paths.sort().map((path) => [path, readFileSync(join(out, path), 'utf8')]))
  }

  const first = () => files('dist-UTC-C')
  const page = () => first().get('ruozhiba-cqia-fine-tuning-benchmark/index.html') ?? ''

  test('builds without an error, and with no warning but that it has no config', () => {
    for (const [where, { status, stdout }] of built) {
      expect(status, where).toBe(0)
      const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly { readonly code: string }[] }
      expect(
        diagnostics.map(({ code }) => code),
        where,
      ).toEqual(['config-missing'])
    }
  })

  test('gives the same bytes in every time zone and locale', () => {
    const reference = first()
    expect(reference.size).toBeGreaterThan(20)
    for (const TZ of zones)
      for (const LC_ALL of locales)
        expect(files(`dist-${TZ.replace('/', '-')}-${LC_ALL}`), `${TZ} ${LC_ALL}`).toEqual(reference)
  })

  test('has its title, its date, four images and eight headings of distinct ids', () => {
    const html = page()
    expect(html).toMatch(/<h1[^>]*>[^<]*论文赏析 - 弱智吧才是中文世界的瑰宝。/)
    expect(html).toContain('2024年4月3日')
    expect(html.match(/<img [^>]*cdn\.sa\.net/g)).toHaveLength(4)
    const ids = [...html.matchAll(/<h2 id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids.filter((id) => /背景|模型|论文|数据集|智|资料|最后/.test(id ?? ''))).toHaveLength(8)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('makes each bare link as long as it should be', () => {
    const links = [...page().matchAll(/<a href="(https?:[^"]+)"[^>]*>\1</g)].map(([, url]) => url)
    expect(links).toEqual([
      'https://tieba.baidu.com/f?ie=utf-8&#x26;kw=%E5%BC%B1%E6%99%BA&#x26;fr=search',
      'https://arxiv.org/pdf/2403.18058.pdf',
      'https://arxiv.org/pdf/2403.18058.pdf',
      'https://github.com/Leymore/ruozhiba',
    ])
  })

  test('has all bold as bold', () => {
    expect(page()).not.toContain('**')
    expect(page().match(/<strong>/g)?.length).toBeGreaterThanOrEqual(9)
  })

  test('links to two categories and five tags, whose pages list it', () => {
    const terms = [
      ...new Set(
        [...page().matchAll(/href="(\/(?:tags|categories)\/[^"]+)"/g)].map(([, url = '']) => decodeURIComponent(url)),
      ),
    ]
    expect(terms.sort()).toEqual([
      '/categories/i-am-a-developer/',
      '/categories/i-am-a-writer/',
      '/tags/人工智能/',
      '/tags/商业/',
      '/tags/思考/',
      '/tags/技术/',
      '/tags/社交媒体/',
    ])
    for (const url of terms)
      expect(first().get(`${url.slice(1)}index.html`)).toContain('/ruozhiba-cqia-fine-tuning-benchmark/')
  })

  test('stands in the three feeds and in the sitemap', () => {
    const url = 'http://localhost/ruozhiba-cqia-fine-tuning-benchmark/'
    const text = (path: string) => first().get(path) ?? ''
    expect(parseRssFeed(text('index.xml')).items?.map(({ link }) => link)).toEqual([url])
    expect(parseAtomFeed(text('atom.xml')).entries?.map(({ links }) => links?.[0]?.href)).toEqual([url])
    expect(parseJsonFeed(text('feed.json')).items?.map((item) => item.url)).toEqual([url])
    expect(text('sitemap.xml')).toContain(`<loc>${url}</loc>`)
  })
})
