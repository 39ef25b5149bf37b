import type { MarkdownConfig } from '../types.ts'

/** A remark plugin that says more of itself: which files of the site it reads, or that what it makes may not be kept. */
interface Declared {
  /** The plugin as `unified().use()` takes it. */
  readonly plugin: unknown
  /** Globs, relative to the root: a change of one of these files is a change of the plugin. */
  readonly files?: readonly string[]
  readonly cache?: boolean
}

/** An entry is what `unified().use()` takes (a plugin, one in a list with its options, a preset), or that with what it reads. */
export function isPluginEntry(entry: unknown): boolean {
  if (!isDeclared(entry)) return isPluggable(entry)
  const { plugin, files = [], cache = true } = entry
  const isKnown = Object.keys(entry).every((key) => ['plugin', 'files', 'cache'].includes(key))
  const areTexts = Array.isArray(files) && files.every((file) => typeof file === 'string')
  return isKnown && areTexts && typeof cache === 'boolean' && isPluggable(plugin)
}

function isPluggable(value: unknown): boolean {
  const [plugin] = Array.isArray(value) ? value : [value]
  return typeof plugin === 'function' || presetOf(value).some(isPluggable)
}

function presetOf(value: unknown): readonly unknown[] {
  const isObject = typeof value === 'object' && value !== null
  return isObject && 'plugins' in value && Array.isArray(value.plugins) ? value.plugins : []
}

function isDeclared(entry: unknown): entry is Declared {
  return typeof entry === 'object' && entry !== null && 'plugin' in entry
}

/** The entry as `unified().use()` takes it, without what the chain has already. */
export function pluggablesOf(entry: unknown): readonly unknown[] {
  if (isIncluded(entry)) return []
  const pluggable = pluggableOf(entry)
  const preset = presetOf(pluggable)
  return preset.length > 0 ? [{ ...(pluggable as object), plugins: preset.flatMap(pluggablesOf) }] : [pluggable]
}

function pluggableOf(entry: unknown): unknown {
  return isDeclared(entry) ? entry.plugin : entry
}

export function filesReadBy(entry: unknown): readonly string[] {
  return isDeclared(entry) ? (entry.files ?? []) : []
}

export function isNeverKept(entry: unknown): boolean {
  return isDeclared(entry) && entry.cache === false
}

/** Plugins of the chain itself, which would undo what ours add to them. */
const included = new Set([
  ...['remarkParse', 'remarkGfm', 'remarkHtml', 'remarkStringify', 'remarkDefinitionList'],
  ...['remarkCjkFriendly', 'remarkGfmStrikethroughCjkFriendly'],
])

function isIncluded(entry: unknown): boolean {
  return namesOf(entry).some((name) => included.has(name)) && presetOf(pluggableOf(entry)).length === 0
}

/** True where a plugin that the chain has already comes with settings, which would be lost. */
export function losesSettings(entry: unknown): boolean {
  const pluggable = pluggableOf(entry)
  return isIncluded(entry) && Array.isArray(pluggable) && pluggable[1] !== undefined
}

/** True where the plugin's name says that it works on HTML. */
export function isRehype(entry: unknown): boolean {
  return namesOf(entry).some((name) => /^(?:rehype|remarkRehype)/.test(name))
}

/** The names of the functions of an entry, those of a preset included. */
function namesOf(entry: unknown): readonly string[] {
  const pluggable = pluggableOf(entry)
  const [plugin] = Array.isArray(pluggable) ? pluggable : [pluggable]
  return typeof plugin === 'function' ? [plugin.name] : presetOf(pluggable).flatMap(namesOf)
}

/** True where rendered Markdown can be recognised: there are no plugins, or a key covers all that they are made of. */
export function hasKey({ plugins, pluginsKey }: MarkdownConfig): boolean {
  return plugins.length === 0 || pluginsKey !== undefined
}

/**
 * True where results may be taken from the disk: a cache may have been planted, so that whoever asks for safe HTML
 * (`html: 'sanitize'`) gets none from it.
 */
export function takesFromDisk(markdown: MarkdownConfig): boolean {
  return hasKey(markdown) && markdown.html !== 'sanitize'
}
