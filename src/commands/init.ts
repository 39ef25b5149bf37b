import { basename, join, relative, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { withSlash } from '../config.ts'
import { configNames } from '../io/config.ts'
import { writeText } from '../io/copyTree.ts'
import { askGit } from '../io/git.ts'
import { isInstalled, npmInstall, ownRange, peerRange } from '../io/install.ts'
import { readText, writeNewText } from '../io/text.ts'
import { isLanguage, isSiteUrl } from '../kit/checks.ts'
import { inZone } from '../kit/dates.ts'
import { formats } from '../migrate/formats.ts'
import { type Answers, commonFiles, packageJson, type StarterFile, starterFiles } from '../starter/files.ts'
import type { Host } from '../starter/hosts.ts'
import { type StarterWords, starterWords } from '../starter/words.ts'
import { migrateCommand } from './migrate.ts'
import { now } from './report.ts'

export interface InitOptions {
  readonly title?: string
  readonly url?: string
  readonly author?: string
  readonly language?: string
  readonly deploy: Host
  /** A format, the old blog's folder, and the new one's where it was written last. */
  readonly from?: readonly string[]
  readonly images: boolean
  readonly install: boolean
  readonly yes?: boolean
}

const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions()

/** `ruoyu init [folder]`: a blog that has its name on it. Writes only what is not there yet. */
export async function initCommand(folder: string | undefined, options: InitOptions): Promise<void> {
  const [format, from, last] = options.from ?? []
  const root = resolve(folder ?? last ?? '.')
  const spoken = starterWords(options.language ?? locale)
  const terminal =
    options.yes || !process.stdin.isTTY ? undefined : createInterface({ input: process.stdin, output: process.stdout })
  const ask: Ask = async (question, standard) =>
    ((await terminal?.question(`${question}${standard && ` (${standard})`}: `)) ?? '').trim() || standard
  try {
    if (!format) {
      const answers = await askAll(root, options, spoken, ask)
      const say = starterWords(answers.language)
      const hasConfig = configNames.some((name) => readText(join(root, name)) !== undefined)
      const files = starterFiles(answers, say).filter(({ path }) => !hasConfig || !path.startsWith('ruoyu.config.'))
      return await finish(root, options, { say, files, images: await wantsImages(options, say, ask) })
    }
    if (!from || !formats.some(({ name }) => name === format)) {
      const names = formats.map(({ name }) => name)
      console.error(spoken.noFormat(format, names))
      process.exitCode = 2
      return
    }
    await migrateCommand(format, resolve(from), root, { force: true })
    if (process.exitCode) return
    const images = await wantsImages(options, spoken, ask)
    await finish(root, options, { say: spoken, files: commonFiles(options.deploy), images })
  } finally {
    terminal?.close()
  }
}

/** The answer on a terminal; elsewhere, and for an empty one, the standard. */
type Ask = (question: string, standard: string) => Promise<string>

async function askAll(root: string, options: InitOptions, say: StarterWords, ask: Ask): Promise<Answers> {
  const askUntil = async (
    question: string,
    standard: string,
    isRight: (answer: string) => boolean,
    wrong: (answer: string) => string,
  ): Promise<string> => {
    for (;;) {
      const answer = await ask(question, standard)
      if (isRight(answer)) return answer
      console.error(wrong(answer))
    }
  }
  const language =
    options.language ??
    (await askUntil(say.ask.language, locale.startsWith('zh') ? locale : 'zh-CN', isLanguage, say.notLanguage))
  const title = options.title ?? (await ask(say.ask.title, basename(root)))
  const known = gitHubPages(askGit(root, ['remote', 'get-url', 'origin'])) ?? ''
  const isAddress = (answer: string): boolean => answer === '' || isSiteUrl(answer)
  const url = options.url ?? (await askUntil(say.ask.url, known, isAddress, say.notUrl))
  const author = options.author ?? (await ask(say.ask.author, askGit(root, ['config', 'user.name']) ?? ''))
  const zone = timeZone === 'UTC' ? 'Asia/Shanghai' : timeZone
  return {
    language,
    title,
    url: url && withSlash(url),
    author,
    timeZone: zone,
    host: options.deploy,
    date: inZone(now(), zone),
  }
}

async function wantsImages({ images }: InitOptions, say: StarterWords, ask: Ask): Promise<boolean> {
  return images && !/^n/i.test(await ask(say.ask.images, ''))
}

/** The address of a repository's GitHub Pages. */
function gitHubPages(remote = ''): string | undefined {
  const [, owner = '', name = ''] = /github\.com[:/]([\w-]+)\/([\w.-]+?)(?:\.git)?\/?$/i.exec(remote) ?? []
  if (!owner) return undefined
  const host = `${owner.toLowerCase()}.github.io`
  return name.toLowerCase() === host ? `https://${host}/` : `https://${host}/${name}/`
}

interface Finish {
  readonly say: StarterWords
  readonly files: readonly StarterFile[]
  readonly images: boolean
}

async function finish(root: string, options: InitOptions, { say, files, images }: Finish): Promise<void> {
  for (const { path, text } of files)
    console.log(writeNewText(join(root, path), text) ? say.written(path) : say.kept(path))
  const packages = { ruoyu: ownRange(), ...(images && { sharp: peerRange('sharp') }) }
  writePackageJson(root, packages, say)
  const isReady = () => Object.keys(packages).every((name) => isInstalled(root, name))
  if (options.install && !isReady()) {
    console.log(say.installing)
    await npmInstall(root).catch((error: Error) => console.error(say.notInstalled(error.message)))
  }
  const note = say.host[options.deploy]
  if (note) console.log(note)
  const folder = relative('.', root)
  const commands = [...(isReady() ? [] : ['npm install']), 'npm run dev', 'npm run build']
  console.log(say.next([...(folder ? [`cd ${folder}`] : []), ...commands]))
}

function writePackageJson(root: string, packages: Readonly<Record<string, string>>, say: StarterWords): void {
  const path = join(root, 'package.json')
  const text = readText(path)
  try {
    const there = JSON.parse(text ?? '{}') as Record<string, unknown>
    const made = packageJson(there, { name: basename(root), packages })
    if (text !== undefined && JSON.stringify(JSON.parse(made)) === JSON.stringify(there)) return
    writeText(path, made)
    console.log(say.written('package.json'))
  } catch (error) {
    console.error(say.brokenPackage('package.json', (error as Error).message))
  }
}
