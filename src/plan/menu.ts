import type { MenuItem, Post, Section, Site } from '../types.ts'

/**
 * The config's items, and the pages that put themselves into the menu as Hugo lets them: `menu: main`, a list with
 * `main`, or under `menu.main` their `name`, `url` and `weight`. Items go by weight as in Hugo, those without one last.
 */
export function mainMenu({ config, home, sections, pages, posts }: Site): readonly MenuItem[] {
  const own = [home, ...sections, ...pages, ...posts].flatMap(itemOf)
  const names = new Set(config.menu.map(({ name }) => name))
  return [...config.menu, ...own.filter(({ name }) => name !== '' && !names.has(name))].sort(byWeight)
}

function itemOf(page: Post | Section): readonly MenuItem[] {
  const entry = entryOf(page.params)
  if (!entry) return []
  const { name = 'linkTitle' in page ? page.linkTitle : page.title, url = page.url, weight } = entry
  return [{ name: String(name), url: String(url), ...(typeof weight === 'number' && { weight }) }]
}

function entryOf(params: Post['params']): Readonly<Record<string, unknown>> | undefined {
  const key = Object.keys(params).find((name) => /^menus?$/i.test(name))
  const menu = key && params[key]
  if (menu === 'main' || (Array.isArray(menu) && menu.includes('main'))) return {}
  if (!isTable(menu) || !('main' in menu)) return undefined
  return isTable(menu.main) ? menu.main : {}
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function byWeight(a: MenuItem, b: MenuItem): number {
  return (a.weight || last) - (b.weight || last)
}

const last = Number.MAX_SAFE_INTEGER
