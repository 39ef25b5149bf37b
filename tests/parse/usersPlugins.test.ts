import type { Root as HastRoot } from 'hast'
import type { PhrasingContent, Root } from 'mdast'
import rehypeExternalLinks from 'rehype-external-links'
import rehypeSlug from 'rehype-slug'
import remarkBreaksItself from 'remark-breaks'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkSupersub from 'remark-supersub'
import type { Processor } from 'unified'
import { expect, test } from 'vitest'
import { loadFastParser } from '../../src/fastParse/fastParser.ts'
import { createSeats } from '../../src/fastParse/seat.ts'
import { endWithin } from '../../src/io/stopAfter.ts'
import { createMarkdown, markdownOptions } from '../../src/parse/markdown.ts'
import type { MarkdownConfig } from '../../src/types.ts'
import { config } from '../io/site.ts'
import { site } from '../site.ts'

const fast = await loadFastParser()

async function html(
  body: string,
  plugins: readonly unknown[],
  { rehype = [], ...settings }: Partial<MarkdownConfig> & { readonly rehype?: readonly unknown[] } = {},
): Promise<string> {
  const options = markdownOptions({
    ...config,
    markdown: { ...config.markdown, ...settings },
    extensions: [{ name: 'markdown.plugins', remark: plugins, rehype }],
  })
  const render = createMarkdown(options, createSeats(fast, options, { fast: 0 }))
  const { rendered, findings } = await render(body, 'content/a.md')
  expect(findings).toEqual([])
  return rendered.html.map((part) => (typeof part === 'string' ? part : 'url' in part ? part.url : '')).join('')
}

function addsFromMarkdown(this: Processor): void {
  const data = this.data()
  data.fromMarkdownExtensions ??= []
  data.fromMarkdownExtensions.push({
    transforms: [
      (tree: Root) => void tree.children.push({ type: 'paragraph', children: [{ type: 'text', value: '加' }] }),
    ],
  })
}

function setsParser(this: Processor): void {
  this.parser = () => ({ type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: '换' }] }] })
}

function wrapsParser(this: Processor): void {
  const { parser } = this
  this.parser = (text, file) => (parser as NonNullable<typeof parser>)(text.replace('文', '改'), file)
}

function addsSyntax(this: Processor): void {
  const data = this.data()
  data.micromarkExtensions ??= []
  data.micromarkExtensions.push({ disable: { null: ['attention'] } })
}

test.each([
  ['adds only to what nodes are made of', addsFromMarkdown, '<p><strong>文</strong></p>\n<p>加</p>\n'],
  ['sets a parser', setsParser, '<p>换</p>\n'],
  ['wraps the parser', wrapsParser, '<p><strong>改</strong></p>\n'],
  ['adds to the syntax', addsSyntax, '<p>**文**</p>\n'],
])('a plugin that %s has its effect', async (_what, plugin, expected) => {
  expect(await html('**文**', [plugin])).toBe(expected)
  expect(await html('**文**', [{ plugins: [plugin] }])).toBe(expected)
})

const link = '见https://a.example/b。后文'

test.each([
  ['remark-gfm', [remarkGfm]],
  ['remark-gfm with settings', [[remarkGfm, { singleTilde: false }]]],
  ['remark-gfm in a preset', [{ plugins: [remarkGfm, () => {}] }]],
  ['remark-gfm that is declared', [{ plugin: remarkGfm, files: [] }]],
  ['remark-parse', [remarkParse, remarkGfm]],
])('%s listed by habit leaves the ends of Chinese links alone', async (_what, plugins) => {
  const expected = await html(link, [])
  expect(expected).toContain('</a>。后文')
  expect(await html(link, plugins)).toBe(expected)
})

/** A plugin that does what remark-breaks does. */
const remarkBreaks = () => (tree: Root) => {
  const linesOf = (node: PhrasingContent): readonly PhrasingContent[] =>
    node.type === 'text'
      ? node.value
          .split('\n')
          .flatMap((value): PhrasingContent[] => [{ type: 'break' }, { type: 'text', value }])
          .slice(1)
      : [node]
  for (const block of tree.children) if (block.type === 'paragraph') block.children = block.children.flatMap(linesOf)
}

test('a plugin sees the line ends of Chinese text, which are joined behind it', async () => {
  expect(await html('甲\n乙', [])).toBe('<p>甲乙</p>\n')
  expect(await html('甲\n乙', [() => {}])).toBe('<p>甲乙</p>\n')
  expect(await html('甲\n乙', [remarkBreaks])).toBe('<p>甲<br>\n乙</p>\n')
  expect(await html('甲\n乙', [remarkBreaks], { breaks: true })).toBe('<p>甲<br>\n乙</p>\n')
})

