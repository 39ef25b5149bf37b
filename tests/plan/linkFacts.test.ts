import fc from 'fast-check'
import { expect, test } from 'vitest'
import { innerLinks, linkFacts } from '../../src/plan/linkFacts.ts'
import { createPlaces } from '../../src/plan/places.ts'
import { resolveLink } from '../../src/plan/resolve.ts'
import { runs, seed } from '../runs.ts'
import { make } from './fixture.ts'

const part = fc.constantFrom(
  ...[
    '',
    ' ',
    '\t',
    '/',
    '\\',
    '?',
    '#',
    ':',
    '@',
    '.',
    'blog',
    'a.md',
    '..',
    '%20',
    'http:',
    'mailto:',
    'javascript:',
  ],
)
const scheme = fc.constantFrom('', 'http://', 'https://', 'HTTPS://', '//', 'http:/', 'ftp://', ' https://', '\\\\')
const host = fc.constantFrom(
  ...[
    '',
    'example.org',
    'EXAMPLE.org',
    'example.org:80',
    'example.com',
    'xn--fiq228c.org',
    '中文.org',
    'user@example.org',
  ],
)
const url = fc.tuple(scheme, host, fc.array(part, { maxLength: 3 })).map(([a, b, rest]) => [a, b, ...rest].join(''))
const urls = fc.array(url, { maxLength: 3 })
const linksOf = (all: readonly string[]) => all.map((url) => ({ kind: 'link' as const, url, line: 1, column: 1 }))

test.each(['https://example.org/', 'https://example.org/blog/', 'http://example.org:80/', 'https://中文.org/'])(
  `no link leads into the site of %s but those that are told as inner ones (seed ${seed})`,
  (url) => {
    const { site, outputs, sources } = make({ config: { url } })
    const places = createPlaces(site, outputs, sources)
    let told = 0
    fc.assert(
      fc.property(urls, (all) => {
        const facts = linkFacts({ links: linksOf(all), shortcodes: [] })
        const inner = innerLinks({ linkFacts: facts }, places.base)
        if (all.length === 0 || !inner) return
        told++
        const own = all.filter((one) => resolveLink(places, one, { file: 'content/a.md', url: '/a/' }).internal)
        expect(own.filter((one) => !inner.includes(one.trim()))).toEqual([])
      }),
      { seed, numRuns: runs(2000, 100_000) },
    )
    expect(told).toBeGreaterThan(100)
  },
)

test('a text with a shortcode may lead anywhere, as does one whose hosts are not known', () => {
  const shortcodes = [{ name: 'figure', args: {}, line: 1, column: 1 }]
  expect(linkFacts({ links: [], shortcodes })).toEqual({})
  expect(innerLinks({ linkFacts: {} }, { origin: 'https://example.org', path: '/' })).toBeUndefined()
})

test('hosts are told once each, as they are written', () => {
  const links = linksOf(['https://a.cn/1', '//b.cn?x', 'http://a.cn', 'mailto:a@b.cn'])
  expect(linkFacts({ links, shortcodes: [] })).toEqual({ hosts: ['a.cn', 'b.cn'] })
})

test('addresses below the site’s own are told once each, and none where one has a fragment or they are long', () => {
  const links = linksOf(['a.png', ' /b/?x ', 'a.png', 'https://a.cn/'])
  expect(linkFacts({ links, shortcodes: [] })).toEqual({ hosts: ['a.cn'], inner: ['a.png', '/b/?x'] })
  expect(linkFacts({ links: linksOf(['a.png', 'b/#x']), shortcodes: [] })).toEqual({})
  expect(linkFacts({ links: linksOf(['a'.repeat(2001)]), shortcodes: [] })).toEqual({})
})

test('the first image is no link, and none that is written in the text itself', () => {
  const image = (url: string) => ({ kind: 'image' as const, url, line: 1, column: 1 })
  const texts = [[], linksOf(['a.png']), [...linksOf(['a/']), image('data:x'), image('b.png'), image('c.png')]]
  expect(texts.map((links) => linkFacts({ links, shortcodes: [] }).image)).toEqual([undefined, undefined, 'b.png'])
})
