import { globSource } from '../../kit/glob.ts'
import type { Copy } from '../port.ts'
import { get, isTable, type Table } from '../table.ts'

export interface Mounts {
  /** Content folders: the first of two files with one place counts, as with Hugo; without mounts undefined. */
  readonly content?: readonly Copy[] | undefined
  /** Static folders: the last of two files with one place counts; without mounts undefined. */
  readonly statics?: readonly Copy[] | undefined
  /** Mounts of anything else, as `source → target`. */
  readonly others: readonly string[]
}

/** Hugo's `module.mounts` for `content` and `static`, which take the place of Hugo's own folders. */
export function readMounts(site: Table, language: string): Mounts {
  const all = get(site, 'module.mounts')
  const tables = (Array.isArray(all) ? all : []).filter(isTable).filter((mount) => isOfLanguage(mount, language))
  const mounts = tables.map((mount) => ({ ...endsOf(mount), plain: isPlain(mount) }))
  const below = (component: string, folder: string) => {
    const found = mounts.filter(({ plain, to }) => plain && isBelow(to, component))
    return found.length > 0
      ? found.map(({ from, to }): Copy => ({ from, to: folder + to.slice(component.length) }))
      : undefined
  }
  return {
    content: below('content', 'content'),
    statics: below('static', 'public'),
    others: mounts
      .filter(({ plain, from, to }) => from !== to && !(plain && (isBelow(to, 'content') || isBelow(to, 'static'))))
      .map(({ from, to }) => `${from} → ${to}`),
  }
}

function endsOf(mount: Table): Copy {
  const [from, to] = ['source', 'target'].map((key) => trimSlashes(String(get(mount, key) ?? '')))
  return { from: from ?? '', to: to ?? '' }
}

/** A whole folder of the site itself, as a blogger has it in his repository. */
function isPlain(mount: Table): boolean {
  const { from } = endsOf(mount)
  const partial = ['includeFiles', 'excludeFiles', 'files'].some((key) => get(mount, key) !== undefined)
  return !partial && from !== '' && !/^[/~]|(?:^|\/)(?:\.\.|node_modules)(?:\/|$)/.test(String(get(mount, 'source')))
}

/**
 * `lang` names one language; `sites.matrix.languages` (Hugo 0.153) has globs, of which one that begins with `!` takes away.
 * Without either a mount is every language's.
 */
function isOfLanguage(mount: Table, language: string): boolean {
  const own = get(mount, 'lang')
  const globs = [own ? own : (get(mount, 'sites.matrix.languages') ?? [])]
    .flat()
    .map((glob) => String(glob).toLowerCase().trim())
  const matches = (glob: string) => new RegExp(`^(?:${globSource(glob)})$`).test(language.toLowerCase())
  const [without, only] = [globs.filter((glob) => glob.startsWith('!')), globs.filter((glob) => !glob.startsWith('!'))]
  return (only.length === 0 || only.some(matches)) && !without.some((glob) => matches(glob.slice(1).trim()))
}

function isBelow(target: string, component: string): boolean {
  return target === component || target.startsWith(`${component}/`)
}

export function trimSlashes(folder: string): string {
  return folder.replace(/^\.?\/+|\/+$/g, '')
}
