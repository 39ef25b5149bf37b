import * as v from 'valibot'
import type { Setting, Settings, Theme } from '../extension.ts'
import { isSafeUrl } from '../kit/checks.ts'
import { ownSettings } from '../theme.ts'
import { extensionFields, namesInExtension } from './extensions.ts'
import { object, record, text, yesNo } from './kinds.ts'

const place = v.pipe(text, v.check(isSafeUrl, 'link'))
const color = v.pipe(text, v.regex(/^#(?:[\da-f]{3}){1,2}$/i, 'color'))

const settingTypes = ['boolean', 'number', 'text', 'color', 'link', 'image', 'choice', 'list', 'map', 'group'] as const

const themeFields = {
  ...extensionFields,
  api: v.literal(1, 'themeApi'),
  inherits: v.optional(v.array(v.picklist(Object.keys(ownSettings), 'choice'), 'texts')),
  settings: v.optional(record(v.looseObject({ type: v.picklist(settingTypes, 'choice'), about: text }, 'object'))),
} satisfies Readonly<Record<keyof Theme, v.GenericSchema>>

export const theme = object(themeFields)

/** Names that may stand in a group of a theme. */
export function namesInTheme(group: readonly string[]): readonly string[] {
  return group.length === 0 ? Object.keys(themeFields) : namesInExtension(group)
}

/** The check of what a site sets, which completes it too: what it leaves out is the default, or null. */
export function checkOf(settings: Settings): v.GenericSchema {
  return object(Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, fieldOf(setting)])))
}

function fieldOf(setting: Setting): v.GenericSchema {
  const value = checkOfValue(setting)
  if (setting.required) return value
  const { type, default: usual = emptyOf[type] ?? null } = setting
  return usual === null ? v.nullish(value, null) : v.nullish(value, usual)
}

const emptyOf: Readonly<Record<string, object>> = { list: [], map: {}, group: {} }

/** A setting that may be off is looked at for `false` and `true` before its own kind of value. */
function checkOfValue(setting: Setting): v.GenericSchema {
  const kind = kindOf(setting)
  const insteadOf = (group: object) =>
    v.pipe(
      v.unknown(),
      v.transform(() => group),
      kind,
    )
  if (setting.type === 'group' && setting.default !== false && setting.fields.show)
    return v.lazy((value) => (value === false ? insteadOf({ show: false }) : kind))
  if (setting.default !== false || setting.type === 'boolean') return kind
  return v.lazy((value) => {
    if (value === false) return v.literal(false)
    return value === true && setting.type === 'group' ? insteadOf({}) : kind
  })
}

function kindOf(setting: Setting): v.GenericSchema {
  switch (setting.type) {
    case 'boolean':
      return yesNo
    case 'number':
      return v.pipe(
        v.number('number'),
        v.minValue(setting.min ?? -Infinity, 'atLeast'),
        v.maxValue(setting.max ?? Infinity, 'atMost'),
      )
    case 'text':
      return text
    case 'color':
      return color
    case 'link':
    case 'image':
      return place
    case 'choice':
      return v.picklist(setting.options, 'choice')
    case 'list':
      return v.array(checkOfValue(setting.of), 'list')
    case 'map':
      return record(checkOfValue(setting.of))
    case 'group':
      return checkOf(setting.fields)
  }
}

/** The setting at a path: `comments.giscus.repo`, or an item of a list, whose name the site chose. */
export function settingAt(settings: Settings, [first = '', ...rest]: readonly string[]): Setting | undefined {
  let setting = Object.hasOwn(settings, first) ? settings[first] : undefined
  for (const name of rest) {
    if (setting?.type === 'group') setting = Object.hasOwn(setting.fields, name) ? setting.fields[name] : undefined
    else setting = setting?.type === 'list' || setting?.type === 'map' ? setting.of : undefined
  }
  return setting
}

/** The names that a group of settings has: of `comments.giscus`, by its path. */
export function namesIn(settings: Settings, path: readonly string[]): readonly string[] {
  if (path.length === 0) return Object.keys(settings)
  const setting = settingAt(settings, path)
  return setting?.type === 'group' ? Object.keys(setting.fields) : []
}

/** A value as a site may write it, in TypeScript: `{ repo: '…', repoId: '…' }`. */
export function exampleOf(setting: Setting): string {
  switch (setting.type) {
    case 'boolean':
      return 'true'
    case 'number':
      return String(setting.default || setting.min || 10)
    case 'text':
      return "'…'"
    case 'color':
      return "'#2b5b8a'"
    case 'link':
      return "'https://…'"
    case 'image':
      return "'/images/….jpg'"
    case 'choice':
      return `'${setting.options[0]}'`
    case 'list':
      return `[${exampleOf(setting.of)}]`
    case 'map':
      return `{ name: ${exampleOf(setting.of)} }`
    case 'group': {
      const fields = Object.entries(setting.fields)
      const needed = fields.filter(([, { required }]) => required)
      const shown = needed.length > 0 ? needed : fields.slice(0, 1)
      return `{ ${shown.map(([name, field]) => `${name}: ${exampleOf(field)}`).join(', ')} }`
    }
  }
}
