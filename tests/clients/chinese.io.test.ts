import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Nodes } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reportSlips } from '../../src/parse/slips.ts'
import { loadSite } from '../../src/site/load.ts'
import { corpora, hasShared, shared } from '../shared.ts'
import { ruoyu } from './command.ts'

/** One post of so many is looked at; all, which take minutes, only when asked. */
const step = process.env.RUOYU_LONG ? 1 : 4

const blocks = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'td', 'th', 'li', 'dt', 'dd', 'figcaption', 'summary'])
const containers = new Set([
  ...blocks,
  'ul',
  'ol',
  'dl',
  'table',
  'blockquote',
  'div',
  'section',
  'figure',
  'details',
  'pre',
])

/** Blogs that are built without our rules as well, which shows that the faults are found where they are. */
const compared: readonly string[] = process.env.RUOYU_LONG ? corpora : ['xiaowenz']

/** The texts of a page's blocks as a reader sees them: inline nodes in a row, code and what has no text as ▢. */
function texts(node: Nodes): readonly string[] {
  if (node.type === 'element' && node.tagName === 'pre') return []
  const below = 'children' in node ? node.children.flatMap(texts) : []
  return node.type === 'element' && blocks.has(node.tagName) ? [textOf(node), ...below] : below
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  if (node.type !== 'element') return ''
  return node.children
    .map((child) => {
      if (child.type !== 'element') return textOf(child)
      if (containers.has(child.tagName)) return '\0'
      return ['code', 'math', 'img', 'br', 'kbd'].includes(child.tagName) ? '▢' : textOf(child)
    })
    .join('')
}

/** Text that stands in no block. */
function loose(node: Nodes): string {
  if (node.type === 'text') return node.value
  if (node.type === 'element' && (node.tagName === 'pre' || blocks.has(node.tagName))) return '\0'
  if (node.type === 'element' && !containers.has(node.tagName)) return textOf(node)
  return 'children' in node ? node.children.map(loose).join('') : ''
}

function elements(node: Nodes, name: string): readonly Extract<Nodes, { type: 'element' }>[] {
  const below = 'children' in node ? node.children.flatMap((child) => elements(child, name)) : []
  return node.type === 'element' && node.tagName === name ? [node, ...below] : below
}

const han = /[\u3400-\u9FFF]/
const full = '[\u3400-\u9FFF，。；：！？、（「《]'

/** Faults that readers complain of, on one page. */
function faults(html: string) {
  const prose = fromHtml(/<div class="prose">[\s\S]*(?=<\/article>)/.exec(html)?.[0] ?? '', { fragment: true })
  const all = texts(prose)
  const anchors = elements(prose, 'a')
  const ids = new Set(Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id]) => id))
  return {
    /** Two stars, text without blanks at its ends, two stars: bold that stayed text. */
    stars: [...all, loose(prose)]
      .flatMap((text) => text.match(/\*\*(?![\s*])[^*\n]*[^\s*]\*\*(?!\*)/g) ?? [])
      .filter((text) => han.test(text)),
    links: anchors
      .filter((anchor) => isBare(textOf(anchor), String(anchor.properties.href)))
      .map(textOf)
      .filter((text) => /[，。；：！？、（）「」《》【】“”…]/.test(text)),
    blanks: all.flatMap((text) => text.match(new RegExp(`${full}\n(?=${full})`, 'g')) ?? []),
    footnotes: anchors
      .map(({ properties }) => decodeURIComponent(String(properties.href)))
      .filter((href) => /^#.*fn/.test(href) && !ids.has(href.slice(1))),
  }
}

/** True where a link shows its own address. */
function isBare(text: string, href: string): boolean {
  const url = text.startsWith('www.') ? `http://${text}` : text
  return URL.canParse(url) && URL.canParse(href) && new URL(url).href === new URL(href).href
}

type Faults = ReturnType<typeof faults>

/** Faults of a site's pages; stars are `untold` where no warning is about the page's source. */
async function faultsOf(root: string): Promise<Record<keyof Faults | 'untold', readonly string[]>> {
  const { compilation } = await loadSite({ root, now: () => '2026-11-23T00:00:00Z' })
  const told = new Set(
    [
      ...compilation.diagnostics,
      ...compilation.entries.flatMap((entry) => reportSlips(entry, entry.source.text ?? '').diagnostics),
    ]
      .filter(({ code }) => code === 'html-stars' || code === 'slip-bold-edge')
      .map(({ file }) => file),
  )
  const some = compilation.outputs.filter(({ kind }) => kind === 'post').filter((_, n) => n % step === 0)
  const pages = await Promise.all(
    some.map(async (output) => {
      const { value } = await compilation.render(output)
      return { ...faults('text' in value ? value.text : ''), isTold: told.has(output.origin) }
    }),
  )
  expect(pages.length).toBeGreaterThan(20)
  const all = (name: keyof Faults) => pages.flatMap((page) => page[name])
  const untold = pages.flatMap(({ isTold, stars }) => (isTold ? [] : stars))
  return { stars: all('stars'), untold, links: all('links'), blanks: all('blanks'), footnotes: all('footnotes') }
}

/**
 * Stars that stay, as Hugo shows them; each is told of.
 * lruihao: `hhh**[…](…)**`, where between a Latin letter and an ASCII bracket CommonMark opens no bold, and row 9 keeps
 * it so: English would change.
 */
const stay: Readonly<Record<string, number>> = { lruihao: 1 }

describe.skipIf(!hasShared).each(corpora)('the built pages of %s', (name) => {
  let root: string
  beforeAll(() => {
    root = join(mkdtempSync(join(tmpdir(), 'ruoyu-chinese-')), name)
    const migrated = ruoyu(['migrate', 'hugo', shared('corpora', name), root])
    expect(migrated.status, migrated.stderr).toBe(0)
  })
  afterAll(() => rmSync(join(root, '..'), { recursive: true, force: true }))

  test('show no bold as stars, no link with punctuation, no blank from a line break, no footnote that leads nowhere', async () => {
    const ours = await faultsOf(root)
    expect(ours).toMatchObject({ untold: [], links: [], blanks: [], footnotes: [] })
    expect(ours.stars.length).toBeLessThanOrEqual(stay[name] ?? 0)
    if (!compared.includes(name)) return
    const config = join(root, 'ruoyu.config.ts')
    const text = readFileSync(config, 'utf8')
    const markdown = /^ {2}markdown: \{/m
    const plain = markdown.test(text)
      ? text.replace(markdown, '$& cjk: false,')
      : text.replace('defineConfig({', '$& markdown: { cjk: false },')
    writeFileSync(config, plain)
    const before = await faultsOf(root)
    const counts = (['stars', 'links', 'blanks', 'footnotes'] as const).map(
      (fault) => `${fault} ${before[fault].length} → ${ours[fault].length}`,
    )
    console.log(`${name}, plain remark + remark-gfm → ours: ${counts.join(', ')}`)
    expect(before.blanks.length).toBeGreaterThan(0)
  }, 300_000)
})
