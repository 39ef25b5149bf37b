import type { Table } from 'mdast'
import { completeConfig } from '../config.ts'
import { createRenderer } from '../render/index.ts'
import { commandRows, optionRows } from './commands.ts'
import { configKeys, hexoKeys } from './configKeys.ts'
import { extensionKeys, themeKeys } from './extensionKeys.ts'
import { filterKeys } from './filterKeys.ts'
import { frontMatterKeys } from './frontMatterKeys.ts'
import { settingRows } from './settings.ts'
import { type Cell, type Rows, toTable } from './table.ts'
import { viewKeys } from './viewKeys.ts'

const { value: defaults } = completeConfig({ hexo: {} }, '')

/** Makes a table, from the words behind its name in a post. */
export const tables: Readonly<Record<string, (words: readonly string[]) => Table>> = {
  /** Keys of the config: those whose outermost names are given. */
  config: (names) => toTable(['键', '默认', '说明'], configRows(configKeys, defaults, names)),
  hexo: () => toTable(['键', '默认', '说明'], configRows(hexoKeys, defaults.hexo, [])),
  'front-matter': (names) =>
    toTable(
      ['键', '写什么', '说明'],
      frontMatterKeys
        .filter(([keys]) => keys.split(' ').some((key) => names.includes(key)))
        .map(([keys, holds, about]) => [
          keys
            .split(' ')
            .map((key) => `\`${key}\``)
            .join(' '),
          holds,
          about,
        ]),
    ),
  theme: ([group = '']) => toTable(['键', '写什么', '默认', '说明'], settingRows(group)),
  filters: (names) => toTable(['过滤器', '做什么', '例子', '得到'], filterRows(names)),
  view: ([name = '']) =>
    toTable(
      ['字段', '是什么'],
      Object.entries(viewOf(name)).map(([field, about]) => [{ code: `${name}.${field}` }, about]),
    ),
  extension: () => toTable(['字段', '写什么', '做什么'], pairs(extensionKeys)),
  'theme-package': () => toTable(['字段', '写什么', '做什么'], pairs(themeKeys)),
  commands: () => toTable(['命令', '做什么'], commandRows()),
  options: (words) => toTable(['选项', '做什么', '默认'], optionRows(words.join(' '))),
}

function configRows(about: Readonly<Record<string, string>>, values: unknown, names: readonly string[]): Rows {
  return Object.entries(about)
    .filter(([path]) => names.length === 0 || names.includes(path.split('.')[0] ?? ''))
    .map(([path, text]) => [{ code: path }, valueAt(values, path), text])
}

function valueAt(values: unknown, path: string): Cell {
  const value = path.split('.').reduce<unknown>((above, name) => Object(above)[name], values)
  const isShort = value !== undefined && !/^(?:theme|extensions|hexo)$/.test(path)
  return isShort ? { code: JSON.stringify(value) } : '—'
}

/** Filters, ours first, with what their samples give. */
function filterRows(names: readonly string[]): Rows {
  const templates = names.map((name) => ({ name: `${name}.njk`, path: name, text: filterKeys[name]?.[1] ?? '' }))
  const asset = { name: 'style.css', path: 'assets/style.3f2a91c0.css', text: '' }
  const renderer = createRenderer(templates, {
    language: 'zh-CN',
    url: 'https://name.github.io/blog/',
    assets: [asset],
    theme: {},
    markdown: (text) => text.replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>').replace(/`(.+?)`/g, '<code>$1</code>'),
    timeLimit: 1000,
  })
  return names.map((name) => {
    const [about, sample] = filterKeys[name] ?? []
    if (!about || !sample) throw new Error(`the manual says nothing of the filter “${name}”`)
    const { value, diagnostics } = renderer.page(`${name}.njk`, {})
    if (diagnostics.length > 0) throw new Error(`the sample of the filter “${name}” fails`)
    return [{ code: name }, about, { code: sample.replaceAll('\n', '\\n') }, { code: value.replaceAll('\n', '⏎') }]
  })
}

function viewOf(name: string): Readonly<Record<string, string>> {
  const views: Readonly<Record<string, Readonly<Record<string, string>>>> = viewKeys
  const view = views[name]
  if (!view) throw new Error(`there is no view “${name}”`)
  return view
}

function pairs(keys: Readonly<Record<string, readonly [string, string]>>): Rows {
  return Object.entries(keys).map(([name, [holds, about]]) => [{ code: name }, holds, about])
}
