import { spawn } from 'node:child_process'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { crc32, deflateSync } from 'node:zlib'
import { onTestFinished } from 'vitest'
import { repository } from '../clients/built.ts'
import type { Ran } from '../clients/command.ts'

export interface Asked {
  readonly host: string
  readonly url: string
  readonly method: string
  readonly referer: string | undefined
  readonly since: string | undefined
  /** Milliseconds. */
  readonly time: number
}

/** A server on this machine that plays every host of the internet, and notes what it was asked. */
export interface Host {
  readonly port: number
  readonly server: Server
  readonly asked: Asked[]
  /** Runs the bundled command with the network of stub.mjs; `kill` ends it in that many milliseconds. */
  readonly ruoyu: (args: readonly string[], more?: Running) => Promise<Ran>
}

export interface Running {
  readonly env?: NodeJS.ProcessEnv
  readonly signal?: NodeJS.Signals
  /** Called with what was asked so far; true sends the signal. */
  readonly when?: (asked: readonly Asked[]) => boolean
}

export async function playHost(
  answer: (asked: Asked, response: ServerResponse, request: IncomingMessage) => void,
): Promise<Host> {
  const asked: Asked[] = []
  const watchers = new Set<() => void>()
  const listener: RequestListener = (request, response) => {
    const { headers, url = '/', method = 'GET' } = request
    const { host = '', referer } = headers
    const one = { host, url, method, referer, since: headers['if-modified-since'], time: performance.now() }
    asked.push(one)
    answer(one, response, request)
    for (const watch of watchers) watch()
  }
  const server = createServer(listener)
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    server,
    asked,
    ruoyu: (args, { env = {}, signal = 'SIGKILL', when } = {}) =>
      new Promise((resolve) => {
        const stub = pathToFileURL(join(repository, 'tests/keep/stub.mjs')).href
        const clean = { HTTPS_PROXY: '', https_proxy: '', HTTP_PROXY: '', http_proxy: '' }
        const child = spawn(process.execPath, ['--import', stub, join(repository, 'lib/cli.js'), ...args], {
          env: { ...process.env, ...clean, RUOYU_TEST_HTTP: String(port), ...env },
        })
        const watch = () => void (when?.(asked) && child.kill(signal))
        watchers.add(watch)
        let [stdout, stderr] = ['', '']
        child.stdout.on('data', (text) => {
          stdout += text
        })
        child.stderr.on('data', (text) => {
          stderr += text
        })
        child.on('close', (status) => {
          watchers.delete(watch)
          resolve({ status, stdout, stderr })
        })
      }),
  }
}

/** A PNG of one pixel that says `text`: two texts are two files. */
export function png(text: string): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Comment\0${text}`)),
    chunk('IDAT', deflateSync(Buffer.from([0, 120, 80, 40]))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A post with these pictures, a line each from its line 5 on. */
export function postWith(...addresses: readonly string[]): string {
  const lines = addresses.map((address, index) => {
    if (/^[<[]/.test(address)) return address
    // Markdown would escape brackets in an address.
    return address.includes('[') ? `<img src="${address}" alt="">` : `![图${index}](${address})`
  })
  return `---\ntitle: 文\ndate: 2019-04-05\n---\n${lines.join('\n\n')}\n`
}
