import type { Nodes, Root } from 'mdast'
import type { Plugin } from 'unified'
import { finding } from '../../diagnostics/diagnose.ts'
import type { MarkdownConfig } from '../../types.ts'
import { eachBlock, eachNode, island, placeOf, type Scope, scopeOf } from './scope.ts'
import type { Words } from './words.ts'

type Formula = Extract<Nodes, { type: 'math' | 'inlineMath' }>
type Typeset = (tex: string, options: { displayMode: boolean }) => string

/** Sets formulas with KaTeX, which is loaded for the first post that has one. */
export const remarkFormulas: Plugin<[Words, MarkdownConfig['math']], Root> = (words, math) => async (tree, file) => {
  const scope = scopeOf(file)
  const formulas: Formula[] = []
  eachNode(tree, (node) => {
    if (node.type === 'math' || node.type === 'inlineMath') formulas.push(node)
  })
  if (!formulas.length) return
  scope.page.features.math = true
  const { typeset } = await import('./katex.ts')
  for (const node of formulas) set(node, typeset, scope, math === 'escaped')
  label(tree, words)
}

function set(node: Formula, typeset: Typeset, scope: Scope, escaped: boolean): void {
  const [opening = ''] = /^(?:\$\$|\\+[([])/.exec(scope.text.slice(node.position?.start.offset)) ?? []
  const displayMode = node.type === 'math' || /^\$\$|\[$/.test(opening)
  if (opening.startsWith('\\\\') || (escaped && escapes.test(node.value))) node.value = unescaped(node.value)
  const element = { hName: node.type === 'math' ? 'div' : 'span', hProperties: { className: ['math'] } }
  try {
    const token = island(scope.page, typeset(texOf(node), { displayMode }), node.value)
    node.data = { ...element, hChildren: [{ type: 'text', value: token }] } as Formula['data']
  } catch (error) {
    const text = error instanceof Error ? error.message.replace(/^KaTeX parse error: /, '') : String(error)
    scope.page.findings.push(finding('math-invalid', placeOf(node, scope) ?? {}, { text }))
    const source = { type: 'element', tagName: 'code', properties: {}, children: [{ type: 'text', value: node.value }] }
    node.data = { ...element, hChildren: [source] } as Formula['data']
  }
}

/** What TeX hardly has, and Markdown turns into what it has: `\\\\`, `\\{`, `\_`. */
const escapes = /\\\\(?:\\\\|[{}])|\\[_*]/

/** TeX as Markdown leaves it for a script in the browser. */
function unescaped(value: string): string {
  return value.replace(/\\([!-/:-@[-`{-~])/g, '$1')
}

const marks: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' }

/** Where formulas are set in the browser, bloggers write `&lt;`, which in TeX means nothing. */
function texOf({ value }: Formula): string {
  return value.replace(/&(lt|gt|amp);/g, (_, name: string) => marks[name] ?? '')
}

/** A formula on lines of its own may be wider than the screen: it can be scrolled by keyboard. */
function label(tree: Root, words: Words): void {
  eachBlock(tree, (node) => {
    if (node.type !== 'math') return
    Object.assign(node.data?.hProperties ?? {}, { tabIndex: 0, role: 'group', ariaLabel: words.formula })
  })
}
