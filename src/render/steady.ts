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

/** Look-ups, filters and tests in a run of nodes from which on it pays to remember what it gave. */
export const worthwhile = 3

/**
 * Cuts the children of a node into runs: those that read at most `site` and `t`, without a call, and the others, each by
 * itself. `isOwn` tells names that the template has given another meaning.
 */
export function runsOf(children: readonly Node[], isOwn: (name: string) => boolean): readonly Run[] {
  const runs: Run[] = []
  for (let start = 0; start < children.length; ) {
    let [work, end] = [0, start]
    for (; end < children.length && isStatement(children[end]); end++) {
      const found = steadyWork(children[end], isOwn)
      if (found === undefined) break
      work += found
    }
    const isRun = work >= worthwhile
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

/** How many look-ups, filters and tests are in a part that is steady; undefined for another. */
function steadyWork(part: unknown, isOwn: (name: string) => boolean): number | undefined {
  if (Array.isArray(part)) return sum(part, isOwn)
  if (!isNode(part)) return 0
  const { typename, name, args, value, left, right } = part
  if (typename === 'Symbol') return shared.has(String(value)) && !isOwn(String(value)) ? 1 : undefined
  if (typename === 'Filter') return contextual.has(String(name?.value)) ? undefined : sum([args], isOwn, 1)
  if (typename === 'Is') return sum([left, right?.args], isOwn, 1)
  if (typename === 'Pair') return steadyWork(value, isOwn)
  return plain.has(typename) ? sum(Object.values(part), isOwn) : undefined
}

function sum(parts: readonly unknown[], isOwn: (name: string) => boolean, own = 0): number | undefined {
  let work = own
  for (const part of parts) {
    const found = steadyWork(part, isOwn)
    if (found === undefined) return undefined
    work += found
  }
  return work
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
