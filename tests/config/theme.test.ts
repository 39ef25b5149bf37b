import { describe, expect, test } from 'vitest'
import { completeConfig, defineConfig } from '../../src/config.ts'
import { describe as sentence } from '../../src/diagnostics/describe.ts'
import type { Settings, Theme } from '../../src/extension.ts'
import { site } from '../site.ts'

const settings = {
  covers: { type: 'boolean', default: true, about: '列表里的封面。' },
  columns: { type: 'number', min: 1, max: 3, default: 2, about: '几栏。' },
  side: { type: 'choice', options: ['left', 'right'], default: false, about: '侧栏在哪边。' },
  tone: { type: 'color', about: '色调。' },
  social: { type: 'map', of: { type: 'link', about: '地址。' }, about: '社交账号。' },
  links: {
    type: 'list',
    of: {
      type: 'group',
      about: '一个链接。',
      fields: {
        name: { type: 'text', required: true, about: '名字。' },
        url: { type: 'link', required: true, about: '地址。' },
      },
    },
    about: '链接。',
  },
  outdated: {
    type: 'group',
    default: false,
    about: '提醒旧文。',
    fields: { days: { type: 'number', default: 365, about: '天数。' } },
  },
  giscus: {
    type: 'group',
    default: false,
    about: 'giscus 评论。',
    fields: {
      repo: { type: 'text', required: true, about: '仓库。' },
      lazy: { type: 'boolean', default: true, about: '滚到才载入。' },
    },
  },
} as const satisfies Settings

const magazine = { name: 'magazine', api: 1, settings } as const satisfies Theme

const complete = (theme: unknown) => completeConfig({ theme }, 'c')
const told = (theme: unknown) => complete(theme).diagnostics.map(({ code, params }) => [code, params.key])

test('without a word of the site, our theme has all its settings, the unset ones null', () => {
  expect(completeConfig({}, 'c').value.theme).toMatchObject({ accent: null, measure: null, textSize: null })
})

test('what a site sets is completed by the schema of the theme it uses, which leads the extensions', () => {
  const { value, diagnostics } = complete({ use: magazine, tone: '#2b5b8a', links: [{ name: '甲', url: '/a/' }] })
  expect(diagnostics).toEqual([])
  expect(value.extensions).toMatchObject([{ name: 'magazine' }])
  expect(value.otherTheme).toMatchObject({
    ...{ covers: true, columns: 2, side: false, tone: '#2b5b8a', social: {}, outdated: false, giscus: false },
    links: [{ name: '甲', url: '/a/' }],
  })
  expect(value.theme).toEqual(completeConfig({}, 'c').value.theme)
})

test.each([
  [true, { days: 365 }],
  [false, false],
  [{}, { days: 365 }],
  [{ days: 30 }, { days: 30 }],
])('a group that may be off is told %s and becomes %s', (outdated, becomes) => {
  expect(complete({ use: magazine, outdated }).value.otherTheme?.outdated).toEqual(becomes)
})

