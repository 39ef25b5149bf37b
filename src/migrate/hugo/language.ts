import { scriptOf, tag } from '../language.ts'
import { get, type Table, text } from '../table.ts'

/**
 * BCP 47. Hugo writes `en-us` into a new site and many leave it; `cn` is no language, and `zh` does not say which
 * Chinese. A config as vague as that leaves it to the posts, and `hasCJKLanguage` where there are none.
 */
export function languageOf(site: Table, key: string, posts: readonly string[]): string | undefined {
  const written = text(get(site, 'locale')) ?? text(get(site, 'languageCode')) ?? key
  const isVague = /^(?:en\b|cn$|zh$)/i.test(written)
  if (!isVague) return tag(written)
  const judged = scriptOf(posts.join('\n'))
  const hinted = get(site, 'hasCJKLanguage') === true || /^(?:cn|zh)/i.test(written) || /^(?:cn|zh)/i.test(key)
  return judged ?? (hinted ? (tagUnlessVague(key) ?? 'zh-CN') : tag(written))
}

function tagUnlessVague(key: string): string | undefined {
  return /^(?:en\b|cn$|zh$)/i.test(key) ? undefined : tag(key)
}
