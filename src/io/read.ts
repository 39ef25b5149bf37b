import { hash } from 'node:crypto'
import { realpathSync, statSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { diagnose } from '../diagnostics/diagnose.ts'
import { isRecord } from '../keep/record.ts'
import { dataPath, isDataFile } from '../kit/dataFiles.ts'
import { templateFolders } from '../kit/folders.ts'
import type { Checked, Config, Diagnostic, FileRef, SourceFile, Sources, Template, TextOf } from '../types.ts'
import { aboutEjected } from './ejected.ts'
import { mayBecomePage, withHtmlPages } from './htmlPages.ts'
import { type FactMeans, type PictureFacts, pictureFacts } from './images/facts.ts'
import {
  decodeUtf8,
  invalidUtf8Offset,
  isPlainFile,
  isRacy,
  readPlainFile,
  type Stamp,
  sameStamp,
} from './plainFile.ts'
import { type Scan, scanSources } from './scan.ts'
import { allBelow, type FoundFile } from './walk.ts'

export interface ReadOptions {
  /** The package's own templates, absolute. */
  readonly templates: string
  /** The last read of the same site: a file with the same stamp is not read again. */
  readonly previous?: Snapshot | undefined
  /** The only files that can have changed since then, relative to the root; without it, any can. */
  readonly touched?: ReadonlySet<string> | undefined
  /** Facts about pictures that are known already. */
  readonly facts?: FactMeans['cache'] | undefined
  /** Pixels: pictures that are wider get a hash. */
  readonly widerThan?: number | undefined
  /** Tells the content hashes of those files that an earlier build read and nobody touched since: they are not read. */
  readonly untouched?: ((files: readonly FoundFile[], time: number) => ReadonlyMap<string, string>) | undefined
  /** The result of a look at the folders just now; else they are looked at. */
  readonly scan?: Scan | undefined
}

export interface Snapshot extends Sources {
  /** Always empty: the assets are built, not read. */
  readonly assets: readonly []
  /** Stamps of `content`, by path. A file written just now has none, for it may change and keep its stamp. */
  readonly stamps: ReadonlyMap<string, Stamp>
  /** All that was wrong when it was read. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Reads a site: its texts, and the names and sizes of what is only copied. A file that can't be read is told and left out.
 * If something vanishes in between, all is read once more.
 */
export async function readSources(root: string, config: Config, options: ReadOptions): Promise<Checked<Snapshot>> {
  const quick = readTouched(root, config, options)
  if (quick) return { value: quick, diagnostics: quick.diagnostics }
  const first = await readOnce(root, config, options)
  const { value, diagnostics, vanished } =
    first.vanished.length > 0 ? await readOnce(root, config, { ...options, scan: undefined }) : first
  const found = [...diagnostics, ...vanished.map((file) => diagnose('file-vanished', { file }, {}))]
  return { value: { ...value, diagnostics: found }, diagnostics: found }
}

/** The last read with some of its texts read again: possible where only texts that it has are touched, and all are sound. */
function readTouched(root: string, config: Config, { previous, touched }: ReadOptions): Snapshot | undefined {
  if (!previous || !touched) return undefined
  const places = new Map(previous.content.map(({ path }, index) => [path, index]))
  const reader = textReader(config.limits.fileSize)
  const content = [...previous.content]
  const stamps = new Map(previous.stamps)
  for (const path of touched) {
    const index = places.get(path)
    const [text] = index !== undefined && isPlainFile(resolve(root, path)) ? reader.read(path, resolve(root, path)) : []
    if (index === undefined || !text || mayBecomePage(path)) return undefined
    content[index] = same(previous.content[index], text)
    stamps.delete(path)
  }
  return { ...previous, content, stamps }
}

type Attempt = Checked<Omit<Snapshot, 'diagnostics'>> & Vanished

async function readOnce(root: string, config: Config, options: ReadOptions): Promise<Attempt> {
  const scan = withHtmlPages(options.scan ?? scanSources(root, config), root, config)
  const reader = textReader(config.limits.fileSize)
  const reuse = reusable(options.previous)
  const untouched = options.previous ? undefined : options.untouched?.(scan.content, scan.time)
  const content = scan.content.flatMap((file) => {
    const { path } = file
    const hash = untouched?.get(path)
    if (hash !== undefined) return [{ path, hash }]
    return reuse(file, () => reader.read(path, resolve(root, path)))
  })
  const folders = templateFolders(config)
  const templates = overlay([
    ...scan.templates.map((files, n) => {
      const extension = folders[n]?.extension
      const found = readTemplates(files, root, reader, (file) => file.path)
      return extension === undefined ? found : found.map((template) => ({ ...template, extension }))
    }),
    readTemplates(allBelow(options.templates), options.templates, reader, ({ id }) => `ruoyu/templates/${id}`),
  ])
  const isOfRecord = ({ path }: FoundFile) => isRecord(path, config.content)
  const isOfData = ({ path }: FoundFile) => dataPath(path, config.content) !== undefined
  const resources = scan.resources.filter((file) => !isOfRecord(file) && !isOfData(file))
  const ofData = scan.resources.filter(isOfData)
  const records = scan.resources.filter(isOfRecord).flatMap(({ path }) => reader.read(path, resolve(root, path)))
  const copied = [...resources, ...scan.statics]
  const facts = await pictureFacts(copied, {
    absolute: (path) => resolve(root, path),
    ...{ cache: options.facts ?? new Map(), time: scan.time, widerThan: options.widerThan },
  })
  const value: Attempt['value'] = {
    content,
    resources: resources.map((file) => toRef(file, facts)),
    statics: scan.statics.map((file) => toRef(file, facts)),
    templates,
    assets: [],
    records,
    data: ofData.filter(({ path }) => isDataFile(path)).flatMap(({ path }) => reader.read(path, resolve(root, path))),
    code: readCode(root, config, [...scan.content, ...resources]),
    links: linksOf(root, [...scan.content, ...copied]),
    stamps: new Map(
      scan.content.filter(({ stamp }) => !isRacy(stamp, scan.time)).map(({ path, stamp }) => [path, stamp]),
    ),
  }
  const unread = ofData.filter(({ path }) => !isDataFile(path))
  const unreadData = unread.map(({ path }) => diagnose('data-file-unread', { file: path }, {}))
  const diagnostics = [...scan.diagnostics, ...reader.diagnostics, ...unreadData, ...aboutEjected(root, config, scan)]
  return { value, diagnostics, vanished: [...scan.vanished, ...reader.vanished] }
}

/** Texts for Hexo's `include_code`; a file that is none is led to. */
function readCode(root: string, { hexo, limits }: Config, files: readonly FoundFile[]): readonly SourceFile[] {
  if (!hexo?.tags) return []
  const folder = `${hexo.codeDir}/`
  const reader = textReader(limits.fileSize)
  return files
    .filter(({ id }) => id.startsWith(folder))
    .flatMap(({ id, path }) => reader.read(id.slice(folder.length), resolve(root, path)))
}

/** The code of an error: a file has changed since it was looked at. */
export const changedCode = 'RUOYU_CHANGED'

/** Reads the text of a file that is known by its hash alone. Throws `changedCode` where it has another by now. */
export function createTextOf(root: string): TextOf {
  return ({ path, hash: right, text }) => {
    if (text !== undefined) return text
    const { bytes } = readPlainFile(resolve(root, path), Number.POSITIVE_INFINITY)
    if (hash('sha256', bytes) !== right)
      throw Object.assign(new Error(`${path} changed while the site was read`), { code: changedCode })
    return decodeUtf8(bytes) ?? ''
  }
}

interface Vanished {
  readonly vanished: readonly string[]
}

type Reuse = (file: FoundFile, read: () => readonly SourceFile[]) => readonly SourceFile[]

/** The file as the last read has it, where its stamp is the same or its text turns out to be. */
function reusable(previous: Snapshot | undefined): Reuse {
  if (!previous) return (_file, read) => read()
  const texts = new Map(previous.content.map((source) => [source.path, source]))
  return ({ path, stamp }, read) => {
    const before = texts.get(path)
    if (before && sameStamp(previous.stamps.get(path), stamp)) return [before]
    return read().map((text) => same(before, text))
  }
}

/** The same object for the same text, so that what was made of it is found again. */
function same(before: SourceFile | undefined, now: SourceFile): SourceFile {
  return before?.hash === now.hash ? before : now
}

/** A file that was read. */
interface TextFile extends SourceFile {
  readonly text: string
}

interface TextReader extends Vanished {
  /** The text in a list, or an empty list where it can't be had; why is told in `diagnostics` and `vanished`. */
  readonly read: (path: string, absolute: string) => readonly TextFile[]
  readonly diagnostics: readonly Diagnostic[]
}

function textReader(limit: number): TextReader {
  const diagnostics: Diagnostic[] = []
  const vanished: string[] = []
  const read = (path: string, absolute: string): readonly TextFile[] => {
    try {
      const { bytes } = readPlainFile(absolute, limit)
      const text = decodeUtf8(bytes)
      if (text !== undefined) return [{ path, text, hash: hash('sha256', bytes) }]
      diagnostics.push(notUtf8(path, bytes))
    } catch (error) {
      const { code = String(error), size = 0 } = error as NodeJS.ErrnoException & { size?: number }
      if (code === 'ENOENT' || code === 'ENOTDIR') vanished.push(path)
      else if (code === 'EFBIG') diagnostics.push(diagnose('file-too-large', { file: path }, { size, limit }))
      else diagnostics.push(diagnose('file-unreadable', { file: path }, { code }))
    }
    return []
  }
  return { read, diagnostics, vanished }
}

function notUtf8(file: string, bytes: Buffer): Diagnostic {
  const offset = invalidUtf8Offset(bytes)
  const before = bytes.subarray(0, offset).toString()
  const line = before.split('\n').length
  const column = before.length - before.lastIndexOf('\n')
  return diagnose('file-not-utf8', { file, line, column }, { offset, encoding: guessEncoding(bytes) })
}

/** UTF-16 shows itself by its mark; other encodings can't be told apart for sure. */
function guessEncoding(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex')
  return mark === 'fffe' || mark === 'feff' ? 'UTF-16' : ''
}

/** Names of the files in a folder of templates but for its assets; none where it is not there. */
export function listTemplates(folder: string): readonly string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
  return allBelow(folder)
    .map(({ id }) => id)
    .filter((id) => !id.startsWith('assets/'))
}

function readTemplates(
  files: readonly FoundFile[],
  base: string,
  reader: TextReader,
  shown: (file: FoundFile) => string,
): readonly Template[] {
  return files
    .filter(({ id }) => id.endsWith('.njk'))
    .flatMap((file) => {
      const [source] = reader.read(shown(file), resolve(base, file.path))
      return source ? [{ name: file.id, path: source.path, text: source.text }] : []
    })
}

/** Templates by name, of each folder those whose names no earlier one uses; what fills a slot replaces nothing. */
function overlay(folders: readonly (readonly Template[])[]): readonly Template[] {
  const keyOf = ({ name, path }: Template): string => (name.startsWith('slots/') ? path : name)
  const byName = new Map(folders.toReversed().flatMap((templates) => templates.map((one) => [keyOf(one), one])))
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Targets of links, by the path that was found; both below the root. */
function linksOf(root: string, files: readonly FoundFile[]): Readonly<Record<string, string>> {
  const linked = files.filter(({ target }) => target !== undefined)
  if (linked.length === 0) return {}
  const home = realpathSync(root)
  return Object.fromEntries(linked.map(({ path, target = '' }) => [path, relative(home, target).replaceAll('\\', '/')]))
}

function toRef({ path, stamp }: FoundFile, facts: ReadonlyMap<string, PictureFacts>): FileRef {
  return { path, size: stamp.size, mtimeMs: stamp.mtimeMs, ...facts.get(path) }
}
