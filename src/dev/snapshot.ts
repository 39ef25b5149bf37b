import type { Checked, Diagnostic, Output, RenderedFile } from '../types.ts'

/** One state of the site, and all that a server may show: the last good pages, and what is wrong now. */
export interface Snapshot {
  /** Path under which the site is mounted: `/` or `/blog/`. */
  readonly base: string
  readonly language: string
  /** Served path below `base`, decoded, in NFC and with a leading slash (`/posts/a/`, `/posts/a/index.html`) → output. */
  readonly outputs: ReadonlyMap<string, Output>
  /** Finishes one output, on demand. */
  readonly render: (output: Output) => Promise<Checked<RenderedFile>>
  /** An older page at the output's path, for one that can't be rendered. */
  readonly lastGood: (output: Output) => Promise<Checked<RenderedFile> | undefined>
  /** The newest attempt's; the outputs are those of a site without the files that these name. */
  readonly diagnostics: readonly Diagnostic[]
  /** The text of a file that a diagnostic names, for its code frame. */
  readonly textOf: (file: string) => string | undefined
  /** Differs when a copied file does: the HTML that shows an image says nothing of its bytes. */
  readonly files: string
  /** Absolute; `copyFrom` is relative to it, and so are the folders that copied files may lie in. */
  readonly root: string
  readonly folders: readonly string[]
}

const nothing: Checked<RenderedFile> = { value: { path: '', text: '' }, diagnostics: [] }

/** The state before the first attempt that came to anything. */
export const emptySnapshot: Snapshot = {
  base: '/',
  language: 'en',
  outputs: new Map(),
  render: async () => nothing,
  lastGood: async () => undefined,
  diagnostics: [],
  textOf: () => undefined,
  files: '',
  root: '',
  folders: [],
}

/** Outputs by every path that serves them: a folder's index also stands for the folder. */
export function indexOutputs(outputs: readonly Output[]): ReadonlyMap<string, Output> {
  const index = new Map<string, Output>()
  for (const output of outputs) {
    const path = `/${output.path.normalize('NFC')}`
    index.set(path, output)
    if (path.endsWith('/index.html')) index.set(path.slice(0, -'index.html'.length), output)
  }
  return index
}

/** The path part of the site's URL: `https://name.github.io/blog/` → `/blog/`. */
export function basePath(siteUrl: string): string {
  return decodeURI(new URL(siteUrl).pathname)
}
