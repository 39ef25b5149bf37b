import { describe, expect, it } from 'vitest'
import { pageState } from '../../src/dev/page.ts'
import { broken, snapshot } from './fake.ts'

const page = (style: string, text = 'a') => `<link rel="stylesheet" href="/assets/style.${style}.css"><p>${text}</p>`
const site = (style: string, text?: string) =>
  snapshot({ 'a/index.html': page(style, text), '404.html': 'none', [`assets/style.${style}.css`]: '' })

const state = (over: Parameters<typeof pageState>[0], path = '/a/') => pageState(over, path)

describe('the state of an open page', () => {
  it('has a new version when its HTML changes, and only then', async () => {
    const before = await state(site('00000000'))
    expect(await state(site('00000000'))).toEqual(before)
    expect((await state(site('00000000', 'b'))).version).not.toBe(before.version)
  })

  it('keeps its version when only the stylesheet is new, and names the new one', async () => {
    const after = await state({ ...site('11111111'), base: '/blog/' }, '/blog/a/')
    expect(after.version).toBe((await state(site('00000000'))).version)
    expect(after.styles).toEqual(['/blog/assets/style.11111111.css'])
  })

  it('has a new version when a copied file changes', async () => {
    expect((await state({ ...site('00000000'), files: '2' })).version).not.toBe((await state(site('00000000'))).version)
  })

  it('is the 404 page’s where the page has gone', async () => {
    expect((await state(site('00000000'), '/gone/')).version).toBe((await state(site('00000000'), '/404.html')).version)
  })

  it('keeps the version under errors elsewhere, and has none where the page itself is broken', async () => {
    const good = await state(site('00000000'))
    const elsewhere = await state({ ...site('00000000'), diagnostics: [broken()] })
    expect(elsewhere).toMatchObject({ version: good.version, overlay: expect.stringContaining('ruoyu.config.ts') })
    const here = await state({
      ...site('00000000'),
      render: async ({ path }) => ({ value: { path, text: '' }, diagnostics: [broken()] }),
    })
    expect(here.version).toBeUndefined()
    expect(here.overlay).toContain('ruoyu.config.ts')
  })
})
