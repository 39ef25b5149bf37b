import { legible } from '../kit/color.ts'
import { shortHash } from '../kit/shortHash.ts'
import { truncate } from '../kit/text.ts'
import type { BodyOf, DrawJob, DrawnOutput, FontFile, Output, Post, Site, Sources } from '../types.ts'
import { cardSvg } from './cardSvg.ts'
import { at } from './lists.ts'
import type { Planner } from './planner.ts'

/** The seal's colour where the site sets none, as in the theme's `_tokens.css`. */
const vermilion = '#a8382b'

/** A picture with its title for each post that names none in its front matter. */
export const planCards: Planner = ({ site, sources }) => {
  const { posts, pages, config } = site
  const { cards, accent } = config.theme as {
    readonly cards?: { readonly font: string } | false
    readonly accent?: string
  }
  const font = cards ? sources.fonts?.find(({ name }) => name === cards.font) : undefined
  if (!font) return []
  const common = {
    site: config.title,
    initial: truncate(config.title, 1, ''),
    accent: (accent && legible(accent, '#fcfbf8')) || vermilion,
  }
  return [...posts, ...pages]
    .filter(({ image, title }) => !image && title !== '')
    .map((post): DrawnOutput => {
      const svg = cardSvg({ ...common, title: post.title })
      return {
        ...at(cardPath(post, svg, font)),
        kind: 'drawn',
        origin: post.file,
        postId: post.id,
        draw: { font: font.hash, format: 'png', svg },
      }
    })
}

/** `posts/walk/card.3f2a91c0.png`: another title, another address, as those who show cards keep them for long. */
function cardPath({ path }: Post, svg: string, { hash }: FontFile): string {
  return `${path.replace(/(?:index)?\.html$/, '').replace(/[^/]$/, '$&/')}card.${shortHash(svg + hash)}.png`
}

/** Paths of cards that nobody is shown: their posts have a picture in their text. */
export function needlessCards(
  outputs: readonly Output[],
  { posts, pages, config }: Site,
  bodyOf: BodyOf,
): readonly string[] {
  if (!config.theme.cards) return []
  const pictured = new Set([...posts, ...pages].filter((post) => bodyOf(post).note.linkFacts.image).map(({ id }) => id))
  return outputs.flatMap((output) =>
    output.kind === 'drawn' && pictured.has(output.postId ?? '') ? [output.path] : [],
  )
}

/** An output with its font, which the plan has only where it is there. */
export function drawJob({ draw }: DrawnOutput, { fonts = [] }: Pick<Sources, 'fonts'>): DrawJob {
  const font = fonts.find(({ hash }) => hash === draw.font)
  if (!font) throw new Error(`no font ${draw.font}`)
  return { draw, font }
}
