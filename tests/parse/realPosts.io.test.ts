import { readdirSync, readFileSync } from 'node:fs'
import type { Nodes, Root } from 'mdast'
import { describe, expect, test } from 'vitest'
import { split } from '../../src/parse/frontMatter/split.ts'
import { extractShortcodes } from '../../src/parse/shortcodes.ts'
import { corpora, hasShared, shared } from '../shared.ts'
import { ours, plain } from './chain.ts'
import { html } from './render.ts'

/** Takes minutes with all posts, so that only a part is read unless asked. */
const step = process.env.RUOYU_LONG ? 1 : 10

function bodies(corpus: string): readonly string[] {
  const folder = shared('corpora', corpus)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .sort()
    .filter((_, index) => index % step === 0)
    .map((path) => split(readFileSync(`${folder}/${path}`, 'utf8').replace(/\r\n?/g, '\n')))
    .flatMap((parts) => ('body' in parts ? [extractShortcodes(parts.body).text] : []))
}

/** Text as a reader sees it: each paragraph with its inline nodes in a row, code as ▢. */
function paragraphs(node: Nodes): readonly string[] {
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') return [textOf(node)]
  return 'children' in node ? node.children.flatMap(paragraphs) : []
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  if ('children' in node) return node.children.map(textOf).join('')
  return node.type === 'break' ? '' : '▢'
}

function bareLinks(node: Nodes, source: string): readonly string[] {
  const start = node.position?.start.offset
  if (node.type === 'link' && (start === undefined || /[hw]/i.test(source.charAt(start)))) return [textOf(node)]
  return 'children' in node ? node.children.flatMap((child) => bareLinks(child, source)) : []
}

const han = /[\u3400-\u9FFF]/
const right = '[\u3400-\u9FFF，。；：！？、（「《]'

/** Bold that opens between a Latin letter and an ASCII bracket, which CommonMark forbids and our rule leaves alone. */
const latin: Readonly<Record<string, number>> = { lruihao: 1 }

/** What readers complain of, in one post. */
function faults(tree: Root, source: string) {
  const texts = paragraphs(tree)
  return {
    /** Two stars, text without blanks at its ends, two stars: bold that stayed text. */
    stars: texts
      .flatMap((text) => text.match(/\*\*(?![\s*])[^*\n]*[^\s*]\*\*(?!\*)/g) ?? [])
      .filter((text) => han.test(text)),
    links: bareLinks(tree, source).filter((text) => /[，。；：！？、（）「」《》【】“”…]/.test(text)),
    blanks: texts.flatMap((text) => text.match(new RegExp(`${right}\n(?=${right})`, 'g')) ?? []),
    tildes: source.includes('~~') ? [] : texts.length ? deletions(tree) : [],
  }
}

function deletions(node: Nodes): readonly string[] {
  if (node.type === 'delete') return [textOf(node)]
  return 'children' in node ? node.children.flatMap(deletions) : []
}

const count = (found: readonly ReturnType<typeof faults>[]) => ({
  stars: found.flatMap(({ stars }) => stars),
  links: found.flatMap(({ links }) => links),
  blanks: found.flatMap(({ blanks }) => blanks).length,
  tildes: found.flatMap(({ tildes }) => tildes),
})

describe.skipIf(!hasShared)('real blogs', () => {
  test.each(corpora)(
    '%s: no bold stays stars, no link swallows punctuation, no line break is a blank',
    (corpus) => {
      const texts = bodies(corpus)
      const run = (chain: typeof ours) =>
        count(texts.map((text) => faults(chain.runSync(chain.parse(text)) as Root, text)))
      const [before, after] = [run(plain), run(ours)]
      console.log(
        `${corpus}, ${texts.length} posts, plain remark-gfm → ours: ` +
          `stars ${before.stars.length} → ${after.stars.length}, links ${before.links.length} → ${after.links.length}, ` +
          `blanks ${before.blanks} → ${after.blanks}, tildes ${before.tildes.length} → ${after.tildes.length}`,
      )
      expect(after).toMatchObject({ links: [], blanks: 0, tildes: [] })
      expect(after.stars.length).toBeLessThanOrEqual(latin[corpus] ?? 0)
    },
    600_000,
  )

  test.each(corpora)(
    '%s: no footnote leads nowhere',
    async (corpus) => {
      for (const text of bodies(corpus).filter((body) => body.includes('[^'))) {
        const page = await html(text, { markdown: { highlight: false } })
        const ids = new Set(Array.from(page.matchAll(/ id="([^"]+)"/g), ([, id]) => id))
        const links = Array.from(page.matchAll(/ href="#([^"]*fn[^"]*)"/g), ([, id]) => decodeURIComponent(id ?? ''))
        expect(links.filter((id) => !ids.has(id))).toEqual([])
      }
    },
    600_000,
  )
})
