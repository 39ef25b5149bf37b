import type { FontText } from '../plan/fonts.ts'
import { ownWords, wordsOf } from '../render/words.ts'
import type { Entry, Site, Sources } from '../types.ts'

/** Characters of a post's text that a list shows of it. */
const led = 160

/** Signs that Markdown makes of others, and that every text may need. */
const always = '“”‘’…—–·、。，！？：；（）「」『』《》【】×←→↑↓✓©若愚年月日时時分秒周週星期一二三四五六七八九十〇'

/** ASCII whole: a page shows dates, numbers and addresses that no text holds as they are. */
const ascii = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index)).join('')

/** The characters that pages may show, as far as texts tell: of content, templates, data, settings and interface. */
export function fontTextOf(
  { templates, data = [] }: Pick<Sources, 'templates' | 'data'>,
  entries: readonly Entry[],
  { config, taxonomies, sections }: Site,
): FontText {
  const words = wordsOf(config.language, [{ name: 'ruoyu', words: ownWords }, ...config.extensions])
  const allWords = JSON.stringify(words, (_, value: unknown) =>
    typeof value === 'function' ? String(value(1, 1)) : value,
  )
  const { extensions, ...settings } = config
  const lists = [...taxonomies, ...sections].map(({ title }) => title)
  const interfaceText = [
    ascii,
    always,
    allWords,
    config.title,
    config.description,
    JSON.stringify(config.menu),
    ...lists,
  ].join('')
  const titlesOfSite = [ascii, always, words.related, words.archives, config.title, config.description, ...lists].join(
    '',
  )
  const others = [...templates, ...data].map(({ text = '' }) => text).join('')
  const bodies = entries.map(({ characters }) => characters?.all ?? '')
  const titles = entries.map(({ source, frontMatter: { title = '' } }) => [source.path, title] as const)
  const leads = entries.map(({ source, characters, frontMatter: { title = '', terms } }) => {
    // Latin signs are there anyway.
    const first = [...(characters?.all ?? '')].filter((sign) => sign > '\u02ff').slice(0, led)
    return [source.path, unique(title + JSON.stringify(terms) + first.join(''))] as const
  })
  return {
    all: unique([interfaceText, others, JSON.stringify(settings), ...bodies, ...titles.flat()].join('')),
    ofSite: { text: unique(interfaceText), title: unique(titlesOfSite) },
    titles: new Map(titles),
    leads: new Map(leads),
    bodies: new Map(entries.map(({ source, characters }) => [source.path, characters?.all ?? ''])),
    headings: new Map(entries.map(({ source, characters }) => [source.path, characters?.inHeadings ?? ''])),
  }
}

function unique(text: string): string {
  const signs = new Set(text)
  return [...signs]
    .filter((sign) => sign >= ' ' && !/[\p{C}\p{Emoji_Presentation}]/u.test(sign))
    .sort()
    .join('')
}
