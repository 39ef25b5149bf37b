/** A value of an old config; keys are as written, and found in any case through `get`. */
export type Table = Readonly<Record<string, unknown>>

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
