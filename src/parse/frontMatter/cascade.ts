import { globSource } from '../../kit/glob.ts'
import { foldersUp } from '../../kit/paths.ts'
import type { Cascade, Config, Memo } from '../../types.ts'
import type { FileName } from './fileName.ts'
import { type At, type Node, type Pair, textOf, toNode } from './node.ts'

/** A key with its value, and the file that gives it: the entry's own, or one that cascades. */
export interface Field {
  /** The key in lower case, for Hugo's keys have no case. */
  readonly key: string
  readonly written: string
  /** The key's place. */
  readonly at: At
  readonly value: Node
  readonly file: string
}

export function toField({ key, at, value }: Pair, file: string): Field {
  return { key: key.toLowerCase(), written: key, at, value, file }
}

/** Values that go down to descendants, where each expression of the target matches. */
export interface Cascading {
  readonly fields: readonly Field[]
  readonly target: Readonly<Record<string, RegExp>>
}

interface Source {
  readonly id: string
  readonly name: FileName
  readonly fields: readonly Field[]
}

const none: readonly Cascading[] = []

/**
 * Values that cascade to an entry, nearest first: from its section's `_index.md` (to that page itself as well, as in Hugo),
 * from the sections above, from the config.
 */
export function cascadesBelow(
  sources: readonly Source[],
  config: Config,
  memo: Memo,
): (id: string, name: FileName) => readonly Cascading[] {
  const global = memo('cascade', [config], () =>
    config.cascade.map((cascade) => readConfigCascade(cascade, config.file)),
  )
  const byFolder = new Map<string, readonly Cascading[]>()
  for (const { name, fields } of sources) {
    if (!name.isSection || name.isForeign) continue
    const field = fields.find(({ key }) => key === 'cascade')
    if (!field) continue
    const cascades = memo(`cascade ${field.file}`, [field], () => readCascade(field.value, field.file))
    byFolder.set(name.folder, cascades)
  }
  return (id, name) => {
    if (byFolder.size === 0 && global.length === 0) return none
    const near = [...foldersUp(name.folder)].flatMap((folder) => byFolder.get(folder) ?? [])
    return [...near, ...global].filter((cascading) => reaches(cascading, id, name, config))
  }
}

/** Hugo's `cascade`: a map of values, or a list of such maps, each perhaps with a `target` (once `_target`) of globs. */
function readCascade(node: Node, file: string): readonly Cascading[] {
  const maps = node.type === 'list' ? node.items : [node]
  return maps.flatMap((map) => {
    if (map.type !== 'map') return []
    const target = map.pairs.filter(isTarget).flatMap(({ value }) => (value.type === 'map' ? value.pairs : []))
    const fields = map.pairs.filter((pair) => !isTarget(pair)).map((pair) => toField(pair, file))
    return [{ fields, target: toTarget(target.map(({ key, value }) => [key.toLowerCase(), textOf(value)])) }]
  })
}

function readConfigCascade({ values, path, kind }: Cascade, file: string): Cascading {
  const at = { line: 1, column: 1 }
  const fields = Object.entries(values).map(([key, value]) => toField({ key, at, value: toNode(value, at) }, file))
  return { fields, target: toTarget(Object.entries({ path, kind })) }
}

/** An entry's own fields, then those that cascade to it: of a key that is given more than once the first stays. */
export function withCascades(own: readonly Field[], cascades: readonly Cascading[]): readonly Field[] {
  if (cascades.length === 0) return own
  const fields = new Map(own.map((field) => [field.key, field]))
  for (const field of cascades.flatMap((cascading) => cascading.fields))
    if (!fields.has(field.key)) fields.set(field.key, field)
  return [...fields.values()]
}

/** True where the target gives an entry the values. Paths are tried as Hugo's older and newer versions write them. */
function reaches({ target }: Cascading, id: string, name: FileName, config: Config): boolean {
  const subjects: Readonly<Record<string, readonly string[]>> = {
    path: [`/${id}`, `/${id.replace(/(?:(?:^|\/)_?index)?\.[^./]+$/, '')}`],
    kind: [kindOf(name, config)],
    lang: [config.language],
    environment: ['production'],
  }
  return Object.entries(target).every(([key, glob]) => subjects[key]?.some((subject) => glob.test(subject)) ?? true)
}

function isTarget({ key }: Pair): boolean {
  return /^_?target$/i.test(key)
}

function toTarget(globs: readonly (readonly [string, string | undefined])[]): Cascading['target'] {
  return Object.fromEntries(
    globs.flatMap(([key, glob]) => (glob ? [[key, new RegExp(`^${globSource(glob)}$`, 'iu')]] : [])),
  )
}

/** Hugo's kinds of pages. */
function kindOf({ folder, isSection }: FileName, { taxonomies }: Config): string {
  if (!isSection) return 'page'
  const [first = '', ...below] = folder.split('/')
  if (!Object.hasOwn(taxonomies, first)) return first === '' ? 'home' : 'section'
  return below.length > 0 ? 'term' : 'taxonomy'
}
