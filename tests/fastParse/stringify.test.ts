import type { Root, RootContent } from 'mdast'
import remarkHtml from 'remark-html'
import { unified } from 'unified'
import { expect, test } from 'vitest'
import { completeConfig } from '../../src/config.ts'
import { stringifyFast } from '../../src/fastParse/stringify.ts'
import { createChain } from '../../src/parse/remark/chain.ts'
import { random, runs, seed } from '../runs.ts'
import { randomDocuments, randomLines } from './documents.ts'

const { markdown, language } = completeConfig({}, '').value
const chain = await createChain(markdown, [], language)
const html = unified().use(remarkHtml, { sanitize: false })
/** Fields that a plugin may add to a node. */
const dresses = [{ hName: 'div' }, { hProperties: { className: ['a'] } }, {}]

/** Trees of random Markdown, some of whose nodes a plugin has dressed. */
function* trees(count: number): Iterable<readonly [tree: Root, text: string]> {
  const next = random(seed)
  const dress = (node: Root | RootContent): void => {
    if (next(20) === 0) Object.assign(node, { data: dresses[next(dresses.length)] })
    if ('children' in node) node.children.forEach(dress)
  }
  for (const documents of [randomDocuments(count, seed), randomLines(count, seed)])
    for (const text of documents) {
      const tree = parsed(text)
      tree?.children.forEach(dress)
      if (tree) yield [tree, text]
    }
}

/** A task right behind an empty item fails an assertion of its package, which asserts in tests alone. */
function parsed(text: string): Root | undefined {
  try {
    return chain.parse(text) as Root
  } catch {
    return undefined
  }
}

test('the two writers of HTML, remark-html and ours, say the same of random trees', () => {
  const differences: unknown[] = []
  for (const [tree, text] of trees(runs(400, 50_000))) {
    const expected = html.stringify(tree as never)
    const actual = stringifyFast(tree, text, (node) => html.stringify(node as never))
    if (actual !== expected) differences.push({ text, expected, actual })
  }
  expect(differences.slice(0, 3)).toEqual([])
})
