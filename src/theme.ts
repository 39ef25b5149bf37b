import type { Settings, SettingsOf } from './extension.ts'
import { comments } from './theme/comments.ts'
import { analytics, records } from './theme/counts.ts'
import { lists } from './theme/lists.ts'
import { reading } from './theme/reading.ts'

/** The settings of the theme that Ruoyu brings, whose templates lie in `templates/`. */
export const ownSettings = {
  accent: {
    type: 'color',
    about: '强调色，用在链接、印章和标记上。写白天的颜色，夜里的由它算出；不写是朱砂色。',
  },
  measure: { type: 'number', min: 20, max: 80, about: '一行多少个汉字；不写是 38。' },
  textSize: { type: 'number', min: 12, max: 28, about: '正文字号，单位像素；不写是 17。' },
  ...lists,
  ...reading,
  comments,
  analytics,
  records,
} as const satisfies Settings

/** Folders of assets that a site has only where its settings ask for them, below `templates/assets` and `src/client`. */
export function partsOf(theme: Readonly<Record<string, unknown>>): readonly ('comments' | 'lists' | 'reading')[] {
  const isSet = (name: string): boolean => {
    const value = theme[name]
    return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : !!value
  }
  const parts = {
    comments: ['comments'],
    lists: Object.keys(lists),
    reading: Object.keys(reading).filter((name) => name !== 'toc'),
  }
  return (['comments', 'lists', 'reading'] as const).filter((part) => parts[part].some(isSet))
}

export type OwnSettings = SettingsOf<typeof ownSettings>
