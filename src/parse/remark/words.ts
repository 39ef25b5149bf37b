/** The words that the Markdown chain itself puts on a page. */
export interface Words {
  readonly footnotes: string
  backToReference(number: number): string
  readonly table: string
  readonly formula: string
  readonly done: string
  readonly notDone: string
  readonly alerts: Readonly<Record<Alert, string>>
}

export type Alert = 'note' | 'tip' | 'important' | 'warning' | 'caution'

const words: Readonly<Record<'zh' | 'zh-Hant' | 'ja' | 'en', Words>> = {
  zh: {
    footnotes: '脚注',
    backToReference: (number) => `回到正文的注 ${number}`,
    table: '表格',
    formula: '公式',
    done: '已完成',
    notDone: '未完成',
    alerts: { note: '提示', tip: '技巧', important: '重要', warning: '警告', caution: '当心' },
  },
  'zh-Hant': {
    footnotes: '腳註',
    backToReference: (number) => `回到正文的註 ${number}`,
    table: '表格',
    formula: '公式',
    done: '已完成',
    notDone: '未完成',
    alerts: { note: '提示', tip: '技巧', important: '重要', warning: '警告', caution: '當心' },
  },
  ja: {
    footnotes: '脚注',
    backToReference: (number) => `本文の注 ${number} に戻る`,
    table: '表',
    formula: '数式',
    done: '完了',
    notDone: '未完了',
    alerts: { note: 'メモ', tip: 'ヒント', important: '重要', warning: '警告', caution: '注意' },
  },
  en: {
    footnotes: 'Footnotes',
    backToReference: (number) => `Back to reference ${number}`,
    table: 'Table',
    formula: 'Formula',
    done: 'Done',
    notDone: 'To do',
    alerts: { note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution' },
  },
}

/** By BCP 47 tag; English where we have no words. */
export function wordsFor(language: string): Words {
  const { language: base, script } = new Intl.Locale(language).maximize()
  if (base === 'zh') return words[script === 'Hant' ? 'zh-Hant' : 'zh']
  return base === 'ja' ? words.ja : words.en
}
