import { diagnose, place } from '../diagnostics/diagnose.ts'
import { memoEach, noMemo, sameItems } from '../kit/memo.ts'
import { pictureNames } from '../kit/pictureNames.ts'
import type { Checked, Config, Diagnostic, Entry, Memo, SourceFile, TextOf } from '../types.ts'
import { type Cascading, cascadesBelow, type Field, toField, withCascades } from './frontMatter/cascade.ts'
import { bodyIn, withUnixLines } from './frontMatter/cut.ts'
import { type FileName, readFileName } from './frontMatter/fileName.ts'
import { toHexoFrontMatter } from './frontMatter/hexo.ts'
import { readMatter } from './frontMatter/read.ts'
import { createRules, type Rules } from './frontMatter/readFields.ts'
import { toFrontMatter } from './frontMatter/toFrontMatter.ts'
import { isHtml } from './source.ts'

/** A file's front matter, to which no meaning is given yet. */
interface Matter {
  /** The text between the delimiters, and what it is written in. */
  readonly text: string
  readonly language: string | undefined
  /** Line on which the front matter opens; absent where there is none. */
  readonly line?: number
  readonly fields: readonly Field[]
}

/** A file cut in two; without `matter` and `body` it is one that an earlier build read. */
interface CutFile extends Pick<Entry, 'id' | 'source' | 'bodyLine'> {
  readonly name: FileName
  readonly matter?: Matter
  readonly body?: string
}

/** An earlier build's reading of a file that nothing cascades to. */
export interface KeptFile
  extends Required<
      Pick<Entry, 'bodyLine' | 'bodyLength' | 'frontMatter' | 'pictures' | 'bodyHash' | 'frontMatterHash'>
    >,
    Pick<Entry, 'characters'> {
  /** The file's, then its front matter's. */
  readonly diagnostics: readonly [readonly Diagnostic[], readonly Diagnostic[]]
}

/** The files that earlier builds read. A port. */
export interface KeptFiles {
  readonly of: (source: SourceFile) => KeptFile | undefined
  readonly hashOf: (text: string) => string
  readonly keep: (source: SourceFile, file: KeptFile) => void
}

/** Help for a process that does not parse for the first time. */
export interface ParseMeans {
  readonly kept?: KeptFiles | undefined
  readonly textOf?: TextOf | undefined
}

export const textAtHand: TextOf = ({ text = '' }) => text

interface MadeEntry {
  readonly entry: Entry
  readonly diagnostics: readonly Diagnostic[]
  /** The values that it was made with. */
  readonly cascades: readonly Cascading[]
}

interface ParsedFile extends Checked<CutFile | undefined> {
  /** The last entry that was made of it. */
  made?: MadeEntry
}

/**
 * Reads each file's front matter, lets the sections' values cascade down, and validates.
 * A file whose front matter can't be read at all gives an error and no entry; an empty one gives a warning and none,
 * but for an empty `_index.md`, which makes a section. An HTML file is an entry only if it has front matter.
 */
export function parseEntries(
  files: readonly SourceFile[],
  config: Config,
  memo: Memo = noMemo,
  { kept, textOf = textAtHand }: ParseMeans = {},
): Checked<readonly Entry[]> {
  const idOf = createIdOf(config)
  const rules = memo('front matter rules', [config], () => createRules(config))
  const parsedOf = memoEach<SourceFile, ParsedFile>(memo, 'parsed files', [config, rules])
  const parsed = files.map((source) =>
    parsedOf(source, () => {
      const file = kept?.of(source)
      const id = idOf(source.path)
      return file ? fromKept(file, source, id, config) : cutFile(source, textOf(source), { id, config })
    }),
  )
  const sections = parsed.flatMap(({ value }) =>
    value?.matter && value.name.isSection ? { id: value.id, name: value.name, fields: value.matter.fields } : [],
  )
  const diagnostics = parsed.flatMap((file) => file.diagnostics)
  const cascadesOf = cascadesBelow(sections, config, memo)
  const entries: Entry[] = []
  for (const file of parsed) {
    if (!file.value) continue
    const cascades = cascadesOf(file.value.id, file.value.name)
    if (!file.made || !sameItems(file.made.cascades, cascades))
      file.made = makeEntry(file, file.value, cascades, { config, rules, memo, kept, textOf })
    entries.push(file.made.entry)
    if (file.made.diagnostics.length > 0) diagnostics.push(...file.made.diagnostics)
  }
  return { value: entries, diagnostics: withoutRepeats(diagnostics) }
}

interface EntryMeans {
  readonly config: Config
  readonly rules: Rules
  readonly memo: Memo
  readonly kept: KeptFiles | undefined
  readonly textOf: TextOf
}

