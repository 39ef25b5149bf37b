import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate'
import { LinkChecker } from 'linkinator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Built, buildSite, hasProgram, repository, serve } from './built.ts'

describe.each(['https://ruoyu.example.com/', 'https://name.github.io/blog/'])(
  'the site of this repository at %s',
  (url) => {
    const base = new URL(url).pathname
    let site: Built

    beforeAll(async () => {
      site = await buildSite(url)
    })
    afterAll(() => site.remove())

    test('builds without an error or a warning, and leaves out the one draft', () => {
      expect(site.report.diagnostics).toEqual([])
      expect(site.report.leftOut.map(({ file, reason }) => [file, reason])).toEqual([
        ['content/posts/half-written.md', 'draft'],
      ])
    })

    test('every page is valid, accessible HTML', async () => {
      const validator = new HtmlValidate(
        new FileSystemConfigLoader({ extends: ['html-validate:standard', 'html-validate:a11y'] }),
      )
      const problems: string[] = []
      for (const path of site.files.filter((path) => path.endsWith('.html'))) {
        const { results } = await validator.validateString(site.read(path), path)
        for (const { messages } of results)
          problems.push(
            ...messages
              .filter(({ severity }) => severity > 1)
              .map((one) => `${path}:${one.line} ${one.ruleId} ${one.message}`),
          )
      }
      expect(problems).toEqual([])
    })

    test('the three feeds say the same, in full, with absolute URLs', () => {
      const rss = parseRssFeed(site.read('index.xml'))
      const atom = parseAtomFeed(site.read('atom.xml'))
      const json = parseJsonFeed(site.read('feed.json'))
      const links = rss.items?.map(({ link }) => link)
      expect(links?.length).toBeGreaterThan(7)
      expect(links?.every((link) => link?.startsWith(`${url}posts/`))).toBe(true)
      expect(atom.entries?.map(({ links }) => links?.[0]?.href)).toEqual(links)
      expect(json.items?.map((item) => item.url)).toEqual(links)
      expect(atom.entries?.map(({ content }) => content?.value)).toEqual(json.items?.map((item) => item.content_html))
      for (const { content } of atom.entries ?? [])
        expect(content?.value).not.toMatch(/(?:href|src)="(?!https?:|mailto:)/)
    })

    test('every term has its feeds', () => {
      const terms = site.files.filter((path) => /^(?:tags|categories|series)\/[^/]+\/index\.html$/.test(path))
      expect(terms.length).toBeGreaterThan(10)
      for (const term of terms)
        for (const feed of ['index.xml', 'atom.xml', 'feed.json'])
          expect(site.files).toContain(term.replace('index.html', feed))
    })

    test.skipIf(!hasProgram('xmllint'))('the sitemap holds to its schema, the feeds are well-formed', () => {
      const schema = join(repository, 'node_modules/sitemap/schema/sitemap.xsd')
      execFileSync('xmllint', ['--noout', '--nonet', '--schema', schema, join(site.out, 'sitemap.xml')], {
        stdio: 'pipe',
      })
      const feeds = site.files.filter((path) => /(?:index|atom)\.xml$/.test(path)).map((path) => join(site.out, path))
      execFileSync('xmllint', ['--noout', '--nonet', ...feeds], { stdio: 'pipe' })
    })

    test('no link is dead, no fragment missing, on a plain static server', async () => {
      const server = await serve(site.out, base)
      const checker = new LinkChecker()
      const { links } = await checker.check({
        path: `${server.origin}${base}`,
        recurse: true,
        checkFragments: true,
        concurrency: 20,
        linksToSkip: async (link) => !link.startsWith(server.origin),
      })
      server.close()
      const dead = links.filter(({ state }) => state === 'BROKEN')
      expect(dead.map(({ url, parent, status }) => `${status} ${url} on ${parent}`)).toEqual([])
      expect(links.filter(({ state }) => state === 'OK').length).toBeGreaterThan(60)
    })
  },
)
