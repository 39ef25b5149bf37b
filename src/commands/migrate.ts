import { basename, join, relative } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { copyState, copyWithDates, isEmptyFolder, listFiles, listLinks, writeText } from '../io/copyTree.ts'
import { ownRange } from '../io/install.ts'
import { readText, writeNewText } from '../io/text.ts'
import { isPicture } from '../kit/pictureNames.ts'
import { configSource } from '../migrate/configSource.ts'
import { formats } from '../migrate/formats.ts'
import type { Copy, Format, Migration, OldSite } from '../migrate/port.ts'
import { type MigrateWords, migrateWords } from '../migrate/words.ts'
import { packageRoot } from '../packageRoot.ts'
import { commonFiles, packageJson } from '../starter/files.ts'
import { countLine } from './report.ts'

/** The language until the old blog tells its own. */
const systemLanguage = Intl.DateTimeFormat().resolvedOptions().locale

interface MigrateOptions {
  readonly force?: boolean
  readonly yes?: boolean
}

/** `ruoyu migrate FORMAT SRC DEST`: copies a blog and writes its config. Never changes a post's text. */
export async function migrateCommand(name: string, src: string, dest: string, options: MigrateOptions): Promise<void> {
  const format = formats.find((known) => known.name === name)
  process.exitCode = format && (await migrate(format, src, dest, options)) ? 0 : 1
}

async function migrate(format: Format, src: string, dest: string, options: MigrateOptions): Promise<boolean> {
  const site: OldSite = {
    files: (folder) => listFiles(join(src, folder)),
    links: (folder) => listLinks(join(src, folder)),
    text: (path) => readText(join(src, path)),
  }
  const reading = readOld(format, site)
  if ('broken' in reading) return refuse(migrateWords(systemLanguage).broken(reading.broken))
  const { config, copies: folders, made = [], became, report } = reading
  const language = config.language ?? 'en'
  const say = migrateWords(language)
  if (!format.isSource(site)) return refuse(migrateWords(systemLanguage).noContent(src))
  const contents = folders.filter(({ to }) => !isPublic(to)).map(({ from }) => join(src, from))
  if (contents.every((folder) => listFiles(folder).length === 0)) return refuse(say.noContent(contents.join(', ')))
  const source = configSource(config)
  const configPath = join(dest, 'ruoyu.config.ts')
  const again = readText(configPath) === source
  if (!options.force && !again && !isEmptyFolder(dest)) return refuse(say.notEmpty(dest))

  const copies = filesOf(folders, src, dest)
  const clashes = copies.filter(({ from, to }) => copyState(from, to) === 'different')
  if (clashes.length > 0 && !options.yes && !(await confirm(say, clashes, dest))) return refuse(say.refused)
  const copied = copyAll(copies)
  for (const { to, text } of made) if (readText(join(dest, to)) === undefined) writeText(join(dest, to), text)
  const posts = copies.filter(({ from }) => /\.(md|markdown)$/i.test(from)).length
  console.log(say.cameOver({ posts, copied, same: copies.length - copied }))
  console.log(say.config(relative('.', configPath), writeConfig(configPath, source)))
  for (const [name, text] of [
    ['package.json', packageJson({}, { name: basename(dest), packages: { ruoyu: ownRange() } })],
    ...commonFiles('none').map(({ path, text }) => [path, text] as const),
  ] as const)
    if (writeNewText(join(dest, name), text)) console.log(say.file(relative('.', join(dest, name))))
  for (const line of became?.(language) ?? []) console.log(`  - ${line}`)
  const ours = { shortcodes: new Set(['ref', 'relref', ...templateNames(join(packageRoot, 'templates/shortcodes'))]) }
  const lines = report(language, ours).map((line) => `  - ${line}`)
  if (lines.length > 0) console.log([say.noCounterpart, ...lines].join('\n'))
  console.log(say.next(relative('.', dest) || '.'))
  return true
}

function readOld(format: Format, site: OldSite): Migration | { readonly broken: string } {
  try {
    return format.read(site)
  } catch (error) {
    return { broken: (error as Error).message }
  }
}

/** An image in `assets` wins over one of the static folders. */
function filesOf(folders: readonly Copy[], src: string, dest: string): readonly Copy[] {
  const all = (folder: string, to: string) =>
    listFiles(join(src, folder)).map((path): Copy => ({ from: join(src, folder, path), to: join(dest, to, path) }))
  const images = all('assets', 'public').filter(({ from }) => isPicture(from))
  const files = new Map<string, Copy>()
  for (const copy of [...images, ...folders.flatMap(({ from, to }) => all(from, to))])
    if (!files.has(copy.to)) files.set(copy.to, copy)
  return [...files.values()]
}

function isPublic(path: string): boolean {
  return /^public(?:[\\/]|$)/.test(path)
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

function templateNames(folder: string): readonly string[] {
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
