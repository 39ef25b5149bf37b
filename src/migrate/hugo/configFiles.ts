import { parse as parseToml } from 'smol-toml'
import { parseAllDocuments } from 'yaml'
import { isTable, merge, type Table } from '../table.ts'

export interface ConfigFile {
  /** Relative to the Hugo site: `hugo.toml`, `config/_default/params.toml`. */
  readonly path: string
  readonly text: string
}

/** Base names of the root config; Hugo 0.110 renamed `config` to `hugo`. */
const rootNames = ['hugo', 'config']

/** True where Hugo reads a file of this path as config: the root's own, and the folders `_default` and `production`. */
export function isHugoConfig(path: string): boolean {
  return /^(?:(?:hugo|config)\.|config\/(?:_default|production)\/[^/]+\.)(?:toml|ya?ml|json)$/.test(path)
}

/**
 * Hugo's config as one table, in Hugo's order: the root file, then `config/_default`, then `config/production`.
 * In the folders a file's name is its key: `params.toml`, `languages.zh-cn.toml`, `menus.zh-cn.toml`;
 * `config.zh-cn.toml` is that language's alone.
 * Throws what the TOML, YAML or JSON parser throws, with the path in front.
 */
export function readHugoConfig(files: readonly ConfigFile[]): Table {
  const order = (path: string) => (path.startsWith('config/production/') ? 2 : path.startsWith('config/') ? 1 : 0)
  return [...files]
    .sort((a, b) => order(a.path) - order(b.path) || (a.path < b.path ? -1 : 1))
    .map(({ path, text }) => underKey(path, parse(path, text)))
    .reduce(merge, {})
}

function parse(path: string, text: string): Table {
  try {
    const value: unknown = path.endsWith('.toml')
      ? parseToml(text)
      : path.endsWith('.json')
        ? JSON.parse(text)
        : parseAllDocuments(text, { merge: true }).reduce<unknown>(
            (first, document) => first ?? document.toJS(),
            undefined,
          )
    return isTable(value) ? value : {}
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`)
  }
}

function underKey(path: string, table: Table): Table {
  const [name = '', language] = path.replace(/^.*\//, '').split('.').slice(0, -1)
  const isRoot = rootNames.includes(name)
  if (!language) return isRoot ? table : { [name]: table }
  return { languages: { [language]: isRoot || name === 'languages' ? table : { [name]: table } } }
}
