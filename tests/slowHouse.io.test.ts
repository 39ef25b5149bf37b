import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'

const run = promisify(execFile)

/** Rooms that are for speed alone. */
const rooms = ['fastParse', 'cache', 'threads']

/** The door to them, with nothing behind it; the bundler's lines for the worker thread are the only other wiring. */
const noQuick = `import type { OpenQuick } from './quickPort.ts'

export type Threads = readonly never[]
export const startThreads = async (): Promise<Threads> => []
export const openQuick: OpenQuick = async () => undefined
`
const workerLines = /^.*'worker\.cjs'.*\n/gm

/** Tests outside the rooms' own folders that import them, or count them. */
const aboutThem: Readonly<Record<string, string>> = {
  'architecture.test.ts': 'every room has a row, and the door is where it is',
  'parse/markdown.fuzz.test.ts': 'long texts end in time with the fast seats as well',
  'parse/pathological.test.ts': 'the fast parser is held to the same times',
  'parse/usersPlugins.test.ts': 'a plugin that changes the parser is heard in spite of the fast seats',
  'rows/all.test.ts': 'the tables of README.md name their tests',
}

/** Tests on a disk that are quick enough, of each room that has some. */
const onDisk = [
  ...['clients/urls', 'commands/cli', 'dev/broken', 'errors/all', 'hazards/frontMatter', 'hazards/links'],
  ...['hazards/pages', 'io/config', 'io/output/publish', 'io/read', 'plan/sitemap', 'plan/wellFormed', 'site/setup'],
].map((name) => `${name}.io.test.ts`)

const house = mkdtempSync(join(tmpdir(), 'ruoyu-slow-'))

afterAll(() => rmSync(house, { recursive: true }))

/** Copies the repository but for the rooms, their tests and their wiring. */
function buildHouse(): void {
  const isLeftOut = (name: string) => ['node_modules', '.git', '.ruoyu', 'lib', 'dist'].includes(name)
  for (const name of readdirSync('.').filter((name) => !isLeftOut(name)))
    cpSync(name, join(house, name), { recursive: true, filter: (path) => basename(path) !== 'node_modules' })
  symlinkSync(resolve('node_modules'), join(house, 'node_modules'))
  for (const room of rooms) for (const side of ['src', 'tests']) rmSync(join(house, side, room), { recursive: true })
  for (const file of Object.keys(aboutThem)) rmSync(join(house, 'tests', file))
  writeFileSync(join(house, 'src/site/quick.ts'), noQuick)
  const bundler = join(house, 'src/package/bundle.mjs')
  const text = readFileSync(bundler, 'utf8')
  expect(text.match(workerLines)).toHaveLength(2)
  writeFileSync(bundler, text.replace(workerLines, ''))
}

/** True where a file reaches the door to the rooms: every other pure test loads the very modules that the house itself has. */
function reachesDoor(file: string, reached = new Set<string>()): boolean {
  if (file === join(house, 'src/site/quick.ts')) return true
  reached.add(file)
  return [...readFileSync(file, 'utf8').matchAll(/\b(?:from|import|import\()\s*'(\.[^']+\.ts)'/g)]
    .map(([, path = '']) => join(file, '..', path))
    .some((next) => !reached.has(next) && reachesDoor(next, reached))
}

/** Runs a script of the copy with Node; fails with all that it says. */
async function inHouse(...args: readonly string[]): Promise<void> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  const said = await run(process.execPath, args, { cwd: house, env, maxBuffer: 1e9 }).then(
    () => '',
    ({ stdout, stderr }) => `${stdout}${stderr}`,
  )
  expect(said).toBe('')
}

test('without what is for speed alone the house stands: types, bundle and every other test that could tell', async () => {
  buildHouse()
  await inHouse('node_modules/typescript/bin/tsc')
  await inHouse('src/package/bundle.mjs')
  const files = readdirSync('tests', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.io|\.fuzz)\.test\.ts$/.test(file))
    .map((file) => `tests/${file}`)
    .filter((file) => existsSync(join(house, file)))
  const pure = files.filter((file) => reachesDoor(join(house, file)))
  expect(pure).not.toEqual([])
  await inHouse('node_modules/vitest/vitest.mjs', 'run', ...pure, ...onDisk.map((file) => `tests/${file}`))
}, 3_600_000)
