import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildReport, build } from '../../src/site/build.ts'

export const repository = fileURLToPath(new URL('../..', import.meta.url))

export interface Built {
  readonly report: BuildReport
  readonly out: string
  /** Paths of all files below the output, Ruoyu's own folder left out. */
  readonly files: readonly string[]
  readonly read: (path: string) => string
  readonly remove: () => void
}

/** Builds a site, the repository's own unless told otherwise, into a folder of its own. */
export async function buildSite(baseUrl: string, root = repository): Promise<Built> {
  const out = join(mkdtempSync(join(tmpdir(), 'ruoyu-built-')), 'dist')
  const report = await build({ root, out, baseUrl, now: () => '2026-11-28T00:00:00Z' })
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.startsWith('.ruoyu') && statSync(join(out, path)).isFile())
    .sort()
  return {
    report,
    out,
    files,
    read: (path) => readFileSync(join(out, path), 'utf8'),
    remove: () => rmSync(join(out, '..'), { recursive: true, force: true }),
  }
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.png': 'image/png',
}

/** The plainest static server there is, not Ruoyu's own: files below `out`, mounted under `base`. */
export async function serve(
  out: string,
  base: string,
): Promise<{ readonly origin: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    const below = path.startsWith(base) ? path.slice(base.length) : undefined
    const file = below === undefined ? '' : join(out, below, path.endsWith('/') ? 'index.html' : '')
    const found = below !== undefined && statSync(file, { throwIfNoEntry: false })?.isFile()
    response.writeHead(found ? 200 : 404, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
    response.end(found ? readFileSync(file) : 'not found')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** True where a program is there; in CI it must be. */
export function hasProgram(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`])
    return true
  } catch {
    if (!process.env.CI) console.warn(`skipped: no ${name}`)
    return !!process.env.CI
  }
}
