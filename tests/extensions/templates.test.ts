import { expect, test } from 'vitest'
import type { Extension } from '../../src/extension.ts'
import { stopAfter } from '../../src/io/stopAfter.ts'
import { bodyOf, post, site } from '../site.ts'

const page = 'posts/post/index.html'
const built = (body: string, extensions: readonly Extension[], more = '') =>
  site(`-- content/posts/post.md --\n---\ntitle: 文\ndate: 2025-01-01\n---\n${body}\n${more}`, {
    config: { extensions },
  })
const main = (html: string) => /<!-- body -->([\s\S]*?)<!-- end -->/.exec(html)?.[1]
const template = (text: string) => `-- templates/post.njk --\n<!-- body -->${text}<!-- end -->\n`

test('a shortcode is a function of its arguments, or a template, and knows page, site and filters', async () => {
  const extension: Extension = {
    name: 'countdown',
    filters: { double: (value) => `${value}${value}` },
    shortcodes: {
      days: ({ args, innerHtml, inner, post, site }) =>
        `<b>${args['0']}/${args.to}/${inner}/${innerHtml?.trim()}/${post.title}/${site.title}</b>`,
      twice: '<i>{{ args["0"] | double }}</i>\n',
    },
  }
  const body = '{{% days 3 %}}*内*{{% /days %}}\n\n一{{< twice 二 >}}三'
  const { file, diagnostics } = await built(body, [extension], template('{{ post.content | safe }}'))
  expect(diagnostics).toEqual([])
  expect(main(file(page))?.replace(/\s+/g, '')).toBe(
    '<b>3/undefined/*内*/<p><em>内</em></p>/文/测试</b><p>一<i>二二</i>三</p>',
  )
})

test('shortcodes of extensions come before ours, and the user’s own file before theirs', async () => {
  const shortcodes = { figure: () => '<p>函数</p>', video: '<p>模板</p>' }
  const body = '{{< figure src="a.png" >}}\n\n{{< video src="a.mp4" >}}'
  const files = '-- content/posts/a.png --\n-- content/posts/a.mp4 --\n'
  const both = await built(body, [{ name: 'a', shortcodes }], `${files}${template('{{ post.content | safe }}')}`)
  expect(main(both.file(page))).toMatch(/^<p>函数<\/p>\s*<p>模板<\/p>/)
  const own = `${files}-- templates/shortcodes/figure.njk --\n<p>文件</p>\n${template('{{ post.content | safe }}')}`
  expect(main((await built(body, [{ name: 'a', shortcodes }], own)).file(page))).toMatch(/^<p>文件<\/p>\s*<p>模板<\/p>/)
})

test('a template includes the shortcode of an extension as any other', async () => {
  const extension: Extension = { name: 'a', shortcodes: { up: ({ args }) => `[${args['0']}]` } }
  const files =
    '-- templates/shortcodes/twice.njk --\n{% include "shortcodes/up.njk" %}{% include "shortcodes/up.njk" %}\n'
  const { file } = await built('一{{< twice x >}}', [extension], `${files}${template('{{ post.content | safe }}')}`)
  expect(main(file(page))).toContain('[x][x]')
})

test('filters and globals are there in every template; the last that gives a name has it, ours included', async () => {
  const extensions: readonly Extension[] = [
    {
      name: 'a',
      filters: { shout: (value, sign = '!') => `${value}${sign}`, count: () => 7 },
      globals: { year: 2025 },
    },
    { name: 'b', globals: { add: (a: number, b: number) => a + b, links: [{ name: '友' }] } },
  ]
  const text =
    '{{ post.title | shout }}{{ post.title | shout("?") }}{{ "一" | count }}{{ year }}{{ add(1, 2) }}{{ links[0].name }}'
  const { file, diagnostics } = await built('文', extensions, template(text))
  expect(diagnostics).toEqual([])
  expect(main(file(page))).toBe('文!文?720253友')
})

test('a filter’s text is escaped like any other, for | safe to mark', async () => {
  const extensions = [{ name: 'a', filters: { bold: (value: unknown) => `<b>${value}</b>` } }]
  const { file } = await built('文', extensions, template('{{ "x" | bold }}{{ "x" | bold | safe }}'))
  expect(main(file(page))).toBe('&lt;b&gt;x&lt;/b&gt;<b>x</b>')
})

test('html is a step over every finished page, in the order of extensions, and over nothing else', async () => {
  const seen: string[] = []
  const extensions: readonly Extension[] = [
    {
      name: 'a',
      html: (html, { kind, url }) => {
        seen.push(`${kind} ${url}`)
        return html.replace('</body>', '甲</body>')
      },
    },
    { name: 'b', html: (html) => html.replace('甲</body>', '甲乙</body>') },
  ]
  const { paths, file } = await built('文', extensions)
  const pages = paths.filter((path) => path.endsWith('.html'))
  expect(pages.filter((path) => !file(path).includes('甲乙</body>') && file(path).includes('</body>'))).toEqual([])
  expect(seen).toContain('post /posts/post/')
  expect(file('index.xml')).not.toContain('甲')
})

