/** Why a value is no plain data; the catalogue has a sentence for each. */
export type PlainFault =
  | 'function'
  | 'symbol'
  | 'bigint'
  | 'number'
  | 'date'
  | 'instance'
  | 'circular'
  | 'deep'
  | 'characters'
  | 'name'

export interface PlainResult {
  /** A copy without the values at fault. */
  readonly value: unknown
  /** `key` is the path to it: `params.list.0`. */
  readonly faults: readonly { readonly key: string; readonly fault: PlainFault }[]
}

/** The kind of a value that an extension gave in place of another. */
export function kindGiven(value: unknown): string {
  if (value instanceof Promise) {
    // Nobody waits for it, and its own error would end the program.
    value.catch(() => {})
    return 'Promise'
  }
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

const mostDepth = 100
const withFunctions = new Set(['markdown.plugins', 'markdown.rehype', 'extensions', 'theme.use'])
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbidden = /[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u

/**
 * A copy of a config that is plain data: text, numbers, true, false, null, lists and objects. All else either can't be
 * compared from build to build, so that a change of it goes unseen, or can't be written to a page. Plugins, extensions and
 * themes alone hold functions, and stay as they are.
 */
export function toPlain(user: object): PlainResult {
  const faults: { key: string; fault: PlainFault }[] = []
  const above = new Set<unknown>()
  const copy = (value: unknown, path: readonly string[]): unknown => {
    const key = path.join('.')
    if (withFunctions.has(key)) return value
    const fault = above.has(value) ? 'circular' : path.length > mostDepth ? 'deep' : faultOf(value)
    if (fault) faults.push({ key, fault })
    if (fault || typeof value !== 'object' || value === null) return fault ? undefined : value
    above.add(value)
    const made = Array.isArray(value)
      ? Array.from(value, (item, index) => copy(item, [...path, String(index)]))
      : Object.fromEntries(Object.keys(value).flatMap((name) => copyOfKey(value, name, path)))
    above.delete(value)
    return made
  }
  const copyOfKey = (object: object, name: string, path: readonly string[]): [string, unknown][] => {
    const below = [...path, name]
    // A name that every object has by itself would be there where nobody wrote it.
    const isTaken = name in Object.prototype || name === 'prototype'
    if (isTaken || !isSound(name)) {
      faults.push({ key: below.join('.'), fault: isTaken ? 'name' : 'characters' })
      return []
    }
    return [[name, copy(Reflect.get(object, name), below)]]
  }
  return { value: copy(user, []), faults }
}

function faultOf(value: unknown): PlainFault | undefined {
  if (typeof value === 'function') return 'function'
  if (typeof value === 'symbol') return 'symbol'
  if (typeof value === 'bigint') return 'bigint'
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'number'
  if (typeof value === 'string') return isSound(value) ? undefined : 'characters'
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  if (value instanceof Date) return 'date'
  return [Object.prototype, null].includes(Object.getPrototypeOf(value)) ? undefined : 'instance'
}

/** True for text without characters that HTML and XML can't hold, and without halves of one. */
function isSound(text: string): boolean {
  return !forbidden.test(text)
}
