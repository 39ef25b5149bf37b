import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEvents, type Events } from '../../src/dev/events.ts'
import { type Listening, listen } from '../../src/dev/server.ts'
import type { Snapshot } from '../../src/dev/snapshot.ts'
import { runs, seed } from '../runs.ts'
import { broken, snapshot } from './fake.ts'

let root: string
let server: Listening
let events: Events
let state: Snapshot

const files = {
  'index.html': '<body>home</body>',
  '404.html': '<body>not here</body>',
  'cat.png': 'copy:public/cat.png',
  'empty.bin': 'copy:public/empty.bin',
  'pipe.txt': 'copy:public/pipe.txt',
  'passwd.txt': 'copy:public/passwd.txt',
  'gone.txt': 'copy:public/gone.txt',
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ruoyu-server-'))
  mkdirSync(join(root, 'public'))
  writeFileSync(join(root, 'public/cat.png'), '0123456789')
  writeFileSync(join(root, 'public/empty.bin'), '')
  writeFileSync(join(root, 'secret.txt'), 'secret')
  execFileSync('mkfifo', [join(root, 'public/pipe.txt')])
  symlinkSync('/etc/passwd', join(root, 'public/passwd.txt'))
  state = snapshot(files, { root, folders: ['.'] })
  events = createEvents()
  server = await start(0)
})

afterAll(async () => {
  events.close()
  await server.close()
  rmSync(root, { recursive: true, force: true })
})

function start(port: number, host?: string): Promise<Listening> {
  return listen({ port, ...(host && { host }) }, { live: true, current: async () => state, events })
}

/** Sends bytes as they are and gives what comes back until the other end, or `enough`, ends it. */
function raw(bytes: string | Uint8Array, host = '127.0.0.1', enough?: RegExp): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(server.port, host, () => socket.write(bytes))
    const done = () => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(3000, done)
    socket.on('data', (data) => {
      answer += data
      if (enough?.test(answer)) done()
    })
    socket.on('close', done)
    socket.on('error', done)
  })
}

function request(line: string, ...headers: readonly string[]): Promise<string> {
  const withHost = headers.some((header) => /^host/i.test(header)) ? headers : ['Host: localhost', ...headers]
  return raw([line, ...withHost, 'Connection: close', '', ''].join('\r\n'))
}

const status = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])
const bodyOf = (answer: string) => answer.slice(answer.indexOf('\r\n\r\n') + 4)

describe('the socket', () => {
  it('is bound to both loopbacks and to nothing else', async () => {
    expect(status(await raw('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', '::1'))).toBe(200)
    const own = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
    for (const { address, internal, scopeid } of own)
      if (!internal && !scopeid)
        expect(await raw('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n', address), address).toBe('')
  })

  it('goes to the next port where one is taken, on either loopback', async () => {
    const six = await start(0)
    const second = await start(six.port)
    expect(second.port).toBeGreaterThan(six.port)
    const blocker = createServer().listen(second.port + 1, '::1')
    const third = await start(six.port)
    expect(third.port).toBeGreaterThan(second.port + 1)
    await Promise.all([six.close(), second.close(), third.close()])
    blocker.close()
  })

  it('says why it can’t be had on a foreign address', async () => {
    await expect(start(0, '192.0.2.1')).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' })
  })

  it('answers by the machine’s addresses under --host 0.0.0.0', async () => {
    const open = await start(0, '0.0.0.0')
    expect((await fetch(`http://127.0.0.1:${open.port}/`)).status).toBe(200)
    await open.close()
  })
})

