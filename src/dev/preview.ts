import { reachOf } from '../io/reach.ts'
import { walk } from '../io/walk.ts'
import type { Config, Output } from '../types.ts'
import { basePath, emptySnapshot, indexOutputs, type Snapshot } from './snapshot.ts'

export interface PreviewOptions {
  /** Absolute folder that was built. */
  readonly out: string
  readonly config: Pick<Config, 'url' | 'language'>
  /** Milliseconds since any moment. */
  readonly clock: () => number
}

/** The folder is listed again after this time, in milliseconds, or after 20 times what listing took. */
const fresh = 1000

/**
 * The built folder as a host would serve it: its listing is all that can be asked for.
 * Hidden files are left out, but for `.well-known`.
 */
export function createPreview({ out, config, clock }: PreviewOptions): () => Promise<Snapshot> {
  let snapshot = emptySnapshot
  let until = Number.NEGATIVE_INFINITY
  return async () => {
    const now = clock()
    if (now < until) return snapshot
    snapshot = { ...emptySnapshot, ...listing(out), base: basePath(config.url), language: config.language }
    until = clock() + Math.max(fresh, 20 * (clock() - now))
    return snapshot
  }
}

function listing(out: string): Pick<Snapshot, 'outputs' | 'render' | 'root' | 'folders'> {
  const outputs = files(out).map(
    (path): Output => ({ path, url: `/${path}`, kind: 'static', origin: path, copyFrom: path }),
  )
  return {
    outputs: indexOutputs(outputs),
    render: async ({ path }) => ({ value: { path, copyFrom: path }, diagnostics: [] }),
    root: out,
    folders: ['.'],
  }
}

function files(out: string): readonly string[] {
  try {
    const hidden = (name: string) => name.startsWith('.') && name !== '.well-known'
    const { reaches } = reachOf(out, ['.'])
    const { files } = walk('.', { root: out, ignores: (_path, _id, name) => hidden(name), reaches })
    return files.map(({ id }) => id)
  } catch {
    return []
  }
}
