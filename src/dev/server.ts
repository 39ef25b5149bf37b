import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { answer, type SendOptions } from './send.ts'

export interface ListenOptions {
  /** The first port that is tried; the next ones follow where it is taken. 0: any. */
  readonly port: number
  /** An address or name to bind instead of loopback. */
  readonly host?: string
}

export interface Listening {
  /** `http://localhost:4000`, without a slash. */
  readonly origin: string
  readonly port: number
  readonly close: () => Promise<void>
}

/** Ports that are tried before giving up. */
const tries = 100

/**
 * Listens on 127.0.0.1 and, where there is one, on ::1, or on `host` alone. Rejects where no port is free
 * or the host is not ours (EADDRNOTAVAIL, ENOTFOUND).
 */
export async function listen({ port, host }: ListenOptions, options: Omit<SendOptions, 'hosts'>): Promise<Listening> {
  const withHosts = { ...options, hosts: host ? hostNames(host) : [] }
  for (let offset = 0; ; offset++) {
    try {
      return listening(await bind(port && port + offset, host, withHosts), host)
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE' || offset >= tries) throw error
    }
  }
}

async function bind(port: number, host: string | undefined, options: SendOptions): Promise<readonly Server[]> {
  const first = await start(port, host ?? '127.0.0.1', options)
  if (host) return [first]
  try {
    return [first, await start(portOf(first), '::1', options)]
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') return [first]
    await stop(first)
    throw error
  }
}

function start(port: number, host: string, options: SendOptions): Promise<Server> {
  const server = createServer(limits, (message, response) => void answer(message, response, options))
  server.on('clientError', (_error, socket) => refuse(socket as Socket))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject)
      server.on('error', () => {})
      resolve(server)
    })
  })
}

/** The most that one request may cost: bytes of headers, milliseconds. A missing Host is the handler's to refuse. */
const limits = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  requireHostHeader: false,
}

/** A request that node could not read. */
function refuse(socket: Socket): void {
  socket.on('error', () => {})
  if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  else socket.destroy()
}

function listening(servers: readonly Server[], host: string | undefined): Listening {
  const port = portOf(servers[0])
  const name = !host || wildcard.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return { origin: `http://${name}:${port}`, port, close: async () => void (await Promise.all(servers.map(stop))) }
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

const wildcard = new Set(['0.0.0.0', '::'])

/** The names by which `--host` may be asked for: its own, or every address of this machine where it is all of them. */
function hostNames(host: string): readonly string[] {
  const addresses = wildcard.has(host)
    ? Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address))
    : [host]
  return addresses.map((address) => (address.includes(':') ? `[${address}]` : address).toLowerCase())
}

function portOf(server: Server | undefined): number {
  const address = server?.address()
  return typeof address === 'object' && address ? address.port : 0
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
