import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get, type OutgoingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { median } from './measure.ts'
import { benchPosts } from './posts.ts'

/**
 * `npm run bench:dev -- --sizes 1000,10000 --rounds 11`: milliseconds from the save of a post to the event that reloads
 * its page, beside Hugo's server. The first save, which nothing has warmed up, is told apart.
 */
const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000' },
    rounds: { type: 'string', default: '11' },
  },
})

interface Server {
  readonly name: string
  readonly command: (port: number) => readonly string[]
  readonly template?: string
  /** Address of the stream that says when to reload `page`. */
  readonly events: (page: string) => { readonly path: string; readonly headers?: OutgoingHttpHeaders }
}

const servers: readonly Server[] = [
  {
    name: 'Ruoyu',
    command: (port) => [process.execPath, resolve('lib/cli.js'), 'dev', '--root', '.', '--port', String(port)],
    events: (page) => ({ path: `/__ruoyu/events?page=${encodeURIComponent(page)}` }),
  },
  {
    name: 'Hugo',
    command: (port) => ['hugo', 'server', '--quiet', '--port', String(port)],
    template: 'hugo',
    events: () => ({
      path: '/livereload',
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': 'cnVveXUgaXMgbWVhc3VyZQ==',
      },
    }),
  },
]

const work = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'ruoyu-bench-'))
try {
  console.log('| posts | | first save | median |\n| ---: | --- | ---: | ---: |')
  for (const size of options.sizes.split(',').map(Number)) for (const server of servers) await measure(server, size)
} finally {
  rmSync(work, { recursive: true, force: true })
}

async function measure(server: Server, size: number): Promise<void> {
  const folder = join(work, `${server.name}-${size}`)
  mkdirSync(join(folder, 'content/posts'), { recursive: true })
  if (server.template) cpSync(resolve('tests/bench/peers', server.template), folder, { recursive: true })
  const posts = benchPosts(size)
  for (const { path, text } of posts) writeFileSync(join(folder, 'content', path), text)
  const post = posts[size >> 1]?.path ?? ''
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const [file = '', ...args] = server.command(port)
  const process = spawn(file, args, { cwd: folder, stdio: 'ignore' })
  try {
    const page = `/${post.replace(/\.md$/, '/')}`
    await listening(process, port, page)
    const { path, headers } = server.events(page)
    const events = await request(port, path, headers)
    events.resume()
    const times: number[] = []
    for (let round = 0; round <= Number(options.rounds); round++) {
      await sleep(1000)
      const told = new Promise<void>((resolve) => events.once('data', () => resolve()))
      const start = performance.now()
      appendFileSync(join(folder, 'content', post), `\n第${round}次修改。\n`)
      await told
      times.push(performance.now() - start)
    }
    const [first = 0, ...rest] = times
    console.log(`| ${size} | ${server.name} | ${first.toFixed(0)} ms | ${median(rest).toFixed(0)} ms |`)
    events.destroy()
  } finally {
    process.kill('SIGINT')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Waits for a server that has just been started to serve a page. */
async function listening(process: ChildProcess, port: number, page: string): Promise<void> {
  for (;;) {
    const served = await request(port, page).catch(() => undefined)
    if (served) {
      served.resume()
      return
    }
    if (process.exitCode !== null) throw new Error(`the server ended: ${process.exitCode}`)
    await sleep(200)
  }
}

function request(port: number, path: string, headers: OutgoingHttpHeaders = {}): Promise<Readable> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers })
      .on('response', (response) => {
        if (response.statusCode === 200) resolve(response)
        else reject(new Error(`${path}: ${response.statusCode}`))
      })
      .on('upgrade', (_response, socket) => resolve(socket))
      .on('error', reject)
  })
}
