/** The words that the Markdown chain itself puts on a page. */
export interface Words {
  readonly footnotes: string
  backToReference(number: number): string
  readonly table: string
  readonly formula: string
  readonly done: string
  readonly notDone: string
  /** Titles by kind of alert. */
  readonly alerts: Readonly<Record<string, string>>
}

/** Kinds of alerts: GitHub's, then Obsidian's, whose other names for a kind stand in `alertNames`. */
const kinds = 'note tip important warning caution info abstract todo success question failure danger bug example quote'

/** Source: https://help.obsidian.md/callouts. */
export const alertNames: Readonly<Record<string, string>> = {
  ...{ hint: 'tip', attention: 'warning', summary: 'abstract', tldr: 'abstract', check: 'success', done: 'success' },
  ...{ help: 'question', faq: 'question', fail: 'failure', missing: 'failure', error: 'danger', cite: 'quote' },
}

function alerts(names: string): Words['alerts'] {
  const words = names.split(' ')
  return Object.fromEntries(kinds.split(' ').map((kind, index) => [kind, words[index] ?? kind]))
}

const words: Readonly<Record<'zh' | 'zh-Hant' | 'ja' | 'en', Words>> = {
  zh: {
    footnotes: '脚注',
    backToReference: (number) => `回到正文的注 ${number}`,
    table: '表格',
    formula: '公式',
    done: '已完成',
    notDone: '未完成',
    alerts: alerts('提示 技巧 重要 警告 当心 信息 摘要 待办 成功 问题 失败 危险 缺陷 示例 引用'),
  },
  'zh-Hant': {
    footnotes: '腳註',
    backToReference: (number) => `回到正文的註 ${number}`,
    table: '表格',
    formula: '公式',
    done: '已完成',
    notDone: '未完成',
    alerts: alerts('提示 技巧 重要 警告 當心 資訊 摘要 待辦 成功 問題 失敗 危險 缺陷 範例 引用'),
  },
  ja: {
    footnotes: '脚注',
    backToReference: (number) => `本文の注 ${number} に戻る`,
    table: '表',
    formula: '数式',
    done: '完了',
    notDone: '未完了',
    alerts: alerts('メモ ヒント 重要 警告 注意 情報 要約 タスク 成功 質問 失敗 危険 バグ 例 引用'),
  },
  en: {
    footnotes: 'Footnotes',
    backToReference: (number) => `Back to reference ${number}`,
    table: 'Table',
    formula: 'Formula',
    done: 'Done',
    notDone: 'To do',
    alerts: alerts(
      'Note Tip Important Warning Caution Info Abstract Todo Success Question Failure Danger Bug Example Quote',
    ),
  },
}

/** The words of a language, by BCP 47 tag; English where we have none. */
export function wordsFor(language: string): Words {
  const { language: base, script } = new Intl.Locale(language).maximize()
  if (base === 'zh') return words[script === 'Hant' ? 'zh-Hant' : 'zh']
  return base === 'ja' ? words.ja : words.en
}
