import type { Setting, Settings } from '../extension.ts'
import { comments } from '../theme/comments.ts'
import { analytics, records } from '../theme/counts.ts'
import { lists } from '../theme/lists.ts'
import { look } from '../theme/look.ts'
import { reading } from '../theme/reading.ts'
import type { Cell, Rows } from './table.ts'

const kinds: Readonly<Record<Setting['type'], string>> = {
  boolean: '真假',
  number: '数字',
  text: '文字',
  color: '颜色',
  link: '网址',
  image: '图片',
  choice: '选一个',
  list: '一列',
  map: '对象',
  group: '对象',
}

/** Settings of our theme as its files have them, so that a new one has its row at once. */
export const groups: Readonly<Record<string, Settings>> = {
  look,
  lists,
  reading,
  comments: { comments },
  analytics: { analytics },
  records: { records },
}

export function settingRows(group: string): Rows {
  const settings = groups[group]
  if (!settings) throw new Error(`the theme has no settings “${group}”`)
  return Object.entries(settings).flatMap(([name, setting]) => rowsOf(name, setting))
}

function rowsOf(path: string, setting: Setting): Rows {
  return [[{ code: path }, holds(setting), usual(setting), setting.about], ...rowsBelow(path, setting)]
}

function rowsBelow(path: string, setting: Setting): Rows {
  if (setting.type === 'group')
    return Object.entries(setting.fields).flatMap(([name, field]) => rowsOf(`${path}.${name}`, field))
  return setting.type === 'list' || setting.type === 'map' ? rowsBelow(`${path}.*`, setting.of) : []
}

function holds(setting: Setting): string {
  const item = setting.type === 'list' ? setting.of : setting
  const choices = item.type === 'choice' ? item.options.map((option) => `\`${option}\``).join('、') : ''
  const limits = setting.type === 'number' ? `${setting.min ?? ''}–${setting.max ?? ''}` : ''
  return [kinds[setting.type], choices || (limits.length > 1 ? limits : '')].filter(Boolean).join('：')
}

function usual(setting: Setting): Cell {
  if (setting.required) return '必写'
  return setting.default === undefined ? '—' : { code: JSON.stringify(setting.default) }
}
