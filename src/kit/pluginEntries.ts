import type { Extension } from '../extension.ts'
import type { Config } from '../types.ts'

/** A plugin that says more of itself: which files of the site it reads, or that what it makes may not be kept. */
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
  ...['remarkParse', 'remarkGfm', 'remarkHtml', 'remarkRehype', 'remarkStringify', 'remarkDefinitionList'],
  ...['remarkCjkFriendly', 'remarkGfmStrikethroughCjkFriendly', 'rehypeParse', 'rehypeStringify'],
])

function isIncluded(entry: unknown): boolean {
  return namesOf(entry).some((name) => included.has(name)) && presetOf(pluggableOf(entry)).length === 0
}

/** True where a plugin that the chain has already comes with settings, which would be lost. */
export function losesSettings(entry: unknown): boolean {
  const pluggable = pluggableOf(entry)
  return isIncluded(entry) && Array.isArray(pluggable) && pluggable[1] !== undefined
}

/** The list in which a plugin stands by its name, for it says on which tree it works; undefined for other names. */
export function kindOf(entry: unknown): 'remark' | 'rehype' | undefined {
  if (isIncluded(entry)) return undefined
  const kinds = new Set(namesOf(entry).map((name) => /^(?:remark|rehype)(?=\p{Lu})/u.exec(name)?.[0]))
  const [kind] = kinds
  // remark-autolink-headings 7 calls itself rehypeAutolinkHeadings; hast has no headings.
  if (functionsOf(entry).some((plugin) => /['"]heading['"]/.test(String(plugin)))) return undefined
  return kinds.size === 1 ? (kind as 'remark' | 'rehype' | undefined) : undefined
}

/** The names of the functions of an entry, those of a preset included. */
export function namesOf(entry: unknown): readonly string[] {
  return functionsOf(entry).map(({ name }) => name)
}

function functionsOf(entry: unknown): readonly { readonly name: string }[] {
  const pluggable = pluggableOf(entry)
  const [plugin] = Array.isArray(pluggable) ? pluggable : [pluggable]
  return typeof plugin === 'function' ? [plugin] : presetOf(pluggable).flatMap(functionsOf)
}

/** An extension as far as it has a say in how bodies are rendered. */
export type BodyPlugins = Pick<Extension, 'name' | 'remark' | 'rehype'>

export function bodyPlugins(extensions: readonly Extension[]): readonly BodyPlugins[] {
  return extensions
    .filter(({ remark = [], rehype = [] }) => remark.length + rehype.length > 0)
    .map(({ name, remark, rehype }) => ({ name, remark, rehype }))
}

/** True where rendered Markdown can be recognised: there are no plugins, or a key covers all that they are made of. */
export function hasBodyKey({ extensions, markdown }: Config): boolean {
  return bodyPlugins(extensions).length === 0 || markdown.pluginsKey !== undefined
}

/** True where all that extensions make can be recognised. */
export function hasKey(config: Config): boolean {
  return (config.extensions.length === 0 || config.extensionsKey !== undefined) && hasBodyKey(config)
}

/** True where HTML is to be safe: nothing is taken from the disk then, for a cache may have been planted. */
export function isSafe({ markdown }: Config): boolean {
  return markdown.html === 'sanitize'
}

/** True where what a build made may be taken from the disk. */
export function takesFromDisk(config: Config): boolean {
  return hasKey(config) && !isSafe(config)
}
