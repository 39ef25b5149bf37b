import type { Node } from './nunjucks.ts'

/** What runs code that stands elsewhere, or changes variables by their names. */
const outward: ReadonlySet<string> = new Set(
  'Include Import FromImport Extends Block Super Macro Caller Set'.split(' '),
)

/** Whether the body of a loop or macro can ask for its variables, for `loop` or for `caller`, while it runs. */
export function asksAtRunTime(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(asksAtRunTime)
  if (!isNode(part)) return false
  return (
    outward.has(part.typename) ||
    part.value === 'loop' ||
    part.value === 'caller' ||
    Object.values(part).some(asksAtRunTime)
  )
}

function isNode(part: unknown): part is Node {
  return typeof part === 'object' && part !== null && 'typename' in part
}
