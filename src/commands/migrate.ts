import { join, relative } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { copyState, copyWithDates, isEmptyFolder, listFiles, writeText } from '../io/copyTree.ts'
import { readText } from '../io/text.ts'
import { countFormats, isForeign } from '../kit/formats.ts'
import { configSource } from '../migrate/configSource.ts'
import { isHugoConfig, readHugoConfig, type Table } from '../migrate/hugoConfig.ts'
import { type Conversion, toRuoyu } from '../migrate/toRuoyu.ts'
import { type MigrateWords, migrateWords } from '../migrate/words.ts'
import { packageRoot } from '../packageRoot.ts'
import { countLine } from './report.ts'

interface Copy {
  readonly from: string
  readonly to: string
}

/** `ruoyu migrate hugo SRC DEST`: copies a Hugo site and writes its config. Never changes a post's text. */
export async function migrateCommand(
  src: string,
  dest: string,
  options: { force?: boolean; yes?: boolean },
): Promise<void> {
  process.exitCode = (await migrate(src, dest, options)) ? 0 : 1
}

async function migrate(src: string, dest: string, options: { force?: boolean; yes?: boolean }): Promise<boolean> {
  const hugo = readConfig(src)
  if (typeof hugo === 'string') return refuse(migrateWords('en').broken(hugo))
  const conversion = toRuoyu(hugo)
  const say = migrateWords(conversion.config.language ?? 'en')
  const contents = conversion.copies.filter(({ to }) => !isPublic(to)).map(({ from }) => join(src, from))
  if (contents.every((folder) => listFiles(folder).length === 0)) return refuse(say.noContent(contents.join(', ')))
  const source = configSource(conversion.config)
  const configPath = join(dest, 'ruoyu.config.ts')
  const again = readText(configPath) === source
  if (!options.force && !again && !isEmptyFolder(dest)) return refuse(say.notEmpty(dest))

  const copies = copiesOf(src, dest, conversion)
  const clashes = copies.filter(({ from, to }) => copyState(from, to) === 'different')
  if (clashes.length > 0 && !options.yes && !(await confirm(say, clashes, dest))) return refuse(say.refused)
  const copied = copyAll(copies)
  const posts = copies.filter(({ from }) => /\.(md|markdown)$/i.test(from)).length
  console.log(say.cameOver({ posts, copied, same: copies.length - copied }))
  console.log(say.config(relative('.', configPath), writeConfig(configPath, source)))
  printNoCounterpart(
    src,
    conversion,
    copies.filter(({ from, to }) => isForeign(from) && !isPublic(relative(dest, to))),
    say,
  )
  console.log(say.next(relative('.', dest) || '.'))
  return true
}

/** The table, or why it can't be read. */
function readConfig(src: string): Table | string {
  const paths = listFiles(join(src, 'config')).map((path) => `config/${path}`)
  const roots = ['hugo', 'config'].flatMap((name) =>
    ['toml', 'yaml', 'yml', 'json'].map((extension) => `${name}.${extension}`),
  )
  const files = [...roots, ...paths].filter(isHugoConfig).flatMap((path) => {
    const text = readText(join(src, path))
    return text === undefined ? [] : [{ path, text }]
  })
  try {
    return readHugoConfig(files)
  } catch (error) {
    return (error as Error).message
  }
}

/** An image of the assets' stands before one of the static folders. */
function copiesOf(src: string, dest: string, { copies }: Conversion): readonly Copy[] {
  const all = (folder: string, to: string) =>
    listFiles(join(src, folder)).map((path): Copy => ({ from: join(src, folder, path), to: join(dest, to, path) }))
  const images = all('assets', 'public').filter(({ from }) => isImage(from))
  const found = new Map<string, Copy>()
  for (const copy of [...images, ...copies.flatMap(({ from, to }) => all(from, to))])
    if (!found.has(copy.to)) found.set(copy.to, copy)
  return [...found.values()]
}

function isPublic(path: string): boolean {
  return /^public(?:[\\/]|$)/.test(path)
}

function isImage(path: string): boolean {
  return /\.(png|jpe?g|gif|webp|avif|svg|ico|bmp)$/i.test(path)
}

function copyAll(copies: readonly Copy[]): number {
  const line = countLine()
  let copied = 0
  copies.forEach(({ from, to }, index) => {
    if (copyState(from, to) !== 'same') {
      copyWithDates(from, to)
      copied++
    }
    line.show(index + 1, copies.length)
  })
  line.clear()
  return copied
}

/** A config that the blogger has edited is kept, and the new one written beside it. */
function writeConfig(path: string, source: string): 'written' | 'same' | 'kept' {
  const there = readText(path)
  if (there === source) return 'same'
  writeText(there === undefined ? path : `${path}.new`, source)
  return there === undefined ? 'written' : 'kept'
}

function printNoCounterpart(src: string, { notes }: Conversion, foreign: readonly Copy[], say: MigrateWords): void {
  const folders = Object.entries(say.folder).flatMap(([folder, words]) => {
    const count = listFiles(join(src, folder)).filter((path) => folder !== 'assets' || !isImage(path)).length
    return count > 0 ? [words(count)] : []
  })
  const ours = ['ref', 'relref', ...shortcodesIn(join(packageRoot, 'templates/shortcodes'))]
  const theirs = ['layouts/shortcodes', 'layouts/_shortcodes'].flatMap((folder) => shortcodesIn(join(src, folder)))
  const shortcodes = theirs.filter((name) => !ours.includes(name)).map(say.shortcode)
  const lines = [
    ...notes.map(({ code, value }) => say.note[code](value)),
    ...(foreign.length > 0 ? [say.foreign(foreign.length, countFormats(foreign.map(({ from }) => from)))] : []),
    ...folders,
    ...shortcodes,
  ]
  if (lines.length > 0) console.log([say.noCounterpart, ...lines.map((line) => `  - ${line}`)].join('\n'))
}

/** The names of the shortcodes whose templates lie there. */
function shortcodesIn(folder: string): readonly string[] {
  return listFiles(folder).map((path) => path.replace(/\.[^.]+$/, ''))
}

async function confirm(say: MigrateWords, clashes: readonly Copy[], dest: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false
  const sample = clashes.slice(0, 3).map(({ to }) => relative(dest, to))
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(say.overwrite(clashes.length, sample.join(', ')))
  terminal.close()
  return /^y/i.test(answer.trim())
}

function refuse(message: string): false {
  console.error(message)
  return false
}
