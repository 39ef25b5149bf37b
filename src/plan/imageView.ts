import type { EdgePart, UrlPart } from '../types.ts'
import { absolute, escapeHtml, withBase, withOrigin } from './base.ts'
import type { Picture } from './pictures.ts'
import type { Places } from './places.ts'
import { type From, hrefOf, resolveLink, type Target, type Where } from './resolve.ts'
import type { ImageView } from './views.ts'

const none = { srcset: null, sizes: null, colour: null, original: null, label: null, sources: null }

const labels = { zh: '看原图', en: 'Full size' }

/** A picture with what a page shows of it; in feeds the one file that every reader can show. `wide` is HTML's `sizes`. */
export function imageView(target: Target, from: From, where: Where, places: Places, wide?: string): ImageView {
  const url = hrefOf(target, places, from, where)
  const { output } = target
  const picture = output && places.picture(output)
  const { width = null, height = null } = (output && places.source(output)) || {}
  if (!picture) return { url, width, height, ...none }
  const { base, images, language } = places
  const { inFeeds, formats, colour = null } = picture
  if (where === 'feed') {
    if (!inFeeds) return { url, width, height, ...none }
    return { url: absolute(base, inFeeds.url), ...sizeAt(picture, inFeeds.image.width), ...none }
  }
  const srcsets = formats.map((outputs) =>
    outputs.map(({ url, image }) => `${withBase(base, url)} ${image.width}w`).join(', '),
  )
  const sizes = wide ?? images.sizes
  const sources = formats.slice(0, -1).map(([{ image }], index) => {
    const attributes = `type="image/${image.format}" srcset="${escapeHtml(srcsets[index] ?? '')}"`
    return `<source ${attributes} sizes="${escapeHtml(sizes)}">`
  })
  // Browsers that know no srcset know no HEIC either.
  const shown = picture.isForeign && inFeeds ? withBase(base, inFeeds.url) : url
  const srcset = srcsets.at(-1) ?? null
  const original = images.original ? url : null
  const label = labels[language.startsWith('zh') ? 'zh' : 'en']
  return { url: shown, width, height, srcset, sizes, colour, original, label, sources: sources.join('') || null }
}

function sizeAt({ width, height }: Picture, to: number): { readonly width: number; readonly height: number } {
  return { width: to, height: Math.max(1, Math.round((height * to) / width)) }
}

/** True for a picture of another host that is dead and was not kept. */
export function isGone(written: string, { homeOf }: Places): boolean {
  return homeOf?.(written)?.kind === 'dead picture'
}

/** The absolute address of an image for feeds and cards. */
export function cardImage(written: string, from: From, places: Places): string {
  return withOrigin(places.base, imageView(resolveLink(places, written, from), from, 'feed', places).url)
}

/** The value of an image's `src` in double quotes, and behind it the attributes that the tag lacks. */
export function imageAttributes({ url, tag = {} }: UrlPart, from: From, where: Where, places: Places): string {
  const wide = tag.width ? `${tag.width}px` : undefined
  const found = imageView(resolveLink(places, url, from), from, where, places, wide)
  const view = tag.isFixed ? { ...found, ...none } : found
  const { srcset, sizes, width, height, colour } = view
  const isUnsized = tag.width === undefined && tag.height === undefined
  const attributes: readonly (readonly [name: string, value: string | number | null | undefined])[] = [
    ['srcset', srcset],
    ['sizes', sizes],
    ['width', isUnsized && height ? width : null],
    [
      'height',
      isUnsized && width ? height : srcset && height && tag.height === undefined ? heightAt(view, tag.width) : null,
    ],
    ['style', colour && !tag.isStyled ? `background:${colour}` : null],
    ['fetchpriority', srcset && tag.isFirst && where === 'page' ? 'high' : null],
  ]
  const written = attributes.flatMap(([name, value]) => (value ? [`" ${name}="${escapeHtml(`${value}`)}`] : []))
  return escapeHtml(view.url) + written.join('')
}

/** The height of an image whose width alone is written: a page does not jump when it comes. */
function heightAt({ width, height }: ImageView, to: number | undefined): number | null {
  return to && width && height ? Math.max(1, Math.round((height * to) / width)) : null
}

/** HTML before or behind an image's tag: a link to the original, and formats that not every browser knows. */
export function imageEdge(
  { url, side, width, isLinked, isNameless }: EdgePart,
  from: From,
  where: Where,
  places: Places,
): string {
  const view = imageView(resolveLink(places, url, from), from, where, places, width ? `${width}px` : undefined)
  const { original, label, sources } = view
  const isZoomed = original !== null && !isLinked
  if (side === 'end') return (sources ? '</picture>' : '') + (isZoomed ? '</a>' : '')
  const named = isNameless ? ` aria-label="${label}"` : ''
  const link = isZoomed ? `<a class="zoom" href="${escapeHtml(original)}"${named}>` : ''
  return link + (sources ? `<picture>${sources}` : '')
}

/** HTML without links to originals, for a shortcode whose template puts it into a link. */
export function withoutZoom(html: string): string {
  return html.replace(/<a class="zoom"[^>]*>(.*?)<\/a>/gs, '$1')
}