function makeEntry(parsed: ParsedFile, file: CutFile, cascades: readonly Cascading[], means: EntryMeans): MadeEntry {
  const { config, kept, textOf } = means
  if (file.matter && file.body !== undefined) {
    const { value: entry, diagnostics } = toEntry(file, file.matter, file.body, cascades, means)
    if (!kept || cascades.length > 0 || file.name.isSection) return { entry, diagnostics, cascades }
    const { bodyLine, bodyLength, frontMatter, pictures = [], characters } = entry
    const hashes = { bodyHash: kept.hashOf(file.body), frontMatterHash: kept.hashOf(JSON.stringify(frontMatter)) }
    const said = [parsed.diagnostics, diagnostics] as const
    kept.keep(file.source, {
      bodyLine,
      bodyLength,
      frontMatter,
      pictures,
      ...hashes,
      diagnostics: said,
      ...(characters && { characters }),
    })
    return { entry: { ...entry, ...hashes }, diagnostics, cascades }
  }
  // Something cascades after all to a file that was not read.
  const read = cutFile(file.source, textOf(file.source), { id: file.id, config })
  if (!read.value) throw new Error(`${file.source.path} is not what it was`)
  return makeEntry(read, read.value, cascades, means)
}

/**
 * Under another body the same front matter is the same object, so that what depends on it alone is not made again. The
 * object stands for the file's path and `bodyLine` as well.
 */
function toEntry(
  { id, name, source, bodyLine }: CutFile,
  { text, language, line, fields }: Matter,
  body: string,
  cascades: readonly Cascading[],
  { config, rules, memo }: Pick<EntryMeans, 'config' | 'rules' | 'memo'>,
): Checked<Entry> {
  const file = source.path
  const origin = { file, id, name, ...(line === undefined ? {} : { line }) }
  const { hexo } = rules
  const { value: frontMatter, diagnostics } = memo(
    `front matter ${file}`,
    [text, language, line, bodyLine, rules, ...cascades],
    () => {
      const all = withCascades(fields, cascades)
      return hexo ? toHexoFrontMatter(all, origin, { ...rules, hexo }) : toFrontMatter(all, origin, rules)
    },
  )
  const pictures = pictureNames(`${text}\n${body}`)
  const characters = config.theme.font ? charactersOf(text, body) : undefined
  const entry = { id, source, body, bodyLength: body.length, bodyLine, frontMatter, pictures }
  return { value: { ...entry, ...(characters && { characters }) }, diagnostics }
}

function fromKept(
  { diagnostics: [ofFile, diagnostics], ...parts }: KeptFile,
  source: SourceFile,
  id: string,
  config: Config,
): ParsedFile {
  const value = { id, source, bodyLine: parts.bodyLine, name: readFileName(id, config) }
  return { value, diagnostics: ofFile, made: { entry: { id, source, ...parts }, diagnostics, cascades: [] } }
}

function cutFile(
  source: SourceFile,
  written: string,
  { id, config }: { readonly id: string; readonly config: Config },
): ParsedFile {
  const file = source.path
  const text = withUnixLines(written)
  const nothing = (...diagnostics: readonly Diagnostic[]) => ({ value: undefined, diagnostics })
  const name = readFileName(id, config)
  if (text.trim() === '' && !name.isSection) return nothing(diagnose('file-empty', { file }, {}))
  const { pairs, findings, matter, language, matterLine, body, bodyLine } = readMatter(text, config.hexo !== undefined)
  if (isHtml(file) && !language && findings.length === 0 && !config.hexo) return nothing()
  const diagnostics = findings.map((finding) => place(finding, file, 1))
  if (!pairs) return nothing(...diagnostics)
  const fields = pairs.map((pair) => toField(pair, file))
  return {
    value: {
      ...{ id, name, source, body, bodyLine },
      matter: { text: matter, language, fields, ...(language && { line: matterLine }) },
    },
    diagnostics,
  }
}

/** The text of an entry's body. */
export function bodyTextOf({ body, source }: Pick<Entry, 'body' | 'source'>, textOf: TextOf, isHexo = false): string {
  return body ?? bodyIn(textOf(source), isHexo) ?? ''
}

/** The path below its content folder; the innermost counts where they lie in one another. */
function createIdOf({ content }: Config): (path: string) => string {
  const prefixes = content.map((folder) => `${folder.replace(/^\.\/|\/+$/g, '')}/`)
  return (path) => {
    let length = 0
    for (const prefix of prefixes) if (path.startsWith(prefix)) length = Math.max(length, prefix.length)
    return path.slice(length)
  }
}

/** A fault in a value that cascades shows at every page that it reaches: it is told once. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [JSON.stringify(one), one])).values()]
}

/** A heading in Markdown by its marks or its underline, or in HTML; with a comment in code it may be one too many. */
const heading = /^ {0,3}#{1,6}[ \t].*|.+(?=\n {0,3}(?:=+|-+)[ \t]*$)|<h[1-6][ >].*/gm

function charactersOf(text: string, body: string): NonNullable<Entry['characters']> {
  const each = (signs: string) => [...new Set(signs.normalize('NFC'))].join('')
  return { all: each(`${text}\n${body}`), inHeadings: each((body.match(heading) ?? []).join('')) }
}