describe('bad settings', () => {
  test.each([
    ['colums', 'columns', { colums: 1 }],
    ['giscus.rep', 'giscus.repo', { giscus: { rep: 'a/b', repo: 'a/b' } }],
    ['links.0.ulr', 'links.0.url', { links: [{ name: 'a', url: '/', ulr: '/' }] }],
    ['use.slots.hed', 'use.slots.head', { use: { ...magazine, slots: { hed: '' } } }],
    ['use.setings', 'use.settings', { use: { ...magazine, setings: {} } }],
  ])('an unknown one, %s, is told with the nearest, %s', (key, near, theme) => {
    const [diagnostic] = complete({ use: magazine, ...theme }).diagnostics
    expect(diagnostic).toMatchObject({ code: 'config-key-unknown', params: { key: `theme.${key}` } })
    expect(diagnostic?.params.suggestion).toBe(`theme.${near}`)
  })

  test.each([
    ['columns', { columns: 4 }],
    ['columns', { columns: '2' }],
    ['side', { side: 'top' }],
    ['side', { side: true }],
    ['tone', { tone: 'blue' }],
    ['social.x', { social: { x: 'javascript:alert(1)' } }],
    ['covers', { covers: 'yes' }],
    ['giscus', { giscus: [] }],
    ['links', { links: {} }],
    ['use.api', { use: { ...magazine, api: 2 } }],
    ['use', { use: 1 }],
  ])('a wrong %s is told, with an example of a right one', (key, theme) => {
    const { diagnostics } = complete({ use: magazine, ...theme })
    expect(diagnostics.map(({ code, params }) => [code, params.key])).toEqual([['config-invalid', `theme.${key}`]])
    for (const language of ['zh', 'en']) expect(sentence(diagnostics[0] as never, language).hint).toMatch(/: ./)
  })

  test('a number out of bounds is told with the bound', () => {
    const sentences = (columns: number) =>
      complete({ use: magazine, columns }).diagnostics.map((one) => Object.values(sentence(one, 'zh')))
    expect(sentences(9)).toEqual([['配置的“theme.columns”应该是不大于 3 的数，现在写的是 9', '例如 columns: 3']])
    expect(sentences(0)).toEqual([['配置的“theme.columns”应该是不小于 1 的数，现在写的是 0', '例如 columns: 1']])
  })

  test('a required one that is missing is named', () => {
    expect(told({ use: magazine, giscus: {}, links: [{ name: 'a' }] })).toEqual([
      ['config-key-missing', 'theme.links.0.url'],
      ['config-key-missing', 'theme.giscus.repo'],
    ])
    expect(told({ use: magazine, giscus: true })).toEqual([['config-key-missing', 'theme.giscus.repo']])
  })

  test('a setting is plain data', () => {
    expect(told({ accent: () => '#000' })).toContainEqual(['config-not-plain', 'theme.accent'])
  })

  test('a theme of which only the name is known is told to be installed', () => {
    expect(complete({ use: 'ruoyu-theme-none' }).diagnostics).toMatchObject([{ code: 'theme-missing' }])
  })
})

describe('settings of our theme', () => {
  const hints = (theme: unknown) => complete(theme).diagnostics.map((one) => sentence(one, 'zh').hint)

  test.each([
    [{ sidebar: ['cards'] }, '是不是想写“card”？'],
    [{ sidebar: ['widgets'] }, "例如 sidebar: ['card']"],
    [{ sidebar: true }, "例如 sidebar: ['card']"],
    [{ share: true }, "例如 share: ['weibo']"],
    [{ outdated: 30 }, '例如 outdated: { days: 365 }'],
    [{ analytics: { google: 'G-1' } }, "例如 google: { id: '…' }"],
    [{ card: { name: '我' } }, '这里可以写：avatar、line'],
    [{ comments: { gitalk: {} } }, expect.stringContaining('giscus')],
    [{ comments: { valine: {} } }, expect.stringContaining('Waline')],
  ])('%j are wrong, and a right value is shown', (theme, hint) => {
    expect(hints(theme)).toEqual([hint])
  })

  test.each([
    ['giscus', 'gisc gicus giscuss GISCUS gsicus guscis giscu5'],
    ['waline', 'walin wlne Waline wailne vvaline walibe'],
    ['utterances', 'uterance utterancs uttrances utterenses Utterances'],
    ['disqus', 'disqs disquss dsqus dispus'],
    ['twikoo', 'twiko twkoo tvikoo twikkoo twioko'],
    ['artalk', 'artlk atalk aratlk artakl artalkk artl'],
  ])('a provider of comments is known with a slip or two: %s', (name, slips) => {
    for (const slip of slips.split(' '))
      expect(hints({ comments: { [slip]: {} } }), slip).toEqual([`是不是想写“theme.comments.${name}”？`])
  })

  test('one that stands beside `theme` is told its place', () => {
    expect(completeConfig({ sidebar: ['card'] }, 'c').diagnostics).toMatchObject([
      { code: 'config-key-unknown', params: { suggestion: 'theme.sidebar' } },
    ])
  })

  test.each([
    ['comments', { comments: true }],
    ['comments.waline', { comments: { utterances: { repo: 'a/b' }, waline: { serverURL: 'https://a.example' } } }],
    ['comments.utterances.repo', { comments: { utterances: { repo: 'https://github.com/a/b' } } }],
    ['comments.waline.serverURL', { comments: { waline: { serverURL: 'a.example:8360' } } }],
    ['social.github', { social: { github: 'me', email: 'mailto:me@a.example', rss: '/index.xml' } }],
    ['reward', { reward: { text: '谢谢' } }],
    ['toc', { toc: { from: 4 } }],
    ['edit', { edit: 'https://github.com/a/b/edit/main/' }],
    ['series', { series: true }],
  ])('%s that shows nothing is a warning', (key, theme) => {
    const { diagnostics } = complete(theme)
    expect(diagnostics).toMatchObject([{ level: 'warning', params: { key: `theme.${key}` } }])
    for (const language of ['zh', 'en']) expect(sentence(diagnostics[0] as never, language).hint).toMatch(/./)
  })

  test('contents are turned off by `false` as in front matter', () => {
    const { value, diagnostics } = complete({ toc: false })
    expect(diagnostics).toEqual([])
    expect(value.theme.toc).toMatchObject({ show: false })
  })
})

