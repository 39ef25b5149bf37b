import { createHash } from 'node:crypto'
import { distinct } from '../diagnostics/describe.ts'
import { diagnose } from '../diagnostics/diagnose.ts'
import { copyFolders } from '../io/assets.ts'
import { lazyBy } from '../kit/lazy.ts'
import type { Checked, Config, Diagnostic, Output, RenderedFile, Site, Sources } from '../types.ts'
import type { Touched } from './refresher.ts'
import { basePath, emptySnapshot, indexOutputs, type Snapshot } from './snapshot.ts'

export interface Session {
  /** The newest snapshot; waits for the first. */
  readonly current: () => Promise<Snapshot>
  /** Looks at the disk again. One call at a time; never rejects. */
  readonly refresh: (touched?: Touched) => Promise<void>
}

/** A site that was read and compiled, as far as the session needs it. */
export interface Attempt {
  readonly config: Pick<Config, 'url' | 'language' | 'content' | 'statics' | 'templates'>
  /** The config and what it imports from the site itself, relative to the root. */
  readonly inputs: readonly string[]
  readonly sources: Pick<Sources, 'resources' | 'statics'>
  readonly compilation: {
    readonly site: Pick<Site, 'validUntil'>
    readonly outputs: readonly Output[]
    readonly render: (output: Output) => Promise<Checked<RenderedFile>>
  }
  readonly diagnostics: readonly Diagnostic[]
}

export interface SessionOptions<A extends Attempt> {
  /** Absolute folder of the site. */
  readonly root: string
  /**
   * Reads and compiles; gives the same object again where nothing has changed.
   * `touched` are the only files that can have changed since the last time; without it, any can.
   */
  readonly load: (touched?: Touched) => Promise<A>
  readonly textOf: Snapshot['textOf']
  readonly onChange: (snapshot: Snapshot, attempt: A | undefined) => void
  /** Told of a page that has just been rendered, if anything is wrong with it that no page before it had. */
  readonly onPage?: (diagnostics: readonly Diagnostic[], language: string) => void
}

/** Keeps the last good state of a site: an attempt with errors brings its diagnostics and no pages. */
export function createSession<A extends Attempt>(options: SessionOptions<A>): Session {
  const { root, load, textOf, onChange, onPage } = options
  let last: A | undefined
  let good: Snapshot | undefined
  let announce: (snapshot: Snapshot) => void = () => {}
  let current = new Promise<Snapshot>((resolve) => {
    announce = resolve
  })

  async function refresh(touched?: Touched): Promise<void> {
    const attempt = await load(touched).catch(toDiagnostic)
    if (attempt === last) return
    last = 'code' in attempt ? undefined : attempt
    const snapshot = 'code' in attempt ? under([attempt]) : take(attempt)
    announce(snapshot)
    current = Promise.resolve(snapshot)
    onChange(snapshot, last)
  }

  function take(attempt: A): Snapshot {
    const broken = attempt.diagnostics.some(({ level }) => level === 'error')
    if (broken && good) return under(attempt.diagnostics)
    const snapshot = { ...toSnapshot(attempt, root, textOf), render: renderOnce(attempt, onPage) }
    if (!broken) good = snapshot
    return snapshot
  }

  function under(diagnostics: readonly Diagnostic[]): Snapshot {
    return { ...(good ?? emptySnapshot), textOf, diagnostics }
  }

  return { current: () => current, refresh }
}

/** A throw is a mistake of ours or of the user's plugin; it must not end the session. */
function toDiagnostic(error: unknown): Diagnostic {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return diagnose('refresh-failed', { file: 'ruoyu' }, { reason })
}

function toSnapshot(attempt: Attempt, root: string, textOf: Snapshot['textOf']): Omit<Snapshot, 'render'> {
  const { config, sources, compilation, diagnostics } = attempt
  return {
    base: basePath(config.url),
    language: config.language,
    outputs: indexOutputs(compilation.outputs),
    diagnostics,
    textOf,
    files: fingerprint(sources),
    root,
    folders: copyFolders(config),
  }
}

/** A page is rendered once for the event that announces it and the request that follows. */
function renderOnce(
  { compilation, config, diagnostics }: Attempt,
  onPage: (diagnostics: readonly Diagnostic[], language: string) => void = () => {},
): Snapshot['render'] {
  let told = distinct(diagnostics)
  return lazyBy(async (output: Output) => {
    const rendered = await compilation.render(output).catch((error: unknown) => ({
      value: { path: output.path, text: '' },
      diagnostics: [toDiagnostic(error)],
    }))
    const all = distinct([...told, ...rendered.diagnostics])
    if (all.length > told.length) onPage(all.slice(told.length), config.language)
    told = all
    return rendered
  })
}

function fingerprint({ resources, statics }: Attempt['sources']): string {
  const hash = createHash('sha256')
  for (const { path, size, mtimeMs } of [...resources, ...statics]) hash.update(`${path}\0${size}\0${mtimeMs}\n`)
  return hash.digest('hex')
}
