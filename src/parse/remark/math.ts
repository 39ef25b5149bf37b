import type { Nodes, Paragraph, PhrasingContent, Root } from 'mdast'
import type { InlineMath, Math as MathBlock } from 'mdast-util-math'
import type { Plugin } from 'unified'
import { finding } from '../../diagnostics/diagnose.ts'
import { formulaLineEnd, type MathSettings } from '../mathSettings.ts'
import type { BlockRule } from './blocks.ts'
import { numberEquations } from './equations.ts'
import { eachNode, island, placeOf, type Scope, scopeOf } from './scope.ts'
import type { Words } from './words.ts'

type Formula = InlineMath | MathBlock

/** Formulas of a display that have lines of their own in a paragraph become blocks, which scroll where they are too wide. */
export const displays = (scope: Scope): BlockRule => ({
  visit: (node) => {
    if (node.type === 'root' && scope.text.includes(formulaLineEnd)) eachNode(node, restoreLineEnds)
    if (!('children' in node) || !(node.children as Nodes[]).some(hasFormula)) return
    const children = (node.children as Nodes[]).flatMap((child) =>
      child.type === 'paragraph' && hasFormula(child) ? blocksOf(child, scope) : ruled(child, scope),
    )
    Object.assign(node, { children })
  },
})

function restoreLineEnds(node: Nodes): void {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') Object.assign(node, { [key]: value.replaceAll(formulaLineEnd, '\n') })
  }
}

function hasFormula(node: Nodes): boolean {
  return (
    (node.type === 'paragraph' || node.type === 'heading') && node.children.some(({ type }) => type === 'inlineMath')
  )
}

function blocksOf(paragraph: Paragraph, scope: Scope): Nodes[] {
  const blocks: Nodes[] = []
  let line: PhrasingContent[] = []
  const endParagraph = () => {
    const [first, last] = [line[0], line.at(-1)]
    if (first?.type === 'text') first.value = first.value.trimStart()
    if (last?.type === 'text') last.value = last.value.trimEnd()
    const children = line.filter((child) => child.type !== 'text' || child.value)
    const position = first?.position && last?.position && { start: first.position.start, end: last.position.end }
    if (children.length) blocks.push({ type: 'paragraph', children, position })
    line = []
  }
  for (const [at, child] of paragraph.children.entries()) {
    const [before, behind] = [paragraph.children[at - 1], paragraph.children[at + 1]]
    const isAlone = endsLine(before) && (!behind || (behind.type === 'text' && /^[ \t]*\n/.test(behind.value)))
    if (child.type !== 'inlineMath' || !isAlone || !isDisplay(child, scope)) line.push(child)
    else {
      endParagraph()
      blocks.push({ ...child, type: 'math' })
    }
  }
  if (blocks.length === 0) return [paragraph]
  endParagraph()
  return blocks
}

function endsLine(node: PhrasingContent | undefined): boolean {
  return !node || node.type === 'break' || (node.type === 'text' && /\n[ \t]*$/.test(node.value))
}

/** A rule of dashes right below a formula makes no heading of the formula. */
function ruled(node: Nodes, scope: Scope): Nodes[] {
  if (node.type !== 'heading' || node.depth !== 2 || node.children.length > 1) return [node]
  const [formula] = node.children
  const isSetext = (node.position?.end.line ?? 0) > (node.position?.start.line ?? 0)
  if (formula?.type !== 'inlineMath' || !isSetext || !isDisplay(formula, scope)) return [node]
  return [{ ...formula, type: 'math' }, { type: 'thematicBreak' }]
}

/** Sets formulas with KaTeX, which is loaded for the first post that has one. */
export const remarkFormulas: Plugin<[Words, MathSettings], Root> = (words, math) => async (tree, file) => {
  const scope = scopeOf(file)
  const formulas: Formula[] = []
  eachNode(tree, (node) => {
    if (node.type === 'math' || node.type === 'inlineMath') formulas.push(node)
  })
  if (!formulas.length) return
  scope.page.features.math = true
  for (const node of formulas) node.value = asTex(node, scope, math)
  const equations = formulas.map((node) => ({ node, tex: texOf(node), isDisplay: inDisplay(node, scope) }))
  const numbered = numberEquations(tree, equations, scope)
  const { createTypeset } = await import('./katex.ts')
  const typeset = await createTypeset(
    formulas.map(({ value }) => value),
    math,
  )
  for (const [index, { node, isDisplay }] of equations.entries())
    set(node, () => typeset(numbered[index]?.tex ?? '', isDisplay, numbered[index]?.tags), scope, words)
}

const openingMark = /^(?:\$\$|\\+[([])/

function openingOf(node: Formula, { text }: Scope): string {
  const offset = node.position?.start.offset
  return openingMark.exec(offset === undefined ? '' : text.slice(offset, offset + 4))?.[0] ?? ''
}

function isDisplay(node: Formula, scope: Scope): boolean {
  return /^\$\$|\[$/.test(openingOf(node, scope))
}

function inDisplay(node: Formula, scope: Scope): boolean {
  return node.type === 'math' || isDisplay(node, scope)
}

function asTex(node: Formula, scope: Scope, { delimiters }: MathSettings): string {
  const value = node.value.trim()
  const isEscaped = openingOf(node, scope).startsWith('\\\\')
  return isEscaped || (delimiters === 'escaped' && escapes.test(value)) ? unescaped(value) : value
}

function set(node: Formula, typeset: () => string, scope: Scope, words: Words): void {
  // A formula on lines of its own may be wider than the screen: it can be scrolled by keyboard.
  const scrolls = node.type === 'math' && { tabIndex: 0, role: 'group', ariaLabel: words.formula }
  const element = { hName: node.type === 'math' ? 'div' : 'span', hProperties: { className: ['math'], ...scrolls } }
  try {
    const token = island(scope.page, typeset(), node.value)
    node.data = { ...element, hChildren: [{ type: 'text', value: token }] }
  } catch (error) {
    const text = error instanceof Error ? error.message.replace(/^KaTeX parse error: /, '') : String(error)
    scope.page.findings.push(finding('math-invalid', placeOf(node, scope) ?? {}, { text }))
    const source = node.value.replace(/[&<]/g, (sign) => `&#x${sign.charCodeAt(0).toString(16).toUpperCase()};`)
    const token = island(scope.page, `<code>${source}</code>`, node.value)
    node.data = { ...element, hChildren: [{ type: 'text', value: token }] }
  }
}

/** Escapes that TeX hardly has, and that Markdown turns into what it has: `\\\\`, `\\{`, `\_`. */
const escapes = /\\\\(?:\\\\|[{}])|\\[_*]/

/** TeX as Markdown leaves it for a script in the browser. */
function unescaped(value: string): string {
  return value.replace(/\\([!-/:-@[-`{-~])/g, '$1')
}

const references: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' }

/** Character references become characters: bloggers write `&lt;` for a script in the browser, and TeX knows none. */
function texOf({ value }: Formula): string {
  return value.replace(/&(lt|gt|amp);/g, (_, name: string) => references[name] ?? '')
}
