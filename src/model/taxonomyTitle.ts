/** Titles of the common taxonomies where the config gives none. */
const titles: Readonly<Record<string, readonly [hans: string, hant: string, ja: string, en: string]>> = {
  categories: ['分类', '分類', 'カテゴリー', 'Categories'],
  tags: ['标签', '標籤', 'タグ', 'Tags'],
  series: ['系列', '系列', 'シリーズ', 'Series'],
}

/** The title in the site's language (BCP 47), else in English; the name itself for a taxonomy of the author's own. */
export function taxonomyTitle(name: string, language: string): string {
  const { language: main, script } = new Intl.Locale(language).maximize()
  const [hans, hant, ja, en = name] = (Object.hasOwn(titles, name) && titles[name]) || []
  const own = main === 'zh' ? (script === 'Hant' ? hant : hans) : main === 'ja' ? ja : en
  return own ?? en
}
