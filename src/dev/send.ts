import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { openDrawings, openPictures } from '../io/images/onDemand.ts'
import { openWithin } from '../io/serve.ts'
import { lazyBy } from '../kit/lazy.ts'
import type { Events } from './events.ts'
import { type HandlerOptions, handle, type Response } from './handler.ts'
import { mediaType } from './mediaType.ts'
import { readRange } from './range.ts'
import type { Snapshot } from './snapshot.ts'

export interface SendOptions extends HandlerOptions {
  /** The newest snapshot; waits for the first. */
  readonly current: () => Promise<Snapshot>
  readonly events: Events
}

/** Answers one request of the socket. Never rejects. */
export async function answer(message: IncomingMessage, response: ServerResponse, options: SendOptions): Promise<void> {
  // A reader that leaves in mid-answer is no error of ours.
  message.on('error', () => {})
  response.on('error', () => {})
  try {
    const snapshot = await options.current()
    const { method = 'GET', url = '/', headers } = message
    await send(await handle({ method, url, headers }, snapshot, options), message, response, options, snapshot)
  } catch {
    if (!response.headersSent) response.writeHead(500)
    response.end()
  }
}

const picturesOf = lazyBy(openPictures)
const drawingsOf = lazyBy(openDrawings)

async function send(
  { status, headers, body }: Response,
  message: IncomingMessage,
  response: ServerResponse,
  { events }: SendOptions,
  snapshot: Snapshot,
): Promise<void> {
  const head = message.method === 'HEAD'
  const sendBytes = (bytes: Buffer): void => {
    response.writeHead(status, { ...headers, 'Content-Length': bytes.length })
    response.end(head ? undefined : bytes)
  }
  if ('file' in body) return sendFile(body.file, { status, headers }, message, response, snapshot)
  if ('image' in body) {
    const bytes = picturesOf(snapshot.root)(body)
    if (!bytes) {
      const asOriginal = { ...headers, 'Content-Type': mediaType(body.from) }
      return sendFile(body.from, { status, headers: asOriginal }, message, response, snapshot)
    }
    return sendBytes(bytes)
  }
  if ('draw' in body) return sendBytes(await drawingsOf(snapshot.root)(body))
  if ('events' in body) {
    response.writeHead(status, headers)
    if (head) response.end()
    else events.add(response, body.events, snapshot)
    return
  }
  sendBytes(Buffer.from(body.text))
}

async function sendFile(
  path: string,
  { status, headers }: Omit<Response, 'body'>,
  message: IncomingMessage,
  response: ServerResponse,
  { root, folders }: Snapshot,
): Promise<void> {
  const file = await openWithin(root, folders, path)
  if (!file) {
    response.writeHead(404, headers)
    response.end()
    return
  }
  const range = status === 200 ? readRange(message.headers.range, file.size) : undefined
  const { start, end } = range && range !== 'outside' ? range : { start: 0, end: file.size - 1 }
  response.writeHead(range === 'outside' ? 416 : range ? 206 : status, {
    ...headers,
    'Accept-Ranges': 'bytes',
    'Content-Length': range === 'outside' ? 0 : end - start + 1,
    ...(range && {
      'Content-Range': range === 'outside' ? `bytes */${file.size}` : `bytes ${start}-${end}/${file.size}`,
    }),
  })
  if (message.method === 'HEAD' || range === 'outside' || end < start) {
    await file.close()
    response.end()
    return
  }
  await pipeline(file.stream(start, end), response)
}
