import { parseAllDocuments, parse as parseYaml } from 'yaml'
import type { OldSite } from '../port.ts'
import { get, isTable, merge, type Table, text } from '../table.ts'

/** A Hexo blog's config, read but not yet put in our words. */
export interface HexoSite {
  /** `_config.yml`. */
  readonly site: Table
  /** The theme's own config, with the blogger's over it. */
  readonly theme: Table
  /** Name of the theme; '' for none. */
  readonly themeName: string
  /** Files that the theme's config was read from. */
  readonly themeFiles: readonly string[]
  /** Packages of `package.json`: plugins and renderers. */
  readonly packages: ReadonlySet<string>
  /** Folder of posts and pages. */
  readonly source: string
  /** Faults in the YAML, each with its place: the rest is read. */
  readonly faults: readonly string[]
}

export const configNames: readonly string[] = ['_config.yml', '_config.yaml', '_config.json']

/** Reads all of the config that can be read: Hexo stops at a fault, a move need not. */
export function readHexo(old: OldSite): HexoSite {
  const faults: string[] = []
  const read = (path: string): Table => parse(path, old.text(path) ?? '', faults)
  const site = configNames.map(read).reduceRight(merge, {})
  const themeName = text(get(site, 'theme')) ?? ''
  const isThere = (path: string) => old.text(path) !== undefined
  const own = configNames.map((name) => name.replace(/\./, `.${themeName}.`)).filter(isThere)
  const shipped = [`themes/${themeName}`, `node_modules/hexo-theme-${themeName}`]
    .flatMap((folder) => configNames.map((name) => `${folder}/${name}`))
    .filter(isThere)
    .slice(0, 1)
  const themeConfig = get(site, 'theme_config')
  const themeFiles = themeName === '' ? [] : [...shipped, ...own]
  const theme = [...themeFiles.map(read), isTable(themeConfig) ? themeConfig : {}].reduce(merge, {})
  const packages = parse('package.json', old.text('package.json') ?? '', [])
  const names = ['dependencies', 'devDependencies'].flatMap((key) => Object.keys((get(packages, key) as Table) ?? {}))
  return {
    ...{ site, theme, themeName, themeFiles, faults },
    packages: new Set(names),
    source: (text(get(site, 'source_dir')) ?? 'source').replace(/^\.?\/+|\/+$/g, ''),
  }
}

/** Hexo takes tabs at the start of a line for two blanks each; of keys that stand twice the last counts. */
function parse(path: string, written: string, faults: string[]): Table {
  const spaced = written.replace(/^\t+/gm, (tabs) => '  '.repeat(tabs.length))
  const [document] = parseAllDocuments(spaced, { merge: true, uniqueKeys: false, strict: false })
  if (!document || !('errors' in document)) return {}
  for (const { message, linePos } of document.errors)
    faults.push(`${path}:${linePos?.[0].line ?? 1}: ${message.split('\n', 1)[0]?.replace(/ at line .*$/, '')}`)
  try {
    const value: unknown = document.toJS()
    return isTable(value) ? value : {}
  } catch (error) {
    faults.push(`${path}: ${(error as Error).message.split('\n', 1)[0]}`)
    return {}
  }
}

/** The value of a YAML text; undefined where it can't be read. */
export function yamlValue(text: string): unknown {
  try {
    return parseYaml(text)
  } catch {
    return undefined
  }
}
