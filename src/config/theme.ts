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
  if (setting.default !== false || setting.type === 'boolean') return kind
  const on = v.pipe(
    v.unknown(),
    v.transform(() => ({})),
    kind,
  )
  return v.lazy((value) => {
    if (value === false) return v.literal(false)
    return value === true && setting.type === 'group' ? on : kind
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

/** The names that a group of settings has: of `comments.giscus`, by its path. */
export function namesIn(settings: Settings, path: readonly string[]): readonly string[] {
  const [first, ...rest] = path
  if (first === undefined) return Object.keys(settings)
  const setting = Object.hasOwn(settings, first) ? settings[first] : undefined
  return setting ? namesBelow(setting, rest) : []
}

function namesBelow(setting: Setting, path: readonly string[]): readonly string[] {
  if (setting.type === 'group') return namesIn(setting.fields, path)
  // Items of a list and of a map have names that the site chose.
  return setting.type === 'list' || setting.type === 'map' ? namesBelow(setting.of, path.slice(1)) : []
}
