/** A tag plugin's call: `{% name … %}`, with its arguments as the themes cut them. */
export interface TagCall {
  readonly name: string
  /** All that stands behind the name. */
  readonly raw: string
  /** Cut at blanks, as Hexo's core and Stellar do; quotes keep words together. Options are not among them. */
  readonly words: readonly string[]
  /** Cut at `::`, ` | ` or else at commas, as NexT, Butterfly and Volantis do. */
  readonly parts: readonly string[]
  /** `key:value` and `key=value`, wherever they stand. */
  readonly options: Readonly<Record<string, string>>
  /** The text between the tags, where an end tag follows. */
  readonly inner?: string | undefined
  /** The line's text before the tag. */
  readonly before: string
}

const quoted = /"([^"]*)"|'([^']*)'|“([^“”]*)”/
const word = new RegExp(`(?:[\\w-]+[:=])?(?:${quoted.source})|\\S+`, 'g')
const option = /^([A-Za-z_][\w-]*)[:=](?!\/\/)(.+)$/s
/** Options that readers see, or whose values may be words: `Re:从零开始` is none. */
const worded = /^(?:title|alt|desc(?:ription)?|author|footer|name|caption|text|prefix|suffix|color|child|only)$/

function isOption(text: string): boolean {
  const [, key = '', value = ''] = option.exec(text) ?? []
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII
  return key !== '' && (worded.test(key) || (/^[a-z_]/.test(key) && /^[\x00-\x7F“”]*$/.test(value)))
}

export function tagCall(name: string, raw: string, inner: string | undefined, before: string): TagCall {
  const all = Array.from(raw.matchAll(word), ([text]) => text)
  const parts = partsOf(raw)
  const options = [...parts.slice(1), ...all].flatMap((text) => {
    const [, key, value = ''] = option.exec(text) ?? []
    return key ? [[key, unquoted(value)] as const] : []
  })
  const words = all.filter((text) => !isOption(text)).map(unquoted)
  return { name, raw, words, parts, options: Object.fromEntries(options.reverse()), inner, before }
}

function partsOf(raw: string): readonly string[] {
  const separator = raw.includes('::') ? '::' : raw.includes(' | ') ? ' | ' : undefined
  const pieces = separator ? raw.split(separator) : (raw.match(/(?:"[^"]*"|'[^']*'|[^,])+|(?<=,)(?=,)/g) ?? [])
  return (/^\s*,/.test(raw) && !separator ? ['', ...pieces] : pieces).map((piece) => unquoted(piece.trim()))
}

function unquoted(text: string): string {
  const [whole, a, b, c] = quoted.exec(text) ?? []
  return whole === text ? (a ?? b ?? c ?? '') : text
}

/** True for an option that tells readers something. */
export function isWorded(key: string, value: string): boolean {
  return /^(?:title|desc(?:ription)?|author|footer|name|caption|text)$/.test(key) || /\p{Script=Han}/u.test(value)
}

/** `title:标题` of Icarus and Stellar, also where the quotes stand round both. */
export function titleIn(raw: string): string | undefined {
  const [, quoted, bare] =
    /(?:^|[\s"'])title:(?:"([^"]*)"|([^"']*?)(?=["']|\s+[\w-]+:|\s+active\b|\s*$))/.exec(raw) ?? []
  return quoted ?? bare
}

/** True for an address with a scheme, a path, or the name of a file. */
export function isAddress(text: string): boolean {
  return /^(?:https?:)?\/\/\S|^(?:\/|\.\.?\/|#|mailto:)\S*$|^\/$/.test(text)
}
