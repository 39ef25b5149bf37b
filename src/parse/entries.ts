import { diagnose, place } from '../diagnostics/diagnose.ts'
import { forget, rememberEach, sameItems } from '../kit/remember.ts'
import type { Checked, Config, Diagnostic, Entry, FrontMatter, Remember, SourceFile } from '../types.ts'
import { type Cascading, cascadesBelow, type Field, toField, withCascades } from './frontMatter/cascade.ts'
import { withUnixLines } from './frontMatter/cut.ts'
import { type FileName, readFileName } from './frontMatter/fileName.ts'
import { readMatter } from './frontMatter/read.ts'
import { createRules, type Rules } from './frontMatter/readFields.ts'
import { toFrontMatter } from './frontMatter/toFrontMatter.ts'
import { isHtml } from './source.ts'

/** A file cut in two, its front matter read, and no meaning given to it yet. */
interface Draft extends Omit<Entry, 'frontMatter' | 'frontMatterText' | 'bodyLength' | 'bodyHash'> {
  readonly name: FileName
  readonly fields: readonly Field[]
  /** The text between the delimiters, and what it is written in. */
  readonly matter: string
  readonly language: string | undefined
  /** Line on which the front matter opens; absent where there is none. */
  readonly line?: number
}

/** What an earlier build read of a file that nothing cascades to. */
export interface KeptReading
  extends Pick<Draft, 'language' | 'line'>,
    Required<Pick<Entry, 'bodyLine' | 'bodyLength' | 'bodyHash' | 'frontMatterText'>> {
  /** Of the file, then of its front matter. */
  readonly diagnostics: readonly [readonly Diagnostic[], readonly Diagnostic[]]
}

/** The readings of earlier builds. */
export interface KeptReadings {
  readonly of: (source: SourceFile) => KeptReading | undefined
  readonly hashOf: (body: string) => string
  readonly keep: (source: SourceFile, reading: KeptReading) => void
}

interface Made {
  value: Entry
  readonly diagnostics: readonly Diagnostic[]
  /** What it was made with. */
  readonly cascades: readonly Cascading[]
}

interface Reading extends Checked<Draft | undefined> {
  /** The last entry that was made of it. */
  made?: Made
}

/**
 * Reads each file's front matter, lets the sections' values cascade down, and validates.
 * A file whose front matter can't be read at all gives an error and no entry; an empty one gives a warning and none,
 * but for an empty `_index.md`, which makes a section. An HTML file is an entry only if it has front matter.
 */
export function parseEntries(
  files: readonly SourceFile[],
  config: Config,
  remember: Remember = forget,
  kept?: KeptReadings,
): Checked<readonly Entry[]> {
  const idOf = createIdOf(config)
  const rules = remember('front matter rules', [config], () => createRules(config))
  const readingOf = rememberEach<SourceFile, Reading>(remember, 'drafts', [config, rules])
  const readings = files.map((file) =>
    readingOf(file, () => {
      const before = kept?.of(file)
      if (before) return fromKept(before, file, idOf(file.path), config)
      return readDraft(file, idOf(file.path), config)
    }),
  )
  const sections: Draft[] = []
  const diagnostics: Diagnostic[] = []
  for (const { value: draft, diagnostics: found } of readings) {
    if (draft?.name.isSection) sections.push(draft)
    if (found.length > 0) diagnostics.push(...found)
  }
  const cascadesOf = cascadesBelow(sections, config, remember)
  const entries: Entry[] = []
  for (const reading of readings) {
    const draft = reading.value
    if (!draft) continue
    const cascades = cascadesOf(draft.id, draft.name)
    const before = reading.made
    const isSame = before && sameItems(before.cascades, cascades)
    const made = isSame ? before : { ...toEntry(draft, cascades, rules, remember), cascades }
    if (kept && !isSame && cascades.length === 0 && !draft.name.isSection) made.value = keep(reading, draft, made, kept)
    reading.made = made
    entries.push(made.value)
    if (made.diagnostics.length > 0) diagnostics.push(...made.diagnostics)
  }
  return { value: entries, diagnostics: withoutRepeats(diagnostics) }
}

/**
 * Under another body the same front matter is the same object, so that what depends on it alone is not made again. The
 * object stands for the file's path and `bodyLine` as well.
 */
