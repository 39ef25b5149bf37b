import { expect, test } from 'vitest'
import { completeConfig } from '../../src/config.ts'
import { describe } from '../../src/diagnostics/describe.ts'
import { inConfig } from '../../src/diagnostics/inConfig.ts'

const file = 'ruoyu.config.ts'
const told = (extensions: unknown) =>
  completeConfig({ extensions }, file).diagnostics.map(({ code, params }) => [code, params.key, params.suggestion])
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
