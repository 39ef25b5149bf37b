import * as v from 'valibot'
import { diagnose } from '../diagnostics/diagnose.ts'
import type { Extension } from '../extension.ts'
import { isLanguage } from '../kit/checks.ts'
import { namesOfPages } from '../kit/names.ts'
import { isPluginEntry, kindOf, losesSettings, namesOf } from '../kit/pluginEntries.ts'
import { slotNames } from '../kit/slots.ts'
import type { Diagnostic, PlacedExtension } from '../types.ts'
import { aFunction, isObject, object, record, text } from './kinds.ts'

export const plugins = v.array(v.pipe(v.unknown(), v.check(isPluginEntry, 'plugin')), 'plugins')

const optionalFunction = v.optional(aFunction)
const word = v.union([text, aFunction, record(text)], 'word')

function isByLanguage(words: unknown): boolean {
  return isObject(words) && Object.keys(words).every(isLanguage)
}

/** Fields of an extension; a theme has two more. */
export const extensionFields = {
  name: v.pipe(text, v.regex(/^[\p{L}\p{N}@][\p{L}\p{N}@/._-]*$/u, 'extensionName')),
  version: v.optional(text),
  remark: v.optional(plugins),
  rehype: v.optional(plugins),
  shortcodes: v.optional(record(v.union([text, aFunction], 'shortcode'))),
  filters: v.optional(record(aFunction)),
  globals: v.optional(record(v.unknown())),
  templates: v.optional(text),
  assets: v.optional(text),
  public: v.optional(text),
  slots: v.optional(object(Object.fromEntries(slotNames.map((name) => [name, v.optional(text)])))),
  words: v.optional(v.pipe(v.custom<object>(isByLanguage, 'words'), v.record(text, record(word), 'object'))),
  data: optionalFunction,
  posts: optionalFunction,
  outputs: optionalFunction,
  html: optionalFunction,
  checks: optionalFunction,
  announce: optionalFunction,
} satisfies Readonly<Record<keyof Extension, v.GenericSchema>>

export const extensions = v.array(object(extensionFields), 'extensions')

/** Names that may stand in a group of an extension, by the path of the group in it. */
export function namesInExtension(group: readonly string[]): readonly string[] {
  if (group.length === 0) return Object.keys(extensionFields)
  return group.length === 1 && group[0] === 'slots' ? slotNames : []
}

/** The config's diagnostics of its extensions; each has its place. */
export function aboutExtensions(extensions: readonly PlacedExtension[], file: string): readonly Diagnostic[] {
  return [...aboutPlugins(extensions, file), ...aboutNames(extensions, file)]
}

/** Plugins in the list of the other kind, and settings for those that the chain has already. */
function aboutPlugins(extensions: readonly PlacedExtension[], file: string): Diagnostic[] {
  return extensions.flatMap((extension) => {
    const { at } = extension
    return (['remark', 'rehype'] as const).flatMap((kind) => {
      const list = at === 'markdown' && kind === 'remark' ? 'plugins' : kind
      const right = at === 'markdown' && kind === 'rehype' ? 'plugins' : kind === 'remark' ? 'rehype' : 'remark'
      return (extension[kind] ?? []).flatMap((entry, item) => {
        const key = `${at}.${list}.${item}`
        const [name = ''] = namesOf(entry)
        if (kindOf(entry) && kindOf(entry) !== kind)
          return [diagnose('config-plugin-kind', { file }, { key, name, right: `${at}.${right}` })]
        return losesSettings(entry) ? [diagnose('config-plugin-included', { file }, { key })] : []
      })
    })
  })
}

/** Two extensions of one name, and names that two of them give to a filter, a shortcode or a global: the later one has it. */
function aboutNames(extensions: readonly PlacedExtension[], file: string): Diagnostic[] {
  const givers = new Map<string, string>()
  const diagnostics: Diagnostic[] = []
  for (const extension of extensions) {
    const { name, at: key = '' } = extension
    if (givers.has(name)) diagnostics.push(diagnose('extension-twice', { file }, { key, name }))
    givers.set(name, name)
    // A global of such a name is never seen.
    for (const given of Object.keys(extension.globals ?? {}).filter((given) => namesOfPages.has(given)))
      diagnostics.push(diagnose('extension-global-hidden', { file }, { key: `${key}.globals.${given}`, given, name }))
    for (const kind of ['filters', 'shortcodes', 'globals'] as const) {
      for (const given of Object.keys(extension[kind] ?? {})) {
        const other = givers.get(`${kind} ${given}`)
        const params = { key: `${key}.${kind}.${given}`, kind, given, name, other: other ?? '' }
        if (other !== undefined) diagnostics.push(diagnose('extension-name-taken', { file }, params))
        givers.set(`${kind} ${given}`, name)
      }
    }
  }
  return diagnostics
}

export function nameOf(extension: unknown): string {
  return isObject(extension) && typeof extension.name === 'string' ? extension.name : ''
}
