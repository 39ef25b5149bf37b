import { parse as parseToml } from 'smol-toml'
import { parseAllDocuments } from 'yaml'

/** A value of a Hugo config; keys are as written, and found in any case through `get`. */
export type Table = Readonly<Record<string, unknown>>

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

/** A value by a dotted path of keys in any case: `get(config, 'pagination.pagerSize')`. */
export function get(table: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    if (!isTable(value)) return undefined
    const found = Object.keys(value).find((own) => own.toLowerCase() === key.toLowerCase())
    return found === undefined ? undefined : value[found]
  }, table)
}

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
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

/** The later table wins, key by key; keys are one in any case. */
export function merge(base: Table, over: Table): Table {
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const own = Object.keys(merged).find((one) => one.toLowerCase() === key.toLowerCase()) ?? key
    const below = merged[own]
    merged[own] = isTable(below) && isTable(value) ? merge(below, value) : value
  }
  return merged
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

export function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

export function flag(value: unknown): true | undefined {
  return value === true ? true : undefined
}

/** The table without undefined and empty values; undefined where nothing is left. */
export function compact<T extends object>(table: T): { [K in keyof T]?: Exclude<T[K], undefined> } | undefined {
  const kept = Object.entries(table).filter(([, value]) => value !== undefined && !isEmpty(value))
  return kept.length > 0 ? (Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> }) : undefined
}

export function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
