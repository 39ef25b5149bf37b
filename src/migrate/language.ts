import type { OldSite } from './port.ts'

/** Posts that the language is judged by. */
const sampleSize = 60
/** Characters that only one of the two ways to write Chinese has, among the most frequent of all. */
const simplified = /[这们来时会说对过还没么样当开头问门间见长东车马书见认让论]/g
const traditional = /[這們來時會說對過還沒麼樣當開頭問門間見長東車馬書見認讓論]/g

/** Chinese, Japanese or Korean, where a text is mostly written in it. */
export function scriptOf(prose: string): string | undefined {
  const [han, kana, hangul, latin] = [
    /\p{Script=Han}/gu,
    /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
    /\p{Script=Hangul}/gu,
    /[A-Za-z]+/g,
  ].map((pattern) => count(prose, pattern)) as [number, number, number, number]
  if (hangul > latin && hangul > han) return 'ko'
  if (han + kana < 20 || han + kana < latin / 2) return undefined
  if (kana > han / 4) return 'ja'
  return count(prose, traditional) > count(prose, simplified) ? 'zh-TW' : 'zh-CN'
}

function count(prose: string, pattern: RegExp): number {
  return prose.match(pattern)?.length ?? 0
}

/** The prose of some posts, evenly over the folder, without code and addresses, which are Latin in any language. */
export function samplePosts(site: OldSite, paths: readonly string[]): readonly string[] {
  const step = Math.max(1, Math.floor(paths.length / sampleSize))
  return paths
    .filter((_, index) => index % step === 0)
    .map((path) =>
      (site.text(path) ?? '')
        .replace(/^(---|\+\+\+)[\s\S]*?\n\1/, '')
        .replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
        .replace(/\bhttps?:\/\/\S+/g, ''),
    )
}

/** `zh-hans`, `zh-cn` and `zh_CN` as BCP 47 writes them; undefined where it is none. */
export function tag(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language.replaceAll('_', '-'))[0]
  } catch {
    return undefined
  }
}
