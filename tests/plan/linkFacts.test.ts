import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leadsElsewhere, linkFacts } from '../../src/plan/linkFacts.ts'
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
  `where links lead elsewhere from %s, none is one of the site’s own (seed ${seed})`,
  (url) => {
    const { site, outputs, sources } = make({ config: { url } })
    const places = createPlaces(site, outputs, sources)
    let elsewhere = 0
    fc.assert(
      fc.property(urls, (all) => {
        const facts = linkFacts({ links: linksOf(all), shortcodes: [] })
        if (all.length === 0 || !leadsElsewhere({ linkFacts: facts }, places.base)) return
        elsewhere++
        const own = all.filter((one) => resolveLink(places, one, { file: 'content/a.md', url: '/a/' }).internal)
        expect(own).toEqual([])
      }),
      { seed, numRuns: runs(2000, 100_000) },
    )
    expect(elsewhere).toBeGreaterThan(100)
  },
)

test('a text with a shortcode may lead anywhere, as does one whose hosts are not known', () => {
  const shortcodes = [{ name: 'figure', args: {}, line: 1, column: 1 }]
  expect(linkFacts({ links: [], shortcodes })).toEqual({})
  expect(leadsElsewhere({ linkFacts: {} }, { origin: 'https://example.org', path: '/' })).toBe(false)
})

test('hosts are told once each, as they are written', () => {
  const links = linksOf(['https://a.cn/1', '//b.cn?x', 'http://a.cn', 'mailto:a@b.cn'])
  expect(linkFacts({ links, shortcodes: [] })).toEqual({ hosts: ['a.cn', 'b.cn'] })
})

test('the first image is no link, and none that is written in the text itself', () => {
  const image = (url: string) => ({ kind: 'image' as const, url, line: 1, column: 1 })
  const texts = [[], linksOf(['a.png']), [...linksOf(['a/']), image('data:x'), image('b.png'), image('c.png')]]
  expect(texts.map((links) => linkFacts({ links, shortcodes: [] }).image)).toEqual([undefined, undefined, 'b.png'])
})
