import type { Extension, Words } from '../extension.ts'
import { kindGiven } from '../kit/plainData.ts'
import type { Template } from '../types.ts'
import type { Filter } from './compiler/nunjucks.ts'
import type { ExtensionPart, Guard } from './guard.ts'
import { wordsOf } from './words.ts'

/** All that templates get of a list of extensions; of two that give one name the later one has it. */
export interface Given {
  readonly filters: Readonly<Record<string, Filter>>
  readonly globals: Readonly<Record<string, unknown>>
  readonly words: Readonly<Record<string, unknown>>
}

/** The first extension is ours, whose parts need no guard; `language` is that of the words. */
export function givenBy(
  [own, ...others]: readonly [Extension, ...Extension[]],
  { run, naming }: Guard,
  language: string,
): Given {
  const guarded = <F extends (...args: never[]) => unknown>(part: ExtensionPart, call: F) =>
    function (this: unknown, ...args: Parameters<F>): unknown {
      return run(part, () => settled(call.apply(this, args)))
    }
  const filters: Record<string, Filter> = { ...(own.filters as Readonly<Record<string, Filter>>) }
  const globals: Record<string, unknown> = { ...own.globals }
  const shortcodes = new Map<unknown, Filter>()
  for (const extension of others) {
    const { name } = extension
    for (const [key, filter] of Object.entries(extension.filters ?? {}))
      filters[key] = guarded({ name, part: `filters.${key}` }, filter) as Filter
    for (const [key, value] of Object.entries(extension.globals ?? {}))
      globals[key] =
        typeof value === 'function' ? guarded({ name, part: `globals.${key}` }, value as () => unknown) : value
    for (const [key, shortcode] of Object.entries(extension.shortcodes ?? {}))
      if (typeof shortcode === 'function')
        shortcodes.set(
          key,
          guarded({ name, part: `shortcodes.${key}` }, (view: never) => textOf(shortcode(view))) as Filter,
        )
  }
  filters[callShortcode] = function (key: unknown) {
    return shortcodes.get(key)?.call(this, this.ctx as never)
  }
  const named = (name: string, key: string, word: Word): Word =>
    typeof word === 'function' ? (...about) => naming({ name, part: `words.${key}` }, () => word(...about)) : word
  const withNamed = ({ name, words = {} }: Extension): Extension => {
    const lists = Object.entries(words).map(([tag, list]) => {
      return [tag, Object.fromEntries(Object.entries(list).map(([key, word]) => [key, named(name, key, word)]))]
    })
    return { name, words: Object.fromEntries(lists) }
  }
  return { filters, globals, words: wordsOf(language, [own, ...others.map(withNamed)]) }
}

type Word = Words[string][string]

/** Templates wait for nobody: of a promise they would show “[object Promise]”. */
function settled<T>(value: T): T {
  if (kindGiven(value) !== 'Promise') return value
  throw new Error('it gave a promise, for which no template waits')
}

export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  throw new Error(`it gave no text, but ${kindGiven(value)}`)
}

const callShortcode = 'functionOfExtension'

/**
 * The templates of a site with those of its extensions' shortcodes, which stand behind the user's own files and before
 * ours. A function has a template that calls it, and is taken to use all that a shortcode's template may.
 */
export function withShortcodes(templates: readonly Template[], extensions: readonly Extension[]): readonly Template[] {
  const added = new Map<string, Template>()
  for (const { name: extension, shortcodes = {} } of extensions)
    for (const [key, shortcode] of Object.entries(shortcodes)) {
      const name = `shortcodes/${key}.njk`
      const calls = `{{ ${JSON.stringify(key)} | ${callShortcode} | safe }}{# if inner, innerHtml or an id="" #}`
      const text = typeof shortcode === 'string' ? shortcode : calls
      added.set(name, { name, path: `${extension}/${name}`, text })
    }
  if (added.size === 0) return templates
  const own = new Set(templates.filter(isOfSite).map(({ name }) => name))
  const rest = templates.filter(({ name }) => own.has(name) || !added.has(name))
  return [...rest, ...[...added.values()].filter(({ name }) => !own.has(name))]
}

function isOfSite({ path, extension }: Template): boolean {
  return extension === undefined && !path.startsWith('ruoyu/')
}
