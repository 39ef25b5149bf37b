import { archiveUrl } from '../keep/archive.ts'
import { addressKey, fileColumns, isKept, linkColumns, parseRecord, stateOf } from '../keep/record.ts'
import { type Remote, remotesIn } from '../keep/remotes.ts'
import type { Config, Output, Sources } from '../types.ts'
import { escapeHtml } from './base.ts'

/** The state of an address of another host by the site's records: its own copy, or nothing to be had there. */
export type Home = { readonly kind: 'kept'; readonly output: Output } | { readonly kind: 'dead picture' | 'dead link' }

export type HomeOf = (address: string) => Home | undefined

/**
 * Tells of addresses from the records that `keep` and `check --external` left; undefined where there is none. A copy that
 * the site does not publish, beside a draft say, is none.
 */
export function createHomeOf(
  { records = [] }: Sources,
  { deadLinks }: Config,
  ofFile: (file: string) => Output | undefined,
): HomeOf | undefined {
  const homes = new Map<string, Home>()
  const textOf = (name: string) => records.find(({ path }) => path.endsWith(`/${name}`))?.text ?? ''
  if (deadLinks === 'archive')
    for (const [key, row] of parseRecord(linkColumns, textOf('links.tsv')))
      if (stateOf(row) === 'dead') homes.set(key, { kind: 'dead link' })
  for (const [key, row] of parseRecord(fileColumns, textOf('record.tsv'))) {
    const output = isKept(row) ? ofFile(row.file) : undefined
    if (output) homes.set(key, { kind: 'kept', output })
    else if (stateOf(row) === 'dead') homes.set(key, { kind: 'dead picture' })
  }
  return homes.size === 0 ? undefined : (address) => homes.get(addressKey(address) ?? '')
}

interface Means {
  readonly homeOf: HomeOf
  /** BCP 47, of the site. */
  readonly language: string
  /** The post's, for the archive's copy of those days. */
  readonly date: string | undefined
  /** The address of a kept file as an attribute's value, from where it is shown; pixels may follow behind it. */
  readonly attributeOf: (address: string, kind: 'link' | 'image' | 'media') => string
}

/**
 * HTML whose kept files come from the site. A dead picture is shown as its alternative text, its host and a link to the
 * archive, and a link to a dead page leads to the archive's copy.
 */
export function withKept(html: string, means: Means): string {
  const { homeOf, date, attributeOf } = means
  let made = ''
  let end = 0
  for (const remote of remotesIn(html)) {
    const home = remote.start < end ? undefined : homeOf(remote.url)
    if (!home) continue
    const { tag, kind } = remote
    if (home.kind === 'kept') {
      const isUnsized = tag.name === 'img' && !tag.attributes.has('width') && !tag.attributes.has('height')
      const isSource = tag.attributes.get('src')?.trim() === remote.url
      made += html.slice(end, remote.start)
      made += attributeOf(remote.url, kind === 'link' ? 'link' : isUnsized && isSource ? 'image' : 'media')
      end = remote.end
    } else if (kind === 'link') {
      made += html.slice(end, remote.start) + escapeHtml(archiveUrl(remote.url, date))
      end = remote.end
    } else if (home.kind === 'dead picture' && tag.name === 'img' && tag.start >= end) {
      made += html.slice(end, tag.start) + inPlaceOf(remote, means)
      end = tag.end
    }
  }
  return end === 0 ? html : made + html.slice(end)
}

/** Words of a dead picture in the site's language. */
const words = {
  zh: { gone: '图片已失效', archive: '存档' },
  en: { gone: 'picture gone', archive: 'archived copy' },
}

function inPlaceOf({ url, tag }: Remote, { language, date }: Means): string {
  const { gone, archive } = words[language.startsWith('zh') ? 'zh' : 'en']
  const host = new URL(url, 'https://host').host
  const link = `<a href="${escapeHtml(archiveUrl(url, date))}" rel="nofollow">${archive}</a>`
  // A link holds no other; that to a dead picture leads to the archive itself.
  const rest = [gone, host].map(escapeHtml).join(' · ') + (tag.linked ? '' : ` · ${link}`)
  const alt = (tag.attributes.get('alt') ?? '').trim()
  return `<span class="gone">${alt === '' ? '' : `${escapeHtml(alt)} `}<small>${rest}</small></span>`
}
