import type { Node } from './nunjucks.ts'
import { isForbidden } from './runtime.ts'
import { contextual, isNode, plain, worthwhile } from './steady.ts'

/** A name and the keys behind it: `page.language`. */
export type Path = readonly [root: string, ...keys: string[]]

/** What the body of a loop reads besides its item. */
export interface Reads {
  /** Of libraries. They must be pure, too. */
  readonly macros: readonly Path[]
  readonly values: readonly Path[]
}

/** What belongs to one page: its lists are no other page's. */
const ofPage: ReadonlySet<string> = new Set(['page', 'post', 'pagination'])

/**
 * What the body of `for name in list` reads, where it gives the same text whenever that and its item are the same, and
 * where items can come again on other pages; else undefined. Such a body looks things up, prints, asks and loops; the
 * only calls in it are of a library's macros.
 */
export function itemReads(
  list: Node | undefined,
  name: Node | undefined,
  body: Node | undefined,
  isLibrary: (name: string) => boolean,
): Reads | undefined {
  const root = list && (pathOf(list)?.[0] ?? '')
  if (name?.typename !== 'Symbol' || root === undefined || ofPage.has(root)) return undefined
  const reader = createReader(isLibrary)
  const isPure = reader.read(body, new Set([String(name.value)]))
  return isPure && reader.count >= worthwhile ? reader : undefined
}

/** Whether the body of a macro gives the same text for the same arguments, and reads nothing else. */
export function readsOwn(body: unknown, names: readonly string[]): boolean {
  const reader = createReader(() => false)
  return reader.read(body, new Set(names)) && reader.values.length === 0
}

function createReader(isLibrary: (name: string) => boolean) {
  const found = { macros: [] as Path[], values: [] as Path[], count: 0 }
  const take = (path: Path, own: ReadonlySet<string>): boolean => {
    found.count++
    if (!own.has(path[0])) found.values.push(path)
    return own.has(path[0]) || (path[0] !== 'loop' && path[0] !== 'caller')
  }
  const read = (part: unknown, own: ReadonlySet<string>): boolean => {
    if (Array.isArray(part)) return part.every((one) => read(one, own))
    if (!isNode(part)) return true
    const { typename, name, args, value, left, right, arr, body, else_ } = part
    const path = pathOf(part)
    if (path) return take(path, own)
    if (typename === 'Filter') return !contextual.has(String(name?.value)) && read(args, own)
    if (typename === 'Is') return read([left, right?.args], own)
    if (typename === 'Pair') return read(value, own)
    if (typename === 'For') return read([arr, else_], own) && read(body, new Set([...own, 'loop', ...namesOf(name)]))
    if (typename === 'FunCall') {
      const macro = name && pathOf(name)
      if (macro?.length !== 2 || own.has(macro[0]) || !isLibrary(macro[0])) return false
      found.macros.push(macro)
      return read(args, own)
    }
    return plain.has(typename) && Object.values(part).every((one) => read(one, own))
  }
  return Object.assign(found, { read })
}

function namesOf(name: Node | undefined): readonly string[] {
  return name?.typename === 'Symbol' ? [String(name.value)] : (name?.children ?? []).map(({ value }) => String(value))
}

function pathOf({ typename, value, target, val }: Node): Path | undefined {
  if (typename === 'Symbol') return [String(value)]
  if (typename !== 'LookupVal' || val?.typename !== 'Literal' || typeof val.value !== 'string') return undefined
  const before = target && pathOf(target)
  return before && !isForbidden(val.value) ? [...before, val.value] : undefined
}