const oh = () => {
  throw new Error('oh')
}

test.each<readonly [string, Extension, string, string]>([
  ['filter', { name: 'a', filters: { f: oh } }, 'filters.f', 'templates/post.njk:1'],
  ['global', { name: 'a', globals: { f: oh } }, 'globals.f', 'templates/post.njk:1'],
  ['shortcode', { name: 'a', shortcodes: { f: oh } }, 'shortcodes.f', 'content/posts/post.md:7'],
  [
    'shortcode that gives no text',
    { name: 'a', shortcodes: { f: () => 1 as never } },
    'shortcodes.f',
    'content/posts/post.md:7',
  ],
  [
    'html',
    { name: 'a', html: (html, { kind }) => (kind === 'post' ? oh() : html) },
    'html',
    'content/posts/post.md:undefined',
  ],
])('a %s that throws is one error with its extension, its place and the output', async (_, extension, part, at) => {
  const body = part.startsWith('shortcodes') ? '一\n\n{{< f >}}' : '文'
  const call = part.startsWith('filters') ? '{{ "x" | f }}' : part.startsWith('globals') ? '{{ f("x") }}' : ''
  const { diagnostics } = await built(body, [extension], template(`${call}{{ post.content | safe }}`))
  const [{ code, file, line, params } = { params: {} } as never] = diagnostics
  expect([code, `${file}:${line}`]).toEqual(['extension-failed', at])
  expect(params).toMatchObject({ name: 'a', part })
  expect(params.output).not.toBe('')
})

const endless = (): string => {
  for (;;) if (Math.random() > 2) return ''
}

test('an extension that loops is stopped, and named with the page that it worked on', async () => {
  const { diagnostics } = await site('-- content/a.md --\n---\ntitle: 文\n---\n{{< x >}}\n', {
    config: { extensions: [{ name: 'loop', shortcodes: { x: endless } }], limits: { templateTime: 30 } },
    render: ({ path }) => path === 'a/index.html',
    stopAfter,
  })
  expect(diagnostics).toMatchObject([
    {
      code: 'extension-endless',
      file: 'content/a.md',
      params: { name: 'loop', part: 'shortcodes.x', output: 'a/index.html' },
    },
  ])
})

test.each<[string, Omit<Extension, 'name'>, string]>([
  ['filters.f', { filters: { f: () => endless() } }, '{{ 1 | f }}'],
  ['globals.f', { globals: { f: () => endless() } }, '{{ f() }}'],
  ['globals', { globals: { tools: { f: () => endless() } } }, '{{ tools.f() }}'],
  ['words.f', { words: { 'zh-CN': { f: () => endless() } } }, '{{ t.f(1) }}'],
  ['html', { html: () => endless() }, ''],
])('a loop in %s on a page of no file’s own is told at the config', async (part, parts, call) => {
  const { diagnostics } = await site(`-- templates/404.njk --\n文${call}\n`, {
    config: { extensions: [{ name: 'loop', ...parts }], limits: { templateTime: 20 } },
    render: ({ path }) => path === '404.html',
    stopAfter,
  })
  expect(diagnostics).toMatchObject([
    { code: 'extension-endless', file: 'ruoyu.config.ts', params: { name: 'loop', part, output: '404.html' } },
  ])
})

test.each<[string, Omit<Extension, 'name'>, string, string]>([
  ['a filter that gives a promise', { filters: { f: async () => oh() } }, '{{ 1 | f }}', 'promise'],
  ['a global that gives a promise', { globals: { f: async () => 1 } }, '{{ f() }}', 'promise'],
  [
    'a filter that changes a list which all pages share',
    { filters: { f: (posts) => (posts as object[]).push({}) } },
    '{{ site.posts | f }}',
    'not extensible',
  ],
])('%s is told', async (_what, parts, call, reason) => {
  const { diagnostics } = await built('文', [{ name: 'a', ...parts }], template(`${call}{{ post.content | safe }}`))
  expect(diagnostics).toMatchObject([
    {
      code: 'extension-failed',
      file: 'templates/post.njk',
      params: { name: 'a', reason: expect.stringContaining(reason) },
    },
  ])
})

test('an inner text, an id and an argument that are asked of a function’s shortcode draw no false warning', async () => {
  const shortcodes = { box: ({ innerHtml }: { innerHtml: string | null }) => `<div id="x">${innerHtml ?? ''}</div>` }
  const { diagnostics } = await built('{{< box >}}\n\n[去](#x)', [{ name: 'a', shortcodes }])
  expect(diagnostics).toEqual([])
})

test('without extensions a site is as it was', async () => {
  const plain = await post('{{< figure src="/a.png" >}}')
  expect(bodyOf(await post('{{< figure src="/a.png" >}}', { config: { extensions: [] } }))).toBe(bodyOf(plain))
})
