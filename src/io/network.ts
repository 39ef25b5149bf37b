import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import http, { type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import { isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import type { Answer, Ask, Failure, Question } from '../keep/ask.ts'
import { uptime } from '../kit/uptime.ts'
import { createPace } from './pace.ts'
import { isProxyAddress, isPublicAddress } from './publicAddress.ts'

/**
 * The port to the network. A test gives its own, whole or in part, as `globalThis[Symbol.for('ruoyu.network')]`, from a
 * module that `node --import` loads; the command line has no switch for it.
 */
export interface NetworkPort {
  /** All addresses of a host. */
  readonly resolve: (host: string) => Promise<readonly string[]>
  readonly isPublic: (address: string) => boolean
  /** The place that a connection to a checked address goes to; `plain` without TLS, as a test's server speaks. */
  readonly route: (address: string, port: number) => Goal
  /** Milliseconds: between two questions to a host, without a byte, for one answer. */
  readonly times: { readonly gap: number; readonly idle: number; readonly total: number }
}

interface Goal {
  readonly address: string
  readonly port: number
  readonly plain?: boolean
}

const plainPort: NetworkPort = {
  resolve: async (host) => {
    const found: readonly LookupAddress[] = await lookup(host, { all: true })
    // Many a host has IPv6 addresses that a home's network does not reach.
    return [...found].sort((a, b) => a.family - b.family).map(({ address }) => address)
  },
  isPublic: isPublicAddress,
  route: (address, port) => ({ address, port }),
  times: { gap: 200, idle: 20_000, total: 300_000 },
}

const portKey = Symbol.for('ruoyu.network')

function givenPort(): NetworkPort {
  const given = (globalThis as { readonly [portKey]?: Partial<NetworkPort> })[portKey] ?? {}
  return { ...plainPort, ...given, times: { ...plainPort.times, ...given.times } }
}

export interface Network {
  readonly ask: Ask
  /** True once any host has answered: a host without an address is gone then, and not the network. */
  readonly hasAnswered: () => boolean
  readonly close: () => void
}

export interface NetworkOptions {
  readonly proxy?: ProxyFor | undefined
  readonly atOnce?: number
}

/** The http or https proxy that an address is asked through, and which then resolves its name. */
export type ProxyFor = (url: Pick<URL, 'hostname' | 'host'>) => URL | undefined

/**
 * The proxy of the command line, for all hosts, else that of the environment, for those that `NO_PROXY` leaves to it
 * (`*`, or hosts and domains by commas, each perhaps with a port). Throws an error with the text of what is no proxy's
 * address.
 */
export function proxyOf(option: string | undefined, env: NodeJS.ProcessEnv): ProxyFor | undefined {
  const text = option ?? (env.HTTPS_PROXY || env.https_proxy || env.HTTP_PROXY || env.http_proxy)
  if (!text) return undefined
  const address = /^[a-z][\w+.-]*:\/\//i.test(text) ? text : `http://${text}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') throw new Error(text)
  const direct = option === undefined ? env.NO_PROXY || env.no_proxy || '' : ''
  const names = direct.split(/[\s,]+/).flatMap((name) => name.toLowerCase().replace(/^\*?\./, '') || [])
  const covers = (name: string, host: string) => name === '*' || host === name || host.endsWith(`.${name}`)
  return ({ hostname, host }) => (names.some((name) => covers(name, hostname) || covers(name, host)) ? undefined : url)
}

const agentName = 'Mozilla/5.0 (compatible; Ruoyu; +https://github.com/ruoyu-blog/ruoyu)'

/** Failures of the connection after which a host is not asked again. */
const enough = 3

/** Asks hosts of the public internet and no others, at their pace. */
export function openNetwork({ proxy, atOnce = 6 }: NetworkOptions): Network {
  const port = givenPort()
  const pace = createPace({ gap: port.times.gap, atOnce })
  const agents = {
    'http:': new http.Agent({ keepAlive: true }),
    'https:': new https.Agent({ keepAlive: true }),
  }
  const down = new Map<string, number>()
  const unknown = new Set<string>()
  let answered = false
  const askOnce = async (url: URL, question: Question): Promise<Answer> => {
    const means: Means = { port, agents, pace }
    const through = proxy?.(url)
    const answer = await (through ? askProxy(url, through, question, means) : askHost(url, question, means))
    const isDown = answer.kind === 'failure' && /^(?:unreachable|timeout|lookup)$/.test(answer.reason)
    down.set(url.hostname, isDown ? (down.get(url.hostname) ?? 0) + 1 : 0)
    if (answer.kind === 'answer') answered = true
    else if (answer.reason === 'unknown') unknown.add(url.hostname)
    return answer
  }
  return {
    ask: async (question) => {
      const url = parse(question.url)
      if (!url) return failure('garbled')
      if (unknown.has(url.hostname)) return failure('unknown')
      return pace.run(url.hostname, async () => {
        if ((down.get(url.hostname) ?? 0) >= enough) return failure('down')
        return askOnce(url, question)
      })
    },
    hasAnswered: () => answered,
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

interface Means {
  readonly port: NetworkPort
  readonly agents: { readonly 'http:': http.Agent; readonly 'https:': https.Agent }
  readonly pace: ReturnType<typeof createPace>
}

function parse(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined
}

function failure(reason: Failure): Answer {
  return { kind: 'failure', reason }
}

/** The addresses of a host are looked up once, checked, and connected to as they are: a later answer changes nothing. */
async function askHost(url: URL, question: Question, means: Means): Promise<Answer> {
  const { port, agents } = means
  const name = bareHost(url)
  const found = isIP(name) ? [name] : await port.resolve(name).catch(({ code }: NodeJS.ErrnoException) => code ?? '')
  if (typeof found === 'string') return failure(/^(?:ENOTFOUND|ENODATA)$/.test(found) ? 'unknown' : 'lookup')
  const addresses = found.filter(port.isPublic)
  if (addresses.length === 0) return failure(found.some(isProxyAddress) ? 'proxy' : 'private')
  let answer = failure('unreachable')
  for (const address of addresses.slice(0, 3)) {
    const goal = port.route(address, Number(url.port) || (url.protocol === 'https:' ? 443 : 80))
    const protocol = url.protocol === 'https:' && !goal.plain ? 'https:' : 'http:'
    answer = await send(url, question, means, {
      ...{ protocol, agent: agents[protocol], host: goal.address, port: goal.port },
      path: url.pathname + url.search,
      // A certificate is the host's, and no address has a name of servers.
      ...(protocol === 'https:' && { servername: isIP(name) ? '' : name }),
    })
    if (answer.kind === 'answer' || answer.reason !== 'unreachable') return answer
  }
  return answer
}

function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$|\.$/g, '')
}

/** Names that mean this machine or its network, wherever they are resolved. */
const ownNames = /^(?:[^.]+|(?:.*\.)?(?:localhost|local|internal|lan|home\.arpa))$/i

/** A proxy resolves names; an address that the URL itself has is checked here. */
async function askProxy(url: URL, proxy: URL, question: Question, means: Means): Promise<Answer> {
  const name = bareHost(url)
  if (isIP(name) ? !means.port.isPublic(name) : ownNames.test(name)) return failure('private')
  const user = decodeURIComponent(proxy.username)
  const secret = Buffer.from(`${user}:${decodeURIComponent(proxy.password)}`).toString('base64')
  const headers = user ? { 'proxy-authorization': `Basic ${secret}` } : {}
  const at = { protocol: proxy.protocol, host: bareHost(proxy), port: proxy.port || undefined }
  if (url.protocol === 'http:') return send(url, question, means, { ...at, path: url.href, headers })
  const goal = `${url.hostname}:${url.port || 443}`
  const tunnel = await openTunnel({ ...at, path: goal, headers: { ...headers, host: goal } }, means.port.times.idle)
  if (!tunnel) return failure('unreachable')
  const createConnection = () => connectTls({ socket: tunnel, ...(isIP(name) ? {} : { servername: name }) })
  const path = url.pathname + url.search
  return send(url, question, means, { protocol: 'https:', host: name, path, createConnection })
}

function openTunnel(options: RequestOptions, timeout: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const request = clientOf(options).request({ ...options, method: 'CONNECT', timeout, agent: false })
    request.on('connect', ({ statusCode }: IncomingMessage, socket: Socket) => {
      if (statusCode === 200) return resolve(socket)
      socket.destroy()
      resolve(undefined)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(undefined))
    request.end()
  })
}

function clientOf({ protocol }: RequestOptions): typeof http | typeof https {
  return protocol === 'https:' ? https : http
}

/** Bytes a second below which an answer is too slow to wait for, once `idle` is over. */
const slowest = 1000

function send(url: URL, question: Question, { port, pace }: Means, options: RequestOptions): Promise<Answer> {
  const { idle, total } = port.times
  const { method, referer, since, limit } = question
  return new Promise((resolve) => {
    const start = uptime()
    const request = clientOf(options).request({
      ...options,
      method,
      headers: {
        host: url.host,
        'user-agent': agentName,
        accept: '*/*',
        'accept-encoding': 'identity',
        ...(referer && { referer }),
        ...(since && { 'if-modified-since': since }),
        ...(options.headers as http.OutgoingHttpHeaders | undefined),
      },
    })
    const end = (answer: Answer): void => {
      clearTimeout(timer)
      resolve(answer)
      request.destroy()
    }
    const timer = setTimeout(() => end(failure('timeout')), total)
    request.setTimeout(idle, () => end(failure('timeout')))
    request.on('error', (error) => end(failure(reasonOf(error))))
    request.on('response', (response) => {
      const { statusCode: status = 0, headers } = response
      const wait = Number(headers['retry-after'])
      // A host that asks for patience gets it, for a minute at most.
      if ((status === 429 || status === 503) && wait > 0) pace.hold(url.hostname, Math.min(wait, 60) * 1000)
      const location = status >= 300 && status < 400 && status !== 304 ? goalOf(headers.location, url) : undefined
      const head = { kind: 'answer', status, location } as const
      if (method === 'HEAD' || limit === 0 || status !== 200) return end({ ...head, body: empty })
      if (Number(headers['content-length'] ?? 0) > limit) return end(failure('too large'))
      const pieces: Buffer[] = []
      let size = 0
      response.on('data', (piece: Buffer) => {
        size += piece.length
        pieces.push(piece)
        const time = uptime() - start
        if (size > limit) end(failure('too large'))
        else if (time > idle && size < (time / 1000) * slowest) end(failure('timeout'))
      })
      response.on('error', (error) => end(failure(reasonOf(error))))
      response.on('end', () => {
        clearTimeout(timer)
        const body = response.complete ? unpack(Buffer.concat(pieces), headers['content-encoding'], limit) : 'cut short'
        resolve(typeof body === 'string' ? failure(body) : { ...head, body })
      })
    })
    request.end()
  })
}

const empty = new Uint8Array()

function goalOf(location: string | undefined, url: URL): string | undefined {
  return location !== undefined && URL.canParse(location, url) ? new URL(location, url).href : undefined
}

/** A body that was packed although nobody asked for it; never unpacked beyond the limit. */
function unpack(body: Buffer, encoding: string | undefined, limit: number): Uint8Array | Failure {
  const coding = encoding?.trim().toLowerCase()
  const unpackers = { gzip: gunzipSync, 'x-gzip': gunzipSync, deflate: inflateSync, br: brotliDecompressSync }
  if (!coding || coding === 'identity') return body
  if (!Object.hasOwn(unpackers, coding)) return 'garbled'
  try {
    return unpackers[coding as keyof typeof unpackers](body, { maxOutputLength: limit })
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too large' : 'garbled'
  }
}

function reasonOf({ code = '', message }: NodeJS.ErrnoException): Failure {
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(code)) return 'certificate'
  if (/^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ENETDOWN|EHOSTDOWN)$/.test(code)) return 'unreachable'
  if (code === 'ETIMEDOUT') return 'timeout'
  if (code === 'ECONNRESET' || code === 'EPIPE' || message === 'aborted') return 'cut short'
  return 'garbled'
}
