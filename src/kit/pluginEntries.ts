import type { MarkdownConfig } from '../types.ts'

/** A remark plugin that says more of itself: which files of the site it reads, or that what it makes may not be kept. */
interface Declared {
  /** What `unified().use()` takes. */
  readonly plugin: unknown
  /** Globs, relative to the root: a change of one of these files is a change of the plugin. */
  readonly files?: readonly string[]
  readonly cache?: boolean
}

/** What `unified().use()` takes (a plugin, one in a list with its options, a preset), or that with what it reads. */
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

/** What `unified().use()` takes. */
export function pluggableOf(entry: unknown): unknown {
  return isDeclared(entry) ? entry.plugin : entry
}

export function filesReadBy(entry: unknown): readonly string[] {
  return isDeclared(entry) ? (entry.files ?? []) : []
}

export function isNeverKept(entry: unknown): boolean {
  return isDeclared(entry) && entry.cache === false
}

/** The names of the functions of an entry, those of a preset included. */
export function namesOf(entry: unknown): readonly string[] {
  const pluggable = pluggableOf(entry)
  const [plugin] = Array.isArray(pluggable) ? pluggable : [pluggable]
  return typeof plugin === 'function' ? [plugin.name] : presetOf(pluggable).flatMap(namesOf)
}

/** Whether what is made of Markdown can be known again: no plugin has a say, or all that they are made of has a key. */
export function hasKey({ plugins, pluginsKey }: MarkdownConfig): boolean {
  return plugins.length === 0 || pluginsKey !== undefined
}

/**
 * Whether what is made of the site's files may be taken from the disk: a cache may have been planted, so who asks for HTML
 * that is safe is not given what it holds.
 */
export function takesFromDisk(markdown: MarkdownConfig): boolean {
  return hasKey(markdown) && markdown.html !== 'sanitize'
}
