import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lazyBy } from '../../src/kit/lazy.ts'
import { rawParts, shownArguments } from '../../src/plan/unknownShortcode.ts'
import type { Part, ShortcodePart } from '../../src/types.ts'
import { renderer } from '../parse/render.ts'
import { corpora, hasShared, shared } from '../shared.ts'
import { blocksOf, cut, htmlText, missingWords } from './words.ts'

/** No word of a real post is lost, whatever is a formula and whichever shortcodes there are. */

const modes = [false, true, 'brackets', 'escaped'] as const

/** The two largest blogs take minutes: they are read in the long form. */
const blogs = process.env.RUOYU_LONG ? corpora : corpora.filter((name) => !/^(?:coderzh|owent)$/.test(name))

describe.skipIf(!hasShared).each(blogs)('the posts of %s', (name) => {
  const folder = shared('corpora', name)
  const posts = !hasShared
    ? []
    : readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.md') && path.includes('/'))
        .map((path) => ({ path, source: readFileSync(join(folder, path), 'utf8') }))

  /** Blocks of each post, read once for all modes. */
  const blocks = lazyBy((body: string) => blocksOf(body, { emoji: false }))

  async function missing(
    math: (typeof modes)[number],
    show: (part: ShortcodePart) => string,
  ): Promise<readonly string[]> {
    const render = renderer({ markdown: { math } })
    const found: string[] = []
    for (const { path, source } of posts) {
      const { body } = cut(source)
      const { rendered } = await render(body)
      const all = missingWords(blocks(body), htmlText(flat(rendered.html, show)))
      // GFM alone takes `）[甲][1]` for a part of the bare link in front of it.
      const words = all.filter((word) => !/^\d$/.test(word))
      if (words.length > 0) found.push(`${path}: ${words.slice(0, 20).join(' ')}`)
    }
    return found
  }

  const known = ({ inner }: ShortcodePart): string => flat(inner?.html ?? [], known)
  const unknown = (part: ShortcodePart): string =>
    `${shownArguments(part.args)
      .map(({ text }) => text)
      .join(' ')} ${flat(rawParts(part) ?? part.inner?.html ?? [], unknown)}`

  test.each(modes)(
    'with math: %s',
    async (math) => {
      expect(await missing(math, known)).toEqual([])
    },
    1_800_000,
  )

  test('with every shortcode unknown', async () => {
    expect(await missing(true, unknown)).toEqual([])
  }, 1_800_000)
})

function flat(parts: readonly Part[], show: (part: ShortcodePart) => string): string {
  return parts
    .map((part) =>
      typeof part === 'string' ? part : part.type === 'edge' ? '' : part.type === 'url' ? part.url : show(part),
    )
    .join('')
}
