import type { Field } from './cascade.ts'
import { toValue } from './node.ts'

/** The number of the first of the keys that says more than no; `true` counts as 1. */
export function pinnedBy(fields: readonly Field[], keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const field = fields.find((one) => one.key === key)
    const pinned = field ? Number(toValue(field.value)) : 0
    if (pinned > 0) return pinned
  }
  return undefined
}
