import { expect, test } from 'vitest'
import { completeConfig } from '../src/config.ts'
import { describe } from '../src/diagnostics/describe.ts'
import { inConfig } from '../src/diagnostics/inConfig.ts'

const codes = (user: unknown) =>
  completeConfig(user, 'ruoyu.config.ts').diagnostics.map(({ code, params }) => [code, params.key])

test('an empty config is the defaults: Chinese, Shanghai, ten posts a page', () => {
  const { value, diagnostics } = completeConfig(undefined, 'ruoyu.config.ts')
  expect(diagnostics).toEqual([])
  expect(value).toMatchObject({ language: 'zh-CN', timeZone: 'Asia/Shanghai', pagination: { size: 10 } })
})

test('what is set inside a group leaves the rest of the group alone', () => {
  const { value } = completeConfig({ feeds: { limit: 5 }, markdown: { math: true } }, 'ruoyu.config.ts')
  expect(value.feeds).toMatchObject({ limit: 5, formats: ['rss', 'atom', 'json'] })
  expect(value.markdown).toMatchObject({ math: true, cjk: true })
})

test('taxonomies of the config replace the default ones, as in Hugo', () => {
  const { value } = completeConfig({ taxonomies: { series: {} } }, 'ruoyu.config.ts')
  expect(Object.keys(value.taxonomies)).toEqual(['series'])
})

test('the url always ends in a slash', () => {
  expect(completeConfig({ url: 'https://name.github.io/blog' }, 'c').value.url).toBe('https://name.github.io/blog/')
})

test('every unknown key is an error that suggests the near one', () => {
  const user = {
    titel: '博客',
    markdown: { maths: true, rehyp: [] },
    theme: { acent: '#000', whatever: 1 },
    timezone: 'UTC',
  }
  const { diagnostics } = completeConfig(user, 'ruoyu.config.ts')
  expect(diagnostics.map(({ code, params }) => [code, params.key, params.suggestion])).toEqual([
    ['config-key-unknown', 'markdown.maths', 'markdown.math'],
    ['config-key-unknown', 'markdown.rehyp', 'markdown.rehype'],
    ['config-key-unknown', 'titel', 'title'],
    ['config-key-unknown', 'timezone', 'timeZone'],
    ['config-key-unknown', 'theme.acent', 'theme.accent'],
    ['config-key-unknown', 'theme.whatever', ''],
  ])
})

test.each([
  ['language', { language: '中文' }],
  ['timeZone', { timeZone: 'Mars/Olympus' }],
  ['url', { url: 'example.com' }],
  ['pagination.size', { pagination: { size: 0 } }],
  ['markdown.html', { markdown: { html: 'maybe' } }],
  ['markdown.plugins.0', { markdown: { plugins: ['remark-toc'] } }],
  ['pagination', { pagination: [10] }],
  ['redirects', { redirects: ['/a/'] }],
  ['redirects./a/', { redirects: { '/a/': 'java\tscript:alert(1)' } }],
  ['menu.0.url', { menu: [{ name: '甲', url: ' javascript:alert(1)' }] }],
  ['output', { output: '' }],
  ['feeds.names.rss', { feeds: { names: { rss: '../x.xml' } } }],
  ['feeds.names.atom', { feeds: { names: { atom: '' } } }],
  ['feeds.homeNames.rss', { feeds: { homeNames: { rss: 'a/' } } }],
  ['pagination.path', { pagination: { path: 'a/../../b' } }],
])('a wrong %s is an error', (key, user) => {
  expect(codes(user)).toEqual([['config-invalid', key]])
})

test.each<readonly [string, string, object]>([
  ['bigint', 'params.n', { params: { n: 10n } }],
  ['bigint', 'related', { related: 10n }],
  ['function', 'params.make', { params: { make: () => 1 } }],
  ['function', 'params.C', { params: { C: class {} } }],
  ['symbol', 'params.list.1', { params: { list: [1, Symbol('a')] } }],
  ['instance', 'params.map', { params: { map: new Map([['a', 1]]) } }],
  ['instance', 'params.set', { params: { set: new Set() } }],
  ['instance', 'params.bytes', { params: { bytes: new Uint8Array(1) } }],
  ['instance', 'params.of', { params: { of: /a/ } }],
  ['instance', 'cascade.0.values.later', { cascade: [{ values: { later: Promise.resolve(1) } }] }],
  ['date', 'params.since', { params: { since: new Date(0) } }],
  ['number', 'params.n', { params: { n: Number.NaN } }],
  ['circular', 'params.self', { params: circular() }],
  ['circular', 'menu.0.children', { menu: circularList() }],
  ['deep', `params${'.a'.repeat(100)}`, { params: deep(200) }],
  ['characters', 'output', { output: 'a\0b' }],
  ['characters', 'title', { title: '甲\ud800' }],
  ['characters', 'params.list.0.b', { params: { list: [{ b: '\udc00' }] } }],
  ['characters', 'redirects./\ud800/', { redirects: { '/\ud800/': '/a/' } }],
  ['name', 'taxonomies.hasOwnProperty', { taxonomies: { hasOwnProperty: {} } }],
  ['name', 'taxonomies.constructor', { taxonomies: { constructor: {} } }],
  ['name', 'params.__proto__', JSON.parse('{ "params": { "__proto__": { "a": 1 } } }') as object],
  ['name', 'permalinks.page.valueOf', { permalinks: { page: { valueOf: '/:slug/' } } }],
  ['name', 'toString', { toString: 'a' }],
])('what is no plain data (%s) is an error at %s', (fault, key, user) => {
  const { diagnostics } = completeConfig(user, 'ruoyu.config.ts')
  expect(diagnostics).toMatchObject([{ code: 'config-not-plain', params: { key, fault } }])
  for (const language of ['zh', 'en']) expect(describe(diagnostics[0] as never, language).hint).toBeTruthy()
})

