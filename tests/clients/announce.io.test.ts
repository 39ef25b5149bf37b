import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Change } from '../../src/extension.ts'
import { random, runs, seed } from '../runs.ts'
import { repository } from './built.ts'

const kills = runs(6, 200)

let root: string
let server: Server
let requests: Change[]
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'ruoyu-announce-'))
  requests = []
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      requests.push(JSON.parse(body))
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  for (let index = 0; index < 5; index++) post(index, '正文')
  write('content/hidden.md', '---\ntitle: 藏\nnoindex: true\n---\n文')
  write('ruoyu.config.ts', config('push'))
})
afterEach(() => {
  server.close()
  rmSync(root, { recursive: true, force: true })
})

/** Extensions that push as ours do: nothing at first. */
function config(...names: readonly string[]): string {
  const { port } = server.address() as AddressInfo
  const extension = (name: string) => `{
    name: '${name}',
    async announce(change) {
      if (change.first) return
      if ('${name}' === 'broken') throw new Error('no answer')
      await fetch('http://127.0.0.1:${port}/', { method: 'POST', body: JSON.stringify(change) })
    },
  }`
  return `export default { url: 'https://example.com/blog/', extensions: [${names.map(extension).join(', ')}] }\n`
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function post(index: number, body: string): void {
  write(`content/posts/${index}.md`, `---\ntitle: 文 ${index}\ndate: 2025-01-0${1 + index}\n---\n${body}\n`)
}

const urlOf = (index: number) => `https://example.com/blog/posts/${index}/`

/** Runs a command; without `killAfter` (milliseconds) to its end. */
function ruoyu(args: readonly string[], killAfter?: number): Promise<{ status: number | null; text: string }> {
  const child = spawn(process.execPath, [join(repository, 'lib/cli.js'), ...args, '--root', root])
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      text += chunk
    })
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter)
  return new Promise((resolve) =>
    child.on('close', (status) => {
      clearTimeout(timer)
      resolve({ status, text })
    }),
  )
}

it('tells of what is new, changed and gone since the last time, and nothing at first', async () => {
  expect((await ruoyu(['announce'])).status).toBe(0)
  expect(requests).toEqual([])
  post(1, '新的正文')
  post(7, '新文')
  rmSync(join(root, 'content/posts/2.md'))
  expect(await ruoyu(['announce'])).toMatchObject({
    status: 0,
    text: expect.stringContaining('新增 1，修改 1，删除 1'),
  })
  expect(requests).toEqual([{ first: false, added: [urlOf(7)], changed: [urlOf(1)], removed: [urlOf(2)] }])
  // Neither another look nor another neighbour is a change.
  write('templates/partials/footer.njk', '<footer>新</footer>')
  expect((await ruoyu(['announce'])).status).toBe(0)
  expect(requests.length).toBe(1)
  expect((await ruoyu(['clean'])).status).toBe(0)
  expect((await ruoyu(['announce'])).status).toBe(0)
  expect(requests.length).toBe(1)
})

it('tells of every page with --all', async () => {
  expect((await ruoyu(['announce', '--all'])).status).toBe(0)
  expect(requests).toEqual([{ first: false, added: [4, 3, 2, 1, 0].map(urlOf), changed: [], removed: [] }])
})

it('never tells anybody in a build', async () => {
  await ruoyu(['announce'])
  post(1, '新的正文')
  expect((await ruoyu(['build'])).status).toBe(0)
  expect(requests).toEqual([])
})

it('remembers for each extension what it has told, and runs one that failed again', async () => {
  write('ruoyu.config.ts', config('broken', 'push'))
  await ruoyu(['announce'])
  post(1, '新的正文')
  const failed = await ruoyu(['announce'])
  expect(failed).toMatchObject({ status: 1, text: expect.stringContaining('no answer') })
  expect(requests.length).toBe(1)
  expect(await ruoyu(['announce'])).toMatchObject({ status: 1, text: expect.stringContaining('push：没有新内容') })
  expect(requests.length).toBe(1)
})

it('refuses where the record is damaged or the site has errors, and tells nobody', async () => {
  await ruoyu(['announce'])
  const record = join(root, '.ruoyu/announced.json')
  const text = readFileSync(record, 'utf8')
  post(1, '新的正文')
  writeFileSync(record, text.slice(0, -9))
  expect(await ruoyu(['announce'])).toMatchObject({ status: 1, text: expect.stringContaining('announced.json') })
  writeFileSync(record, text)
  write('content/posts/0.md', '---\ntitle: [x\n---\n')
  expect((await ruoyu(['announce'])).status).toBe(1)
  expect(requests).toEqual([])
})

it(`loses no change over ${kills} kills at random moments (seed ${seed})`, { timeout: kills * 60_000 }, async () => {
  await ruoyu(['announce'])
  expect(existsSync(join(root, '.ruoyu/announced.json'))).toBe(true)
  const next = random(seed)
  const start = Date.now()
  await ruoyu(['announce'])
  const usual = Date.now() - start
  /** Changes that no run has told since they were made, and how many runs that were killed told them already. */
  const open = new Map<string, number>()
  for (let round = 0; round < kills; round++) {
    const index = next(5)
    post(index, `正文 ${round}`)
    open.set(urlOf(index), 0)
    const before = requests.length
    // Most kills fall where the effect and its record are.
    const { status } = await ruoyu(['announce'], usual * (0.4 + next(100) / 100))
    const told = requests.slice(before).flatMap(({ changed }) => changed)
    expect(requests.length - before).toBeLessThanOrEqual(1)
    if (status !== 0) for (const url of told) open.set(url, (open.get(url) ?? 0) + 1)
    else {
      expect([...told].sort(), `round ${round}`).toEqual([...open.keys()].sort())
      open.clear()
    }
    // A kill behind the record leaves nothing to tell.
    if (status !== 0 && told.length > 0) {
      const count = requests.length
      await ruoyu(['announce'])
      const again = requests.slice(count).flatMap(({ changed }) => changed)
      expect([[], told.sort()]).toContainEqual(again.sort())
      open.clear()
    }
  }
  const count = requests.length
  await ruoyu(['announce'])
  expect(
    requests
      .slice(count)
      .flatMap(({ changed }) => changed)
      .sort(),
  ).toEqual([...open.keys()].sort())
  await ruoyu(['announce'])
  expect(requests.length).toBeLessThanOrEqual(count + 1)
})