test('a heading that a plugin adds has an id, which no other has; one that has its own keeps it', async () => {
  const heading = (text: string, id?: string) => ({
    ...{ type: 'heading' as const, depth: 2 as const, children: [{ type: 'text' as const, value: text }] },
    ...(id && { data: { hProperties: { id } } }),
  })
  const adds = () => (tree: Root) => void tree.children.push(heading('甲'), heading('乙'), heading('丙', 'own'))
  expect((await html('## 甲', [adds])).match(/id="[^"]*"/g)).toEqual(['id="甲"', 'id="甲-1"', 'id="乙"', 'id="own"'])
})

test('remark-breaks and remark-supersub do in Chinese text what they do elsewhere', async () => {
  expect(await html('甲\n乙', [remarkBreaksItself])).toBe('<p>甲<br>\n乙</p>\n')
  expect(await html('水H~2~O，x^2^', [remarkSupersub])).toBe('<p>水H<sub>2</sub>O，x<sup>2</sup></p>\n')
})

test('rehype plugins work on the HTML before it is written, in their order, with their settings', async () => {
  const rehype = [[rehypeExternalLinks, { rel: ['nofollow'], target: '_blank' }]]
  expect(await html('[外](https://a.example/) [内](/b/)', [], { rehype })).toBe(
    '<p><a href="https://a.example/" rel="nofollow" target="_blank">外</a> <a href="/b/">内</a></p>\n',
  )
  const adds = (value: string) => () => (tree: HastRoot) => void tree.children.push({ type: 'text', value })
  expect(
    await html('文', [], { rehype: [adds('甲'), { plugins: [adds('乙')] }, { plugin: adds('丙'), files: [] }] }),
  ).toBe('<p>文</p>甲乙丙\n')
})

test('rehype-slug leaves our ids alone and gives one to a heading of another rehype plugin', async () => {
  const heading = () => (tree: HastRoot) =>
    void tree.children.push({
      type: 'element',
      tagName: 'h2',
      properties: {},
      children: [{ type: 'text', value: 'New One' }],
    })
  const ids = (await html('## 甲', [], { rehype: [heading, rehypeSlug] })).match(/id="[^"]*"/g)
  expect(ids).toEqual(['id="甲"', 'id="new-one"'])
})

test('footnotes, raw HTML, code and tables are the same with a rehype plugin that changes nothing', async () => {
  const body = '甲[^1]\n\n<b>粗</b>\n\n```js\nlet a\n```\n\n|a|\n|-|\n|b|\n\n- [ ] 任务\n\n术语\n: 释\n\n[^1]: 注'
  const expected = await html(body, [])
  expect(expected).toContain('data-footnotes')
  expect(await html(body, [], { rehype: [() => {}] })).toBe(expected)
})

test('a heading of a rehype plugin is in the table of contents, and its text is searched', async () => {
  const heading = () => (tree: HastRoot) =>
    void tree.children.push({
      type: 'element',
      tagName: 'h2',
      properties: { id: 'x' },
      children: [{ type: 'text', value: '新' }],
    })
  const extensions = [{ name: 'a', rehype: [heading] }]
  const { rendered } = await createMarkdown(markdownOptions({ ...config, extensions }))('文', 'content/a.md')
  expect(rendered.headings).toEqual([{ depth: 2, id: 'x', text: '新', html: '新' }])
  expect(rendered.text).toBe('文\n新')
})

const oh = () => {
  throw new Error('oh')
}

test.each([
  ['remark', 'run', () => oh],
  ['remark', 'attached', () => oh()],
  ['rehype', 'run', () => oh],
  ['rehype', 'attached', () => oh()],
  ['rehype', 'awaited', () => async () => oh()],
])('a %s plugin that throws when it is %s is an error that names its extension', async (kind, _when, broken) => {
  const named = Object.defineProperty(broken, 'name', { value: 'broken' })
  const fine = { name: 'fine', remark: [() => () => {}], rehype: [() => () => {}] }
  const extensions = [fine, { name: 'shop', [kind]: [named] }, { ...fine, name: 'other' }]
  const { findings } = await createMarkdown(markdownOptions({ ...config, extensions }))('文', 'content/a.md')
  expect(findings).toMatchObject([{ code: 'plugin-failed', params: { text: 'Error: oh', plugin: 'shop › broken' } }])
})

const loop = (): never => {
  for (;;) if (Math.random() > 2) throw new Error()
}
const wait = () => new Promise(() => {})
const waitAgain = async () => {
  for (;;) await new Promise((resolve) => setTimeout(resolve, 1))
}

test.each([
  ['remark', 'returns what is no tree', () => ({ type: 'nonsense' }), 1],
  ['remark', 'takes all out', (tree: object) => void Object.assign(tree, { children: [] }), 1],
  ['rehype', 'takes all out', (tree: object) => void Object.assign(tree, { children: [] }), 1],
  ['rehype', 'leaves no list', (tree: object) => void Object.assign(tree, { children: null }), 1],
  ['remark', 'changes nothing', () => {}, 0],
])('a %s plugin that %s leaves no text without a word', async (kind, _how, work, count) => {
  const options = markdownOptions({ ...config, extensions: [{ name: 'shop', [kind]: [() => work] }] })
  const render = createMarkdown(options, {}, endWithin)
  const { findings } = await render('文\n', 'content/a.md')
  expect(findings.filter(({ code }) => /^plugin-(?:emptied|failed)$/.test(code))).toHaveLength(count)
  expect((await render('[a]: https://b.cn/\n', 'content/a.md')).findings).toEqual([])
})

test.each([
  ['remark', 'loops', loop],
  ['rehype', 'loops', loop],
  ['remark', 'waits', wait],
  ['rehype', 'waits', wait],
  ['remark', 'waits again and again', waitAgain],
])('a %s plugin that %s for ever is stopped, and named', async (kind, _how, work) => {
  const endless = () => work
  const extensions = [
    { name: 'fine', [kind]: [() => () => {}] },
    { name: 'shop', [kind]: [endless] },
  ]
  const options = markdownOptions({ ...config, extensions, limits: { ...config.limits, templateTime: 20 } })
  const { findings } = await createMarkdown(options, {}, endWithin)('文', 'content/a.md')
  expect(findings).toMatchObject([{ code: 'plugin-endless', params: { plugin: 'shop › endless' } }])
})

test.each<readonly [step: string, kind: string, plugin: (this: Processor) => unknown]>([
  ['attached', 'remark', loop],
  ['attached', 'rehype', loop],
  [
    'reading',
    'remark',
    function (this: Processor) {
      this.data('micromarkExtensions')?.push({ text: { 33: { tokenize: loop } } })
    },
  ],
  [
    'reading',
    'remark',
    function (this: Processor) {
      this.parser = loop
    },
  ],
])('a plugin that loops when it is %s as %s is stopped, and named, once for all texts', async (_step, kind, plugin) => {
  function endless(this: Processor) {
    return plugin.call(this)
  }
  const extensions = [
    { name: 'fine', [kind]: [() => () => {}] },
    { name: 'shop', [kind]: [endless] },
    { name: 'last', [kind]: [() => () => {}] },
  ]
  const options = markdownOptions({ ...config, extensions, limits: { ...config.limits, templateTime: 20 } })
  const render = createMarkdown(options, {}, endWithin)
  const findings = [await render('文!', 'content/a.md'), await render('另!', 'content/b.md')].map(
    ({ findings }) => findings,
  )
  expect(findings).toMatchObject([
    [{ code: 'plugin-endless', params: { plugin: 'shop › endless' } }],
    [{ code: 'plugin-skipped', params: { plugin: 'shop › endless' } }],
  ])
})

test('links and pictures that a rehype plugin adds are checked like those of the text, at the place where they stand', async () => {
  const link = (tagName: string, properties: object) => ({ type: 'element', tagName, properties, children: [] })
  const adds = () => (tree: HastRoot) => {
    const [, , last] = tree.children
    if (last?.type !== 'element') return
    const added = [
      link('a', { href: '/gone/' }),
      link('img', { src: 'gone.png' }),
      link('a', { href: '/posts/b/' }),
      link('a', { href: '#nowhere' }),
      link('a', { href: 'https://a.example/' }),
      link('a', { href: 'javascript:x()' }),
    ]
    last.children.push(...(added as never[]))
  }
  const made = await site(
    '-- content/posts/a.md --\n---\ntitle: 甲\n---\n一\n\n[内](/b/)\n-- content/posts/b.md --\n---\ntitle: 乙\n---\n二\n',
    { config: { extensions: [{ name: 'a', rehype: [adds] }] } },
  )
  expect(made.diagnostics.map(({ code, file, line, params }) => [code, file, line, params.url])).toEqual(
    expect.arrayContaining([
      ['link-dead', 'content/posts/a.md', 6, '/b/'],
      ['link-dead', 'content/posts/a.md', 6, '/gone/'],
      ['image-missing', 'content/posts/a.md', 6, 'gone.png'],
      ['fragment-dead', 'content/posts/a.md', 6, '#nowhere'],
      ['link-scheme-dangerous', 'content/posts/a.md', 6, 'javascript:x()'],
    ]),
  )
  expect(made.diagnostics.length).toBe(5)
  expect(made.file('posts/a/index.html')).not.toContain('javascript:')
})

test('rehype-slug and links to the headings of a text are no dead fragments', async () => {
  const anchors = () => (tree: HastRoot) => {
    for (const node of tree.children)
      if (node.type === 'element' && /^h\d$/.test(node.tagName))
        node.children.push({
          type: 'element',
          tagName: 'a',
          properties: { href: `#${node.properties.id}` },
          children: [],
        })
  }
  const made = await site('-- content/posts/a.md --\n---\ntitle: 甲\n---\n## 一节\n\n文\n\n## b c\n', {
    config: { extensions: [{ name: 'a', rehype: [rehypeSlug, anchors] }] },
  })
  expect(made.diagnostics).toEqual([])
})

test('a remark plugin that gives no tree is named', async () => {
  const { diagnostics } = await site('-- content/a.md --\n---\ntitle: 甲\n---\n文。\n', {
    config: {
      extensions: [
        { name: 'first', remark: [() => () => {}] },
        { name: 'five', remark: [() => () => 5] },
      ],
    },
  })
  expect(diagnostics.map(({ code, params }) => [code, params.plugin, params.text])).toEqual([
    ['plugin-failed', 'five', 'Error: it gave no tree, but number'],
  ])
})
