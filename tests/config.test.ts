import { expect, test } from 'vitest'
import { completeConfig } from '../src/config.ts'

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

test('an unknown key is an error that suggests the near one', () => {
  const { diagnostics } = completeConfig({ titel: '博客', markdown: { maths: true } }, 'ruoyu.config.ts')
  expect(diagnostics.map(({ code, params }) => [code, params])).toEqual([
    ['config-key-unknown', { key: 'markdown.maths', suggestion: 'markdown.math' }],
    ['config-key-unknown', { key: 'titel', suggestion: 'title' }],
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
])('a wrong %s is an error', (key, user) => {
  expect(codes(user)).toEqual([['config-invalid', key]])
})
