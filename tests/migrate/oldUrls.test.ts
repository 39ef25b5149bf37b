import { describe, expect, test } from 'vitest'
import { compareUrls, readUrlList, withRedirects } from '../../src/migrate/oldUrls.ts'
import type { Output, PageOutput } from '../../src/types.ts'

const output = (url: string, kind: PageOutput['kind'] | 'asset' = 'post'): Output => {
  const base = { path: url, url, origin: '' }
  return kind === 'asset' ? { ...base, kind, text: '' } : { ...base, kind, template: 'post.njk', page: {} }
}

describe('old URLs', () => {
  test('are read from a sitemap, an index of sitemaps and a plain list', () => {
    expect(readUrlList('<urlset><url><loc> https://a.com/?x=1&amp;y=2 </loc></url></urlset>').urls).toEqual([
      'https://a.com/?x=1&y=2',
    ])
    expect(
      readUrlList('<sitemapindex><sitemap><loc>https://a.com/s.xml</loc></sitemap></sitemapindex>').sitemaps,
    ).toEqual(['https://a.com/s.xml'])
    expect(readUrlList('# old\n/a/\n\nhttps://a.com/b/\n').urls).toEqual(['/a/', 'https://a.com/b/'])
  })

  test('are served, redirected or dying, whatever their spelling', () => {
    const outputs = [
      output('/posts/hello/'),
      output('/tags/%E8%AF%BB%E4%B9%A6/', 'term'),
      output('/old.html', 'redirect'),
      output('/', 'home'),
    ]
    const old = [
      'https://a.com/posts/hello',
      '/posts/hello/index.html',
      '/tags/读书/',
      '/old.html',
      '/posts/helo/',
      'https://a.com',
    ]
    expect(compareUrls(old, outputs, '/')).toEqual({
      served: ['/posts/hello', '/posts/hello/index.html', '/tags/读书/', '/'],
      redirected: ['/old.html'],
      dying: [{ path: '/posts/helo/', nearest: '/posts/hello/' }],
    })
  })

  test('are looked for below the base path of the site', () => {
    expect(compareUrls(['https://n.github.io/blog/a/'], [output('/a/')], '/blog/').served).toEqual(['/a/'])
  })
})

describe('redirects for dying URLs', () => {
  const redirects = new Map([['/old/', '/new/']])

  test('make a block at the head of the config', () => {
    expect(withRedirects("export default defineConfig({\n  title: 'x',\n})\n", redirects)).toBe(
      'export default defineConfig({\n  redirects: {\n    "/old/": "/new/",\n  },\n  title: \'x\',\n})\n',
    )
  })

  test('join the block that is there', () => {
    expect(withRedirects('export default {\n  redirects: {\n    "/a/": "/b/",\n  },\n}\n', redirects)).toBe(
      'export default {\n  redirects: {\n    "/old/": "/new/",\n    "/a/": "/b/",\n  },\n}\n',
    )
  })

  test('are not forced into a config that is written another way', () => {
    expect(withRedirects('const config = load()\nexport default config\n', redirects)).toBeUndefined()
  })
})

test('a table gives the first address or path of each line', () => {
  const tsv = '# url\tkind\n/a/\tpost\tcontent/a.md\nhttps://a.cn/b/\tpage\n\nkind\tnone\n'
  expect(readUrlList(tsv)).toEqual({ urls: ['/a/', 'https://a.cn/b/'], sitemaps: [] })
  expect(readUrlList('Top pages,Clicks\nhttps://a.cn/b/,12\n').urls).toContain('https://a.cn/b/')
  expect(readUrlList('a/b.html\n/标题, 二/\n').urls).toEqual(['a/b.html', '/标题, 二/'])
})
