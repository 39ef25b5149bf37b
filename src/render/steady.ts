import type { Node } from './nunjucks.ts'

/** What all pages of a language have in common: what reads nothing else needs to be written once. */
const shared: ReadonlySet<string> = new Set(['site', 't'])

/** Filters that know what their template knows. */
export const contextual: ReadonlySet<string> = new Set(['url', 'image'])

export const plain: ReadonlySet<string> = new Set(
  (
    'Output TemplateData NodeList If InlineIf And Or Not Compare CompareOperand In Concat Add Sub Mul Div ' +
    'LookupVal Literal Group Array Dict'
  ).split(' '),
)

/** Look-ups in a run of nodes from which on it pays to remember what it gave. */
export const worthwhile = 3

/**
 * Cuts the children of a node into runs: those that read `site` and `t` alone, without a call, and the others, each by
 * itself. `isOwn` tells names that the template has given another meaning.
 */
export function runsOf(children: readonly Node[], isOwn: (name: string) => boolean): readonly Run[] {
  const runs: Run[] = []
  for (let start = 0; start < children.length; ) {
    const names: string[] = []
    let end = start
    while (end < children.length && isStatement(children[end]) && isSteady(children[end], names, isOwn)) end++
    const isRun = names.length >= worthwhile
    const stop = Math.max(end, start + 1)
    if (isRun) runs.push({ steady: true, nodes: children.slice(start, stop) })
    else for (const node of children.slice(start, stop)) runs.push({ steady: false, nodes: [node] })
    start = stop
  }
  return runs
}

export interface Run {
  readonly steady: boolean
  readonly nodes: readonly Node[]
}

function isStatement(node: Node | undefined): boolean {
  return node?.typename === 'Output' || node?.typename === 'If'
}

/** Adds the names that are looked up, once for each time. */
function isSteady(part: unknown, names: string[], isOwn: (name: string) => boolean): boolean {
  if (Array.isArray(part)) return part.every((one) => isSteady(one, names, isOwn))
  if (!isNode(part)) return true
  const { typename, name, args, value, left, right } = part
  if (typename === 'Symbol') {
    names.push(String(value))
    return shared.has(String(value)) && !isOwn(String(value))
  }
  if (typename === 'Filter') return !contextual.has(String(name?.value)) && isSteady(args, names, isOwn)
  if (typename === 'Is') return isSteady([left, right?.args], names, isOwn)
  if (typename === 'Pair') return isSteady(value, names, isOwn)
  return plain.has(typename) && Object.values(part).every((one) => isSteady(one, names, isOwn))
}

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

export function isNode(part: unknown): part is Node {
  return typeof part === 'object' && part !== null && 'typename' in part
}
