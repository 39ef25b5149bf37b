import { createHash } from 'node:crypto'
import type { Diagnostic, Output } from '../types.ts'
import { clientPath, type PageState } from './client.ts'
import { overlay } from './overlay.ts'
import type { Snapshot } from './snapshot.ts'

export interface Page {
  readonly html: string
  readonly broken: boolean
}

/** The output that a path shows: its own, or the 404 page. */
export function findOutput(snapshot: Snapshot, path: string): { output: Output | undefined; found: boolean } {
  const output = below(snapshot.base, path, snapshot)
  return output ? { output, found: true } : { output: snapshot.outputs.get('/404.html'), found: false }
}

function below(base: string, path: string, { outputs }: Snapshot): Output | undefined {
  return path.startsWith(base) ? outputs.get(path.slice(base.length - 1)) : undefined
}

/** A page's HTML with the script that keeps it fresh; where it can't be rendered, a page that says why. */
export async function renderPage(snapshot: Snapshot, output: Output | undefined): Promise<Page> {
  const { html, errors } = await render(snapshot, output)
  const live = liveTags(html === undefined ? '' : version(html, snapshot), overlay(errors, snapshot))
  return html === undefined
    ? { html: `<!doctype html><meta charset="utf-8"><title>若愚</title><body>${live}</body>`, broken: true }
    : { html: inject(html, live), broken: false }
}

/** The state of the page at `path`, for the event stream. */
export async function pageState(snapshot: Snapshot, path: string): Promise<PageState> {
  const { html, errors } = await render(snapshot, findOutput(snapshot, path).output)
  return {
    ...(html !== undefined && { version: version(html, snapshot) }),
    styles: stylesheets(snapshot),
    overlay: overlay(errors, snapshot),
  }
}

async function render(
  snapshot: Snapshot,
  output: Output | undefined,
): Promise<{ html?: string; errors: readonly Diagnostic[] }> {
  const rendered = output && (await snapshot.render(output))
  const errors = [...snapshot.diagnostics, ...(rendered?.diagnostics ?? [])].filter(isError)
  const isBroken = !rendered || rendered.diagnostics.some(isError)
  const shown = isBroken ? output && (await snapshot.lastGood(output)) : rendered
  const html = shown && 'text' in shown.value ? shown.value.text : ''
  return { errors, ...(html !== '' && { html }) }
}

function isError({ level }: Diagnostic): boolean {
  return level === 'error'
}

/** A stylesheet's fingerprint is left out: new ones are swapped in without a reload. */
function version(html: string, { files }: Snapshot): string {
  return createHash('sha256')
    .update(html.replaceAll(/\.[0-9a-f]{8}\.css\b/g, '.css'))
    .update(files)
    .digest('hex')
    .slice(0, 16)
}

function stylesheets({ outputs, base }: Snapshot): readonly string[] {
  const assets = [...outputs.values()].filter(({ kind, path }) => kind === 'asset' && path.endsWith('.css'))
  return assets.map(({ path }) => encodeURI(base + path))
}

function liveTags(version: string, errors: string): string {
  const shown = errors && `<ruoyu-overlay><template shadowrootmode="open">${errors}</template></ruoyu-overlay>`
  return `${shown}<script src="${clientPath}" data-version="${version}"></script>`
}

/** Puts tags before the last `</body>`, or at the end of a page that has none. */
function inject(html: string, tags: string): string {
  const at = html.toLowerCase().lastIndexOf('</body>')
  return at < 0 ? html + tags : html.slice(0, at) + tags + html.slice(at)
}