function toEntry(draft: Draft, cascades: readonly Cascading[], rules: Rules, remember: Remember): Checked<Entry> {
  const { id, name, fields, matter, language, line, source, body, bodyLine } = draft
  const file = source.path
  const origin = { file, name, ...(line === undefined ? {} : { line }) }
  const { value: frontMatter, diagnostics } = remember(
    `front matter ${file}`,
    [matter, language, line, bodyLine, rules, ...cascades],
    () => toFrontMatter(withCascades(fields, cascades), origin, rules),
  )
  return { value: { id, source, body, bodyLength: body.length, bodyLine, frontMatter }, diagnostics }
}

/** Gives the entry with what stands for its parts. */
function keep(reading: Reading, draft: Draft, { value, diagnostics }: Checked<Entry>, kept: KeptReadings): Entry {
  const { body, bodyLine, language, line } = draft
  const marks = { bodyHash: kept.hashOf(body), frontMatterText: JSON.stringify(value.frontMatter) }
  kept.keep(draft.source, {
    ...{ language, bodyLine, bodyLength: value.bodyLength, ...marks, diagnostics: [reading.diagnostics, diagnostics] },
    ...(line !== undefined && { line }),
  })
  return { ...value, ...marks }
}

/** The text is read only where something cascades to the entry after all, or its body is asked for. */
function fromKept(kept: KeptReading, source: SourceFile, id: string, config: Config): Reading {
  const [diagnostics, ofFrontMatter] = kept.diagnostics
  const value = new KeptDraft(kept, source, id, config)
  return { value, diagnostics, made: { value: new KeptEntry(kept, value), diagnostics: ofFrontMatter, cascades: [] } }
}

/** Reads the file when it is asked for. A class, for thousands are made: what they have in common is made once. */
class KeptDraft implements Draft {
  readonly source: SourceFile
  readonly id: string
  readonly name: FileName
  readonly language: string | undefined
  readonly bodyLine: number
  readonly line?: number
  private readonly config: Config
  private known: Draft | undefined = undefined

  constructor({ language, bodyLine, line }: KeptReading, source: SourceFile, id: string, config: Config) {
    this.source = source
    this.id = id
    this.name = readFileName(id, config)
    this.language = language
    this.bodyLine = bodyLine
    if (line !== undefined) this.line = line
    this.config = config
  }
  get fields() {
    return this.read().fields
  }
  get matter() {
    return this.read().matter
  }
  get body() {
    return this.read().body
  }
  private read(): Draft {
    this.known ??= readDraft(this.source, this.id, this.config).value
    if (!this.known) throw new Error(`${this.source.path} is not what it was`)
    return this.known
  }
}

class KeptEntry implements Entry {
  readonly id: string
  readonly source: SourceFile
  readonly bodyLine: number
  readonly bodyLength: number
  readonly bodyHash: string
  readonly frontMatterText: string
  private readonly draft: Draft
  private known: FrontMatter | undefined = undefined

  constructor(kept: KeptReading, draft: Draft) {
    this.id = draft.id
    this.source = draft.source
    this.bodyLine = kept.bodyLine
    this.bodyLength = kept.bodyLength
    this.bodyHash = kept.bodyHash
    this.frontMatterText = kept.frontMatterText
    this.draft = draft
  }
  get body() {
    return this.draft.body
  }
  get frontMatter() {
    this.known ??= JSON.parse(this.frontMatterText) as FrontMatter
    return this.known
  }
}

function readDraft(source: SourceFile, id: string, config: Config): Checked<Draft | undefined> {
  const file = source.path
  const text = withUnixLines(source.text)
  const nothing = (...diagnostics: readonly Diagnostic[]) => ({ value: undefined, diagnostics })
  const name = readFileName(id, config)
  if (text.trim() === '' && !name.isSection) return nothing(diagnose('file-empty', { file }, {}))
  const { pairs, findings, ...parts } = readMatter(text)
  if (isHtml(file) && !parts.language && findings.length === 0) return nothing()
  const found = findings.map((one) => place(one, file, 1))
  if (!pairs) return nothing(...found)
  const draft: Draft = {
    id,
    name,
    source,
    fields: pairs.map((pair) => toField(pair, file)),
    matter: parts.matter,
    language: parts.language,
    body: parts.body,
    bodyLine: parts.bodyLine,
    ...(parts.language && { line: parts.matterLine }),
  }
  return { value: draft, diagnostics: found }
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
