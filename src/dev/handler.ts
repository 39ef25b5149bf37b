import { describe, location } from '../diagnostics/describe.ts'
import type { DrawJob, ImageOutput, Output, RenderedFile } from '../types.ts'
import { type Headers, isAllowedHost, isOwnOrigin } from './access.ts'
import { clientPath, clientScript, eventsPath } from './client.ts'
import { mediaType } from './mediaType.ts'
import { findOutput, renderPage } from './page.ts'
import type { Snapshot } from './snapshot.ts'
import { encodePath, readTarget } from './target.ts'

export interface Request {
  readonly method: string
  /** The request target, as it came. */
  readonly url: string
  readonly headers: Headers
}

export interface Response {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body
}

/** A text; a file of the site's root; a picture that may have to be made; a drawing; or the event stream of the page at a path. */
export type Body =
  | { readonly text: string }
  | { readonly file: string }
  | Pick<ImageOutput, 'from' | 'image'>
  | DrawJob
  | { readonly events: string }

export interface HandlerOptions {
  /** Host names beyond loopback's, in lower case. */
  readonly hosts: readonly string[]
  /** `dev`: pages keep themselves fresh and show errors. `preview`: the files as they are. */
  readonly live: boolean
}

/** Sent with everything: no other origin may read, embed or frame it, no browser may guess or keep it. */
const always = {
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "frame-ancestors 'self'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
}

/**
 * Answers a request from a snapshot alone: what the snapshot does not hold is not there, so no path reaches the disk.
 * Throws for no request. A HEAD is answered as a GET; who sends the answer leaves the body out.
 */
export async function handle(request: Request, snapshot: Snapshot, options: HandlerOptions): Promise<Response> {
  if (!isAllowedHost(request.headers.host, options.hosts)) return plain(403, 'Forbidden: unknown host.')
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return plain(405, 'Only GET and HEAD.', { Allow: 'GET, HEAD' })
  }
  const target = readTarget(request.url)
  if ('refused' in target) return plain(target.refused, target.refused === 414 ? 'URL too long.' : 'Bad request.')
  const own = options.live && answerOwn(target.path, target.query, request.headers)
  return own || answerPath(target.path, snapshot, options)
}

/** The two addresses that are the dev server's and not the site's. */
function answerOwn(path: string, query: string, headers: Headers): Response | undefined {
  if (path === clientPath) return respond(200, { text: clientScript }, mediaType(path))
  if (path !== eventsPath) return undefined
  if (!isOwnOrigin(headers)) return plain(403, 'Forbidden: foreign origin.')
  const page = readTarget(new URLSearchParams(query).get('page') ?? '/')
  if ('refused' in page) return plain(400, 'Bad request.')
  return respond(200, { events: page.path }, 'text/event-stream; charset=utf-8')
}

async function answerPath(path: string, snapshot: Snapshot, { live }: HandlerOptions): Promise<Response> {
  const { output, found } = findOutput(snapshot, path)
  if (!found) {
    const folder = path.endsWith('/') ? undefined : `${path}/`
    if (folder === snapshot.base || (folder && findOutput(snapshot, folder).found)) return redirect(folder)
    if (path === '/' && snapshot.base !== '/') return redirect(snapshot.base)
  }
  const status = found ? 200 : 404
  if (live && isPage(output, snapshot)) {
    const { html, broken } = await renderPage(snapshot, output)
    return respond(broken ? 500 : status, { text: html }, mediaType('.html'))
  }
  return output ? answerFile(output, status, snapshot) : plain(404, 'Not found.')
}

/** True of HTML that was made here, and of every path while nothing could be made yet. */
function isPage(output: Output | undefined, { outputs }: Snapshot): boolean {
  return output
    ? output.path.endsWith('.html') && output.kind !== 'static' && output.kind !== 'resource'
    : outputs.size === 0
}

async function answerFile(output: Output, status: number, snapshot: Snapshot): Promise<Response> {
  const { value, diagnostics } = await snapshot.render(output)
  const errors = diagnostics.filter(({ level }) => level === 'error')
  if (errors.length > 0) {
    return plain(
      500,
      errors.map((error) => `${location(error)} ${describe(error, snapshot.language).message}`).join('\n'),
    )
  }
  return respond(status, bodyOf(value), mediaType(output.path))
}

function bodyOf(file: RenderedFile): Body {
  if ('copyFrom' in file) return { file: file.copyFrom }
  if ('image' in file || 'draw' in file) return file
  return { text: file.text }
}

function respond(status: number, body: Body, type: string, more: Response['headers'] = {}): Response {
  return { status, headers: { ...always, 'Content-Type': type, ...more }, body }
}

function plain(status: number, text: string, more: Response['headers'] = {}): Response {
  return respond(status, { text: `${text}\n` }, mediaType('.txt'), more)
}

function redirect(path: string): Response {
  return plain(302, 'Found.', { Location: encodePath(path) })
}
