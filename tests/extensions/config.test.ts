import { expect, test } from 'vitest'
import { completeConfig } from '../../src/config.ts'
import { describe } from '../../src/diagnostics/describe.ts'
import { inConfig } from '../../src/diagnostics/inConfig.ts'

const file = 'ruoyu.config.ts'
const told = (extensions: unknown) =>
  completeConfig({ extensions }, file).diagnostics.map(({ code, params }) => [
    code,
    params.key,
    code === 'config-invalid' ? undefined : params.suggestion,
  ])
const f = () => ''

test('lists of extensions nest, and are laid flat in their order', () => {
  const { value, diagnostics } = completeConfig(
    { extensions: [{ name: 'a' }, [[{ name: 'b' }], []], { name: 'c' }] },
    file,
  )
  expect(diagnostics).toEqual([])
  expect(value.extensions.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
})

test('a site has none by itself', () => {
  expect(completeConfig({}, file).value.extensions).toEqual([])
})

test.each<readonly [string, unknown, readonly unknown[]]>([
  [
    'a field near one of ours',
    [{ name: 'a', fliters: {} }],
    ['extension-key-unknown', 'extensions.0.fliters', 'filters'],
  ],
  ['a field near none', [[{ name: 'a', middleware: f }]], ['extension-key-unknown', 'extensions.0.0.middleware', '']],
  ['a slot', [{ name: 'a', slots: { haed: 'x' } }], ['extension-key-unknown', 'extensions.0.slots.haed', 'head']],
  ['no name', [{ filters: { f } }], ['config-key-missing', 'extensions.0.name', undefined]],
  ['a name with a line end', [{ name: 'a\nb' }], ['config-invalid', 'extensions.0.name', undefined]],
  [
    'a text for a filter',
    [[], { name: 'a', filters: { up: 'x' } }],
    ['config-invalid', 'extensions.1.filters.up', undefined],
  ],
  [
    'a list for a shortcode',
    [{ name: 'a', shortcodes: { x: [] } }],
    ['config-invalid', 'extensions.0.shortcodes.x', undefined],
  ],
  [
    'the name of a plugin',
    [{ name: 'a', remark: ['remark-toc'] }],
    ['config-invalid', 'extensions.0.remark.0', undefined],
  ],
  [
    'words without their language',
    [{ name: 'a', words: { home: '家' } }],
    ['config-invalid', 'extensions.0.words', undefined],
  ],
  ['a text for an extension', ['countdown'], ['config-invalid', 'extensions.0', undefined]],
  ['a function that makes one', [() => ({ name: 'a' })], ['config-invalid', 'extensions.0', undefined]],
  ['one that is switched off', [false], ['config-invalid', 'extensions.0', undefined]],
  ['no list', { name: 'a' }, ['config-invalid', 'extensions', undefined]],
  ['two of one name', [{ name: 'a' }, [{ name: 'a' }]], ['extension-twice', 'extensions.1.0', undefined]],
  [
    'a filter that two give',
    [
      { name: 'a', filters: { up: f } },
      { name: 'b', filters: { up: f } },
    ],
    ['extension-name-taken', 'extensions.1.filters.up', undefined],
  ],
  [
    'a global that pages hide',
    [{ name: 'a', globals: { page: 1, pages: 1 } }],
    ['extension-global-hidden', 'extensions.0.globals.page', undefined],
  ],
  [
    'a shortcode that two give',
    [
      { name: 'a', shortcodes: { up: f } },
      { name: 'b', shortcodes: { up: '' } },
    ],
    ['extension-name-taken', 'extensions.1.shortcodes.up', undefined],
  ],
])('%s is told', (_, extensions, expected) => {
  expect(told(extensions)).toEqual([expected])
})

test('a list that holds itself is told', () => {
  const list: unknown[] = []
  list.push(list)
  expect(told(list)).toHaveLength(1)
})

test('the message names the extension, and points at the field', () => {
  const text = "export default {\n  extensions: [[{ name: 'countdown', filtres: {} }]],\n}\n"
  const [told] = completeConfig({ extensions: [[{ name: 'countdown', filtres: {} }]] }, file).diagnostics
  expect(told && inConfig(told, file, text)).toMatchObject({ line: 2, column: 38 })
  expect(told && describe(told, 'zh').message).toBe('扩展“countdown”里有不认识的“filtres”')
})

const named = (name: string, plugin: () => void = () => {}) => Object.defineProperty(plugin, 'name', { value: name })

test.each<readonly [string, object, readonly unknown[]]>([
  [
    'plugins',
    { markdown: { plugins: [named('rehypeSlug')] } },
    [['config-plugin-kind', 'markdown.plugins.0', 'markdown.rehype']],
  ],
  [
    'rehype',
    { markdown: { rehype: [[named('remarkToc'), {}]] } },
    [['config-plugin-kind', 'markdown.rehype.0', 'markdown.plugins']],
  ],
  [
    'an extension',
    { extensions: [[{ name: 'a', remark: [{ plugins: [named('rehypeRaw')] }] }]] },
    [['config-plugin-kind', 'extensions.0.0.remark.0', 'extensions.0.0.rehype']],
  ],
  [
    'the right lists',
    { markdown: { plugins: [named('remarkToc'), named('remark')], rehype: [named('rehypeSlug')] } },
    [],
  ],
  [
    'plugins that Ruoyu runs by itself',
    { markdown: { plugins: [named('remarkRehype'), named('remarkGfm')], rehype: [named('rehypeStringify')] } },
    [],
  ],
  [
    'a remark plugin that calls itself rehype',
    { markdown: { plugins: [named('rehypeAutolinkHeadings', () => void 'heading')] } },
    [],
  ],
])('plugins in %s are told where they go', (_, user, expected) => {
  const { diagnostics } = completeConfig(user, file)
  expect(diagnostics.map(({ code, params }) => [code, params.key, params.right])).toEqual(expected)
})

test('what stands in the place of an extension is shown for what it is', () => {
  const { diagnostics } = completeConfig({ extensions: [null, undefined, f, [], 1] as never }, file)
  expect(diagnostics.map(({ params }) => params.received)).toEqual(['null', 'undefined', '() => …', '1'])
})
