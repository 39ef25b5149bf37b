import { afterEach, expect, test, vi } from 'vitest'
import { precompile } from '../../src/render/precompile.ts'
import type { Precompiled } from '../../src/render/precompiled.ts'
import { shortcodeView, themeTemplates, views } from './theme.ts'

afterEach(() => vi.doUnmock('../../src/render/precompiled.ts'))

async function render(precompiled: readonly Precompiled[]): Promise<readonly string[]> {
  vi.resetModules()
  vi.doMock('../../src/render/precompiled.ts', () => ({ precompiled }))
  const { createRenderer } = await import('../../src/render/index.ts')
  const assets = ['style.css', 'theme.js', 'search.js'].map((name) => ({ name, path: `assets/${name}`, text: '' }))
  const options = { language: 'zh-CN', url: 'https://example.com/', assets, timeLimit: 5000 }
  const { page, shortcode } = createRenderer(themeTemplates, options)
  const pages = Object.entries(views).map(([name, view]) => page(`${name.replace(/\.njk$/, '')}.njk`, view))
  const figure = shortcode('figure', shortcodeView('figure', { src: 'a.png', caption: 'b' }))
  const all = [...pages, figure]
  expect(all.flatMap(({ diagnostics }) => diagnostics)).toEqual([])
  return all.map(({ value }) => value)
}

/** As the package has it: strict code of a module. */
async function load(source: string): Promise<readonly Precompiled[]> {
  return (await import(`data:text/javascript,${encodeURIComponent(source)}`)).precompiled
}

test('the templates that the package brings compiled show what their texts say', async () => {
  const ours = await load(precompile(themeTemplates))
  expect(ours).toHaveLength(themeTemplates.length)
  expect(await render(ours)).toEqual(await render([]))
})

test('a template whose text is another is compiled anew', async () => {
  const make = () => {
    throw new Error('of another text')
  }
  const old = (await load(precompile(themeTemplates))).map((one) => ({ ...one, text: `${one.text} `, make }))
  expect(await render(old)).toEqual(await render([]))
})

test('an error in a template stops the making of the package', () => {
  expect(() => precompile([{ name: 'a.njk', path: 'a.njk', text: '{{ x | nope }}' }])).toThrow(
    'template-filter-unknown',
  )
})