function circular(): object {
  const params: { self?: object } = {}
  params.self = params
  return params
}

function circularList(): readonly object[] {
  const menu: object[] = []
  menu.push({ name: 'a', url: '/', children: menu })
  return menu
}

function deep(levels: number): object {
  return levels ? { a: deep(levels - 1) } : {}
}

test('the same object in two places is plain data, and what a getter gives is', () => {
  const same = { a: 1 }
  const params = {
    one: same,
    two: [same],
    get three() {
      return 3
    },
  }
  const { value, diagnostics } = completeConfig({ params }, 'c')
  expect([value.params, diagnostics]).toEqual([{ one: same, two: [same], three: 3 }, []])
})

test.each([
  ['url', { url: 'javascript:alert(1)' }],
  ['url', { url: 'data:text/html,x' }],
  ['url', { url: 'ftp://example.com/' }],
  ['url', { url: 'https://example.com/?a' }],
  ['url', { url: 'https://' }],
  ['author.url', { author: { url: ' JavaScript:alert(1)' } }],
  ['redirects./x/', { redirects: { '/x/': 'javascript:alert(1)' } }],
])('a %s that is no address is an error', (key, user) => {
  expect(codes(user)).toEqual([['config-invalid', key]])
})

const wrong: readonly unknown[] = ['', 'x', 1, -1, 1.5, true, null, [], [1], [[]], { x: 1 }, { x: [] }]

test('every wrong value of every key is told in one language, with an example', () => {
  const keys = keysOf(completeConfig({}, 'c').value)
  for (const key of keys) {
    for (const value of wrong) {
      const user = key.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value)
      for (const diagnostic of completeConfig(user, 'c').diagnostics) {
        const zh = describe(diagnostic, 'zh')
        const en = describe(diagnostic, 'en')
        expect(zh.message).not.toMatch(/Invalid|Expected|Received|undefined|Object|Array|\b(?:should|is|not|and)\b/)
        expect(en.message).not.toMatch(/Invalid|Expected|Received|undefined|\bObject\b|\bArray\b|\p{Script=Han}/u)
        for (const { hint } of [zh, en]) expect(hint).toMatch(diagnostic.code === 'config-invalid' ? /: ./ : /./)
      }
    }
  }
})

function keysOf(group: object): readonly string[] {
  return Object.entries(group).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? [key, ...keysOf(value).map((below) => `${key}.${below}`)]
      : [key],
  )
}

test.each([
  ['a later item', `export default { menu: [{ name: 'a', url: '/' },\n { name: 'b', url: 1 }] }`, 'menu.1.url', 2, 15],
  ['not its namesake above', `export default { feeds: { limit: 1 },\n limits: { depth: 'a' } }`, 'limits.depth', 2, 12],
  ['in a comment', `export default {\n // url: 1\n url: 1 }`, 'url', 3, 2],
  ['in a text', `export default { title: 'url: 1',\n url: 1 }`, 'url', 2, 2],
  ['in quotes', `{ "title": "a",\n "url": 1 }`, 'url', 2, 2],
  ['settings that have a name', `const mine: UserConfig = {\n url: 1 }\nexport default mine`, 'url', 2, 2],
  ['a text of a list', `export default { content: ['a',\n 1] }`, 'content.1', 2, 2],
  [
    'what stands elsewhere has the place above it',
    `export default {\n menu: own, author: { url: 1 } }`,
    'menu.0.url',
    2,
    2,
  ],
])('an error of the config stands at its key: %s', (_what, text, key, line, column) => {
  const diagnostic = { code: 'config-invalid', level: 'error', file: 'c.ts', params: { key } } as const
  expect(inConfig(diagnostic, 'c.ts', text)).toMatchObject({ line, column })
})
