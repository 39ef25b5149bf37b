import { get, isTable, type Table } from './hugoConfig.ts'

/** A folder (or one file) of the Hugo site, and where it goes in the new one. */
export interface Mount {
  readonly from: string
  readonly to: string
}

export interface Mounts {
  /** Of two files with one place the first counts, as with Hugo; without mounts undefined. */
  readonly content?: readonly Mount[] | undefined
  /** Of two files with one place the last counts; without mounts undefined. */
  readonly statics?: readonly Mount[] | undefined
  /** What is no such folder, as `source → target`. */
  readonly others: readonly string[]
}

/** Hugo's `module.mounts`: what they bring to `content` and `static`, in the place of Hugo's own folders for it. */
export function readMounts(site: Table, language: string): Mounts {
  const all = get(site, 'module.mounts')
  const tables = (Array.isArray(all) ? all : []).filter(isTable).filter((mount) => isOfLanguage(mount, language))
  const mounts = tables.map((mount) => ({ ...endsOf(mount), plain: isPlain(mount) }))
  const below = (component: string, folder: string) => {
    const found = mounts.filter(({ plain, to }) => plain && isBelow(to, component))
    return found.length > 0
      ? found.map(({ from, to }): Mount => ({ from, to: folder + to.slice(component.length) }))
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

function endsOf(mount: Table): Mount {
  const [from, to] = ['source', 'target'].map((key) => trimSlashes(String(get(mount, key) ?? '')))
  return { from: from ?? '', to: to ?? '' }
}

/** A whole folder of the site itself, as a blogger has it in his repository. */
function isPlain(mount: Table): boolean {
  const { from } = endsOf(mount)
  const partial = ['includeFiles', 'excludeFiles', 'files', 'sites'].some((key) => get(mount, key) !== undefined)
  return !partial && from !== '' && !/^[/~]|(?:^|\/)(?:\.\.|node_modules)(?:\/|$)/.test(String(get(mount, 'source')))
}

function isOfLanguage(mount: Table, language: string): boolean {
  const own = get(mount, 'lang')
  return own === undefined || own === '' || String(own).toLowerCase() === language.toLowerCase()
}

function isBelow(target: string, component: string): boolean {
  return target === component || target.startsWith(`${component}/`)
}

export function trimSlashes(folder: string): string {
  return folder.replace(/^\.?\/+|\/+$/g, '')
}
