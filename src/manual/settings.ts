import type { Setting, Settings } from '../extension.ts'
import { ownSettings } from '../theme.ts'
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

/** Settings of our theme with all that is in them, by their paths; `names` chooses some of the outermost. */
export function settingRows(names: readonly string[]): Rows {
  const all: Settings = ownSettings
  return names.flatMap((name) => {
    const setting = all[name]
    if (!setting) throw new Error(`the theme has no setting “${name}”`)
    return rowsOf(name, setting)
  })
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