test('settings have their types in a config', () => {
  defineConfig({ theme: { accent: '#2b5b8a', measure: 40, toc: false } })
  defineConfig({ theme: { use: magazine, columns: 3 } })
  // @ts-expect-error: a number
  defineConfig({ theme: { measure: '40' } })
  // @ts-expect-error: no setting of ours
  defineConfig({ theme: { columns: 3 } })
})

test('templates and shortcodes see the settings as `theme`, and a misspelt one is told', async () => {
  const { file, diagnostics } = await site(
    `-- content/posts/a.md --
---
title: 文
date: 2025-01-01
---
{{< tone >}}
-- templates/post.njk --
{{ theme.columns }} {{ post.content | safe }}{% if theme.colums %}{% endif %}
-- templates/shortcodes/tone.njk --
tone {{ theme.tone }}
`,
    { config: { theme: { use: magazine, tone: '#123456' } }, render: ({ path }) => path === 'posts/a/index.html' },
  )
  expect(file('posts/a/index.html').replace(/\s+/g, ' ')).toMatch(/^2 .*tone #123456/)
  expect(diagnostics).toMatchObject([{ code: 'template-field-unknown', params: { suggestion: 'theme.columns' } }])
})

test('accent, measure and text size of our theme become custom properties, and nothing stands there without them', async () => {
  const headOf = async (theme: object) =>
    (await site('', { config: { theme } })).file('index.html').match(/<style>[\s\S]*?<\/style>/)?.[0]
  expect(await headOf({})).toBeUndefined()
  const style = await headOf({ accent: '#2b5b8a', measure: 42, textSize: 18 })
  expect(style).toContain(':root{--bar:var(--accent);--accent:#2b5b8a;--seal:#2b5b8a;--tint:#2b5b8a14}')
  expect(style).toContain(':root[data-theme="dark"]{--accent:#6b8cad;--seal:#2b5b8a;--tint:#6b8cad1f}')
  expect(style).toContain(':root{--text:1.125rem}:root{--measure:calc(42*var(--text))}')
})

test('our templates, which stand behind another theme, read our settings, though it has one of the name', async () => {
  const use: Theme = {
    ...{ name: 'paper', api: 1, inherits: ['measure'] },
    settings: { textSize: { type: 'choice', options: ['big'], default: 'big', about: '字号。' } },
  }
  const { file, diagnostics } = await site('-- templates/404.njk --\n{{ theme.textSize }} {{ theme.measure }}', {
    config: { theme: { use, measure: 42 } },
  })
  expect(diagnostics).toEqual([])
  expect(file('404.html')).toBe('big 42')
  expect(file('index.html')).toContain('<style>@layer tokens{:root{--measure:calc(42*var(--text))}}</style>')
  expect(told({ use, accent: '#000' })).toEqual([['config-key-unknown', 'theme.accent']])
  expect(told({ use: { ...use, inherits: ['mesure'] } })).toEqual([['config-invalid', 'theme.use.inherits.0']])
})
