import { createHash } from 'node:crypto'
import { distinct } from '../diagnostics/describe.ts'
import { diagnose } from '../diagnostics/diagnose.ts'
import { copyFolders } from '../io/assets.ts'
import { lazy, lazyBy } from '../kit/lazy.ts'
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
  readonly config: Pick<Config, 'url' | 'language' | 'content' | 'statics' | 'templates'> &
    Partial<Pick<Config, 'extensions'>>
  /** The config and what it imports from the site itself, relative to the root. */
  readonly inputs: readonly string[]
  readonly sources: Pick<Sources, 'resources' | 'statics'>
  readonly compilation: {
    readonly site: Pick<Site, 'validUntil'>
    readonly outputs: readonly Output[]
    readonly render: (output: Output) => Promise<Checked<RenderedFile>>
  }
  readonly diagnostics: readonly Diagnostic[]
  /** Files that are broken, where nothing else is, and their own pages: the compilation is that of all others. */
  readonly broken?: { readonly files: ReadonlySet<string>; readonly outputs: readonly Output[] } | undefined
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

/** Outputs, and who renders them. */
interface Pages {
  readonly outputs: readonly Output[]
  readonly render: Snapshot['render']
}

/**
 * Shows the newest state of a site. A broken file keeps its last good page, and no other page waits for it; where the
 * config or something else is broken that the whole site hangs on, the last state stands, under the diagnostics.
 */
export function createSession<A extends Attempt>(options: SessionOptions<A>): Session {
  const { root, load, textOf, onChange, onPage } = options
  let last: A | undefined
  let shown: { readonly snapshot: Snapshot; readonly pages: Pages } | undefined
  /** The newest pages of a whole site without an error. */
  let good: Pages | undefined
  /** The last good pages of each file that is broken. */
  let kept: ReadonlyMap<string, Pages> = new Map()
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
    const { compilation, broken, diagnostics } = attempt
    const isBroken = diagnostics.some(({ level }) => level === 'error')
    if (isBroken && !broken && shown) return under(diagnostics)
    const pages: Pages = { outputs: compilation.outputs, render: renderOnce(attempt, onPage) }
    kept = new Map([...(broken?.files ?? [])].map((file) => [file, kept.get(file) ?? pagesOf(file, shown?.pages)]))
    const snapshot = toSnapshot(attempt, { pages, kept: [...kept.values()], good }, { root, textOf })
    if (!isBroken) good = pages
    if (!isBroken || broken) shown = { snapshot, pages }
    return snapshot
  }

  function under(diagnostics: readonly Diagnostic[]): Snapshot {
    return { ...(shown?.snapshot ?? emptySnapshot), textOf, diagnostics }
  }

  return { current: () => current, refresh }
}

/** The pages that come of a file. */
function pagesOf(file: string, pages: Pages | undefined): Pages {
  const outputs = pages?.outputs.filter(({ origin }) => origin === file) ?? []
  return { outputs, render: pages?.render ?? renderNothing }
}

/** A page that can't be rendered: the overlay stands alone there. */
const renderNothing: Snapshot['render'] = async ({ path }) => ({ value: { path, text: '' }, diagnostics: [] })

/** A throw is a mistake of ours or of the user's plugin; it must not end the session. */
function toDiagnostic(error: unknown): Diagnostic {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return diagnose('refresh-failed', { file: 'ruoyu' }, { reason })
}

interface Shown {
  readonly pages: Pages
  readonly kept: readonly Pages[]
  readonly good: Pages | undefined
}

function toSnapshot(
  { config, sources, diagnostics, broken }: Attempt,
  { pages, kept, good }: Shown,
  { root, textOf }: { readonly root: string; readonly textOf: Snapshot['textOf'] },
): Snapshot {
  // Later outputs take a path from earlier ones.
  const all = [{ outputs: broken?.outputs ?? [], render: renderNothing }, ...kept, pages]
  const renderOf = new Map(all.flatMap(({ outputs, render }) => outputs.map((output) => [output, render] as const)))
  const goodByPath = lazy(() => new Map(good?.outputs.map((output) => [output.path, output])))
  return {
    base: basePath(config.url),
    language: config.language,
    outputs: indexOutputs(all.flatMap(({ outputs }) => outputs)),
    render: (output) => (renderOf.get(output) ?? renderNothing)(output),
    lastGood: async ({ path }) => {
      const output = goodByPath().get(path)
      return output && good?.render(output)
    },
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