describe('a request', () => {
  it('without a host, with a strange one or with none that is a name, is forbidden', async () => {
    for (const host of ['Host: evil.com', 'Host:', 'Host: [', 'Host: %%%', 'Host: a b']) {
      expect(status(await request('GET / HTTP/1.1', host)), host).toBe(403)
    }
    expect(status(await raw('GET / HTTP/1.1\r\nConnection: close\r\n\r\n'))).toBe(403)
    expect(status(await raw('GET / HTTP/1.0\r\n\r\n'))).toBe(403)
  })

  it('of another method is told which ones there are', async () => {
    const answer = await request('POST / HTTP/1.1', 'Content-Length: 5')
    expect(status(answer)).toBe(405)
    expect(answer).toMatch(/^Allow: GET, HEAD\r$/m)
  })

  it('in absolute form, with a bad escape or dots, is refused', async () => {
    for (const target of ['http://evil.com/', '/%', '/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '*'])
      expect(status(await request(`GET ${target} HTTP/1.1`)), target).toBe(400)
    for (const target of ['//etc/passwd', '/secret.txt', '/public/cat.png', '/@fs/etc/passwd'])
      expect(status(await request(`GET ${target} HTTP/1.1`)), target).toBe(404)
  })

  it('of HEAD gets the headers of GET and no body', async () => {
    for (const path of ['/', '/cat.png', '/nothing', '/__ruoyu/client.js']) {
      const [get, head] = [await request(`GET ${path} HTTP/1.1`), await request(`HEAD ${path} HTTP/1.1`)]
      const headers = (answer: string) => answer.split('\r\n\r\n')[0]?.replace(/^Date:.*$/m, '')
      expect(headers(head)).toBe(headers(get))
      expect(bodyOf(head)).toBe('')
    }
  })
})

describe('a copied file', () => {
  it('comes whole or in a range', async () => {
    expect(bodyOf(await request('GET /cat.png HTTP/1.1'))).toBe('0123456789')
    const part = await request('GET /cat.png HTTP/1.1', 'Range: bytes=2-4')
    expect([status(part), bodyOf(part)]).toEqual([206, '234'])
    expect(part).toMatch(/^Content-Range: bytes 2-4\/10\r$/m)
    expect(status(await request('GET /cat.png HTTP/1.1', 'Range: bytes=10-'))).toBe(416)
    expect(bodyOf(await request('GET /empty.bin HTTP/1.1'))).toBe('')
  })

  it('is not there where it is a pipe, leads outside or has gone', async () => {
    for (const path of ['pipe.txt', 'passwd.txt', 'gone.txt'])
      expect(status(await request(`GET /${path} HTTP/1.1`)), path).toBe(404)
  })
})

describe('the reload stream', () => {
  it('tells its page’s state at once and whenever it changes', async () => {
    const before = state
    const stream = raw(
      'GET /__ruoyu/events?page=/ HTTP/1.1\r\nHost: localhost\r\n\r\n',
      '127.0.0.1',
      /overlay":"<.*\n\n/s,
    )
    await new Promise((resolve) => setTimeout(resolve, 100))
    events.publish(state)
    state = { ...state, diagnostics: [broken()] }
    events.publish(state)
    const states = [...(await stream).matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? ''))
    expect(states).toHaveLength(2)
    expect(states[0]).toMatchObject({ overlay: '', version: expect.stringMatching(/^[0-9a-f]{16}$/) })
    expect(states[1]).toMatchObject({ overlay: expect.stringContaining('ruoyu.config.ts'), version: states[0].version })
    state = before
  })

  it('is refused to another origin', async () => {
    expect(status(await request('GET /__ruoyu/events HTTP/1.1', 'Origin: http://evil.com'))).toBe(403)
  })
})

describe('the process', () => {
  it('outlives whatever is sent', async () => {
    const lines = [
      '\r\n\r\n',
      'GET\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '\x16\x03\x01\x02\x00\x01\x00',
      `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: localhost\r\n${'X: y\r\n'.repeat(5000)}\r\n`,
      'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n',
      'GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
      'CONNECT evil.com:443 HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: localhost\r\nExpect: x\r\nConnection: close\r\n\r\n',
    ]
    await Promise.all(lines.map((line) => raw(line)))
    expect(status(await request('GET / HTTP/1.1'))).toBe(200)
  })

  const numRuns = runs(300, 20_000)

  it(`outlives random bytes and readers that leave (seed ${seed}, ${numRuns} runs)`, { timeout: 600_000 }, async () => {
    const start = fc.constantFrom(
      '',
      'GET ',
      'GET / HTTP/1.1\r\nHost: localhost\r\n',
      'GET /cat.png HTTP/1.1\r\nHost: localhost\r\n\r\n',
    )
    const noise = fc.uint8Array({ maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(start, noise, async (start, noise) => {
        await new Promise<void>((resolve) => {
          const socket = connect(server.port, '127.0.0.1', () => {
            socket.write(Buffer.concat([Buffer.from(start), noise]), () => socket.destroy())
          })
          socket.on('close', () => resolve())
          socket.on('error', () => {})
        })
      }),
      { seed, numRuns },
    )
    expect(status(await request('GET / HTTP/1.1'))).toBe(200)
  })
})
