import type { Element, ElementContent } from 'hast'
import type { Code, FootnoteReference, ListItem, Nodes, Parents, Root, Table } from 'mdast'
import { defaultHandlers, type Handlers, type State } from 'mdast-util-to-hast'
import { defListHastHandlers } from 'remark-definition-list'
import type { Words } from './words.ts'

/** Handlers that make HTML of mdast where remark-html's own do not do. */
export function handlers(words: Words): Handlers {
  return {
    ...defListHastHandlers,
    // The types know no handler that gives a root, as mdast-util-to-hast's own does.
    root: ((state: State, node: Root) => node.data?.hast ?? defaultHandlers.root(state, node)) as never,
    footnoteReference: (state: State, node: FootnoteReference) => {
      Object.assign(state.options, footnoteOptions(words))
      return defaultHandlers.footnoteReference(state, node)
    },
    code: (state: State, node: Code) => block(defaultHandlers.code(state, node), node),
    table: (state: State, node: Table) => scrollable(withScopes(defaultHandlers.table(state, node)), words.table),
    listItem: (state: State, node: ListItem, parent: Parents | undefined) => {
      // The handler of remark-html asks all items of a list for each of them.
      const item = defaultHandlers.listItem(
        state,
        { ...node, spread: parent ? isLoose(parent) : node.spread },
        undefined,
      )
      if (typeof node.checked === 'boolean') nameCheckbox(item, node.checked ? words.done : words.notDone)
      return item
    },
  }
}

const looseLists = new WeakMap<Parents, boolean>()

/** A list is loose where one of its items is. */
function isLoose(list: Parents): boolean {
  const known = looseLists.get(list)
  if (known !== undefined) return known
  const isItemLoose = (item: Nodes) => item.type === 'listItem' && (item.spread ?? item.children.length > 1)
  const loose = list.type === 'list' && (list.spread || list.children.some(isItemLoose))
  looseLists.set(list, loose)
  return loose
}

/** remark-html passes on no more than handlers; the section of footnotes is made after the last reference. */
function footnoteOptions(words: Words): State['options'] {
  return {
    clobberPrefix: '',
    footnoteLabel: words.footnotes,
    footnoteBackLabel: (reference) => words.backToReference(reference + 1),
  }
}

/** The language's name is for the theme to show. Code may be wider than the screen: focus lets it scroll by keyboard. */
function block(pre: Element, node: Code): Element {
  if (node.lang?.toLowerCase() === 'mermaid') {
    const children: ElementContent[] = [{ type: 'text', value: node.value }]
    return { ...pre, properties: { className: ['mermaid'], tabIndex: 0 }, children }
  }
  const { label, language, firstLine } = node.data ?? {}
  const [code] = pre.children
  if (code?.type === 'element') code.properties = language ? { className: [`language-${language}`] } : {}
  pre.properties = { tabIndex: 0, ...(firstLine !== undefined && { dataLines: lineNumbers(node.value, firstLine) }) }
  const properties = { className: ['code'], ...(label && { dataLanguage: label }) }
  return { type: 'element', tagName: 'figure', properties, children: [...captionOf(node), pre] }
}

/** Numbers for the theme to set beside the lines: no text of the page, so that nobody copies, finds or hears them. */
function lineNumbers(text: string, first: number): string {
  return Array.from({ length: text.split('\n').length }, (_, index) => first + index).join('\n')
}

function captionOf({ data }: Code): readonly Element[] {
  if (!data?.caption) return []
  const { text, url, link = '' } = data.caption
  const anchor: Element = {
    ...{ type: 'element', tagName: 'a', properties: { href: url } },
    children: [{ type: 'text', value: link }],
  }
  const children: ElementContent[] = [{ type: 'text', value: text }]
  if (url !== undefined) children.push({ type: 'text', value: ' ' }, anchor)
  return [{ type: 'element', tagName: 'figcaption', properties: {}, children }]
}

function scrollable(child: Element, name: string): Element {
  const properties = { className: ['table'], role: 'group', tabIndex: 0, ariaLabel: name }
  return { type: 'element', tagName: 'div', properties, children: [child] }
}

/** Header cells name what they head; an empty one heads nothing. `align` is written as style, for HTML dropped it. */
function withScopes(table: Element): Element {
  for (const cell of cells(table)) {
    const { align, ...properties } = cell.properties
    cell.properties = align ? { ...properties, style: `text-align:${align}` } : properties
    if (cell.tagName !== 'th') continue
    if (cell.children.length) cell.properties.scope = 'col'
    else cell.tagName = 'td'
  }
  return table
}

function cells(node: Element): Element[] {
  const below = node.children.filter((child) => child.type === 'element')
  return node.tagName === 'tr' ? below : below.flatMap(cells)
}

function nameCheckbox(item: Element, name: string): void {
  const first = item.children.find((child) => child.type === 'element')
  const box = first?.tagName === 'p' ? first.children[0] : first
  if (box?.type === 'element' && box.tagName === 'input') box.properties.ariaLabel = name
}
