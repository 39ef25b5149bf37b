/**
 * The end of a bare link in Chinese and Japanese text, on plain strings.
 *
 * GFM ends a bare link at a blank, so that `https://example.com/a，然后` is all link. Here it ends as well
 *
 *     https://example.com/a│，然后      before full-width punctuation, curly quotes, … and —, not before · ・ ー 々 〇
 *     https://example.com/a│**后文      before * ** ~~ __ " ' ] ) , ; ! in front of a letter, where they close something
 *     https://example.com│中文          behind a whole ASCII host
 *     https://example.com/a.pdf│这篇    behind a file extension
 *     https://example.com/│上下载       behind the host's slash in front of prose, and in front of a particle (`/吗？`)
 *
 * and then loses its trailing punctuation by GFM's own rule. `https://example.com/a后文` can't be decided.
 */

import { firstLetter, isLetter, isOwn, isPunctuation, isShared, letter } from './characters.ts'

const closing = /(?:[*,;!"'\]]|~~|__)$/
const scheme = /^(?:https?:\/\/)?(?:www\.)?/i
const host = /^(?:(?:[a-z\d-]+\.)+[a-z]{2,}|(?:\d{1,3}\.){3}\d{1,3}|localhost)(?::\d+)?$/i
const extension =
  /\.(?:s?html?|php|aspx?|jsp|pdf|docx?|xlsx?|pptx?|txt|md|csv|json|xml|ya?ml|toml|png|jpe?g|gif|svg|webp|avif|mp[34]|m4a|wav|flac|ogg|mov|mkv|webm|zip|gz|tgz|bz2|xz|7z|rar|tar|exe|msi|dmg|apk|deb|rpm|iso|epub|mobi|ipynb)$/i

/** True where the link that reads `run` so far ends in front of the UTF-16 unit `next`. */
export function endsBefore(run: string, next: string): boolean {
  if (isPunctuation(next) || isShared(next)) return true
  if (!isLetter(next) || run.charAt(run.length - 1) > '~') return false
  if (closing.test(run.slice(-2)) || extension.test(run.slice(-6)) || closesParenthesis(run)) return true
  const rest = run.slice(0, 300).replace(scheme, '')
  return rest.length < 260 && host.test(rest)
}

/** True behind a closing parenthesis that was opened before the link. */
function closesParenthesis(run: string): boolean {
  return run.endsWith(')') && unclosed(run) < 0
}

/** The count of parentheses that open, less those that close. */
function unclosed(text: string): number {
  return text.split('(').length - text.split(')').length
}

/**
 * The link at the start of `run`, if it is one that GFM would get wrong: where `run` ends at a `cut` of ours, or where
 * `www.` stands behind a Chinese or Japanese character. `before` is the UTF-16 unit in front of it, '' at the start.
 */
export function linkOfOurs(run: string, before: string, cut: boolean): string | undefined {
  const isWww = /^w/i.test(run)
  const isBehindText = isOwn(before) || isShared(before)
  if (isWww ? !isBehindText && /[\p{L}\p{N}]/u.test(before) : /[a-z]/i.test(before)) return undefined
  const address = beforeProse(run)
  return cut || address || (isWww && isBehindText) ? linkIn(address ?? run) : undefined
}

/** A host's own address that runs into words: some letters, or fewer with one that is grammar rather than a name. */
const intoProse = new RegExp(
  `^((?:https?://|www\\.)[\\w.:-]+/)(?=(?:${letter.source}){6}|(?:${letter.source})*[的了是和与或及就可这那在把被让给将来去看])(?:${letter.source})+$`,
  'i',
)
/** A question's particle, which no path ends with. */
const particle = /^(.*\/)[吗呢吧啊呀嘛]$/

/** The URL in front of words that its last slash runs into: `http://a.cn/上下载合适的版本`, `https://a.cn/b/吗？`. */
function beforeProse(run: string): string | undefined {
  return run.length > 300 ? undefined : (intoProse.exec(run)?.[1] ?? particle.exec(run)?.[1])
}

const domain = /^(?:[^\s\p{P}\p{S}]|[-._])*/u

/**
 * The link that GFM finds at the start of a run that ends here; undefined where there is none.
 * Source: micromark-extension-gfm-autolink-literal, after cmark-gfm's extensions/autolink.c.
 */
function linkIn(run: string): string | undefined {
  if (!/^(?:https?:\/\/|www\.)/i.test(run)) return undefined
  const bracket = run.search(/\][([]/)
  const link = withoutTrail(bracket < 0 ? run : run.slice(0, bracket))
  const afterScheme = link.replace(/^https?:\/\//i, '')
  const name = domain.exec(afterScheme)?.[0] ?? ''
  const isWww = afterScheme === link
  // `www.a@b.cn` is an address.
  if (isWww && (name.length <= 'www.'.length || afterScheme.charAt(name.length) === '@')) return undefined
  if (!/^[^-._]/.test(name) || name.split('.').slice(-2).join('').includes('_')) return undefined
  return link
}

/** UTF-16 units of the longest character reference. */
const longestReference = 33

function withoutTrail(run: string): string {
  let end = run.length
  // The longest trail that GFM cuts off.
  for (let length = 1; length > 0; end -= length) {
    const [reference] = /&[a-z]+;$/i.exec(run.slice(Math.max(0, end - longestReference), end)) ?? []
    length = reference?.length ?? (/[!"'),*.:;?_~\]]/.test(run.charAt(end - 1)) ? 1 : 0)
  }
  // A closing parenthesis belongs to the link where one is open.
  for (let open = unclosed(run.slice(0, end)); open > 0 && run.charAt(end) === ')'; open--) end++
  return run.slice(0, end)
}

/** The part of a link behind which it may have been meant to end: ASCII that runs straight into a letter. */
export function doubtfulPart(link: string): string | undefined {
  const part = link.slice(0, Math.max(0, firstLetter(link)))
  return /^[\x21-\x7E]*[a-z\d)]$/i.test(part) ? part : undefined
}
