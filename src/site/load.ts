import { type Compilation, finish, outline } from '../compile.ts'
import { changedCode } from '../io/read.ts'
import { stopAfter } from '../io/stopAfter.ts'
import { lazy } from '../kit/lazy.ts'
import { createMemo, noMemo } from '../kit/memo.ts'
import type { Diagnostic, Memo, SeatCounts, TextOf } from '../types.ts'
import { type Broken, brokenFiles, brokenOutputs } from './broken.ts'
import { openSite } from './open.ts'
import { flagsOf, type OnProgress, type SiteOptions } from './options.ts'
import { expectPictures } from './pictures.ts'
import { openQuick } from './quick.ts'
import type { SiteSources } from './sources.ts'

/** A site that was read and compiled; nothing is rendered or written yet. */
export interface Loaded extends Pick<SiteSources, 'config' | 'inputs' | 'setup' | 'sources' | 'hasWrongConfig'> {
  readonly compilation: Compilation
  readonly diagnostics: readonly Diagnostic[]
  /** Content files that are broken, where nothing else is: the compilation is that of all others. */
  readonly broken?: Broken | undefined
  readonly textOf: TextOf
}

export interface LoadMeans {
  readonly onProgress?: OnProgress
  readonly memo?: Memo
  /** A hash of the program, where it is known. */
  readonly program?: string
  /** For a server: a broken file keeps no other from being shown. */
  readonly goesOn?: boolean
}

/** Reads and compiles the site once. */
export function loadSite(options: SiteOptions, means: LoadMeans = {}): Promise<Loaded> {
  return createLoader(options, { memo: noMemo, goesOn: false, ...means })()
}

/** `touched` are the only files that can have changed since the last time, relative to the root; without it, any can. */
export type Load = (touched?: ReadonlySet<string>) => Promise<Loaded>

/**
 * Reads and compiles the site again and again: what did not change since the last time is not read or parsed again,
 * and where nothing did, the same object comes back.
 */
export function createLoader(
  options: SiteOptions,
  { onProgress = () => {}, memo = createMemo(), program, goesOn = true }: LoadMeans = {},
): Load {
  const goodMemo = createMemo()
  const open = lazy(async () => {
    const quick = await openQuick({ ...options, program })
    return { ...openSite(options, { memo, quick }), save: () => quick?.saveBodies() }
  })
  let last: { readonly read: SiteSources; readonly loaded: Loaded } | undefined
  const load: Load = async (touched) => {
    onProgress({ stage: 'read' })
    const site = await open()
    const read = await site.read(touched)
    if (last?.read === read && isValid(last.loaded, options)) return last.loaded
    const { config, inputs, setup, sources, kept, placed, plugins, hasWrongConfig } = read
    const seats: SeatCounts = { fast: 0 }
    const onBody = (done: number, total: number) => onProgress({ stage: 'parse', done, total })
    const bodies = site.bodiesFor(config, seats, { onBody, plugins, code: sources.code })

    onProgress({ stage: 'plan' })
    const pinyin = await site.pinyin(config)
    const flags = flagsOf(options, config)
    const { textOf } = site
    const planned = outline(sources, config, flags, { memo, kept, textOf, pinyin })
    onProgress({ stage: 'parse' })
    const rendered = await bodies.render(planned.entries).finally(site.save)
    const news = memo('pictures', [planned.outputs, sources], () => expectPictures(planned, options.root))
    const finished = finish(planned, rendered, { memo, news, stopAfter })
    const compilation = hasWrongConfig ? inSilence(finished) : finished

    const diagnostics = [...read.diagnostics, ...compilation.diagnostics].map(placed)
    const files = goesOn ? brokenFiles(diagnostics, read) : undefined
    const broken = files && { files, outputs: files.size > 0 ? brokenOutputs(files, planned, flags) : [] }
    const loaded = { config, inputs, setup, sources, hasWrongConfig, compilation, diagnostics, broken, textOf }
    last = { read, loaded }
    if (files && files.size > 0) {
      const content = sources.content.filter(({ path }) => !files.has(path))
      const good = outline({ ...sources, content }, config, flags, { memo: goodMemo, kept, textOf, pinyin })
      const news = expectPictures(good, options.root)
      const compilation = finish(good, await bodies.render(good.entries), { memo: goodMemo, news, stopAfter })
      last = { read, loaded: { ...last.loaded, compilation } }
    }
    kept?.save()
    return last.loaded
  }
  return (touched) =>
    load(touched).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== changedCode) throw error
      // The second look sees what has changed.
      return load()
    })
}

/** A compilation of which nothing is told. */
function inSilence(compilation: Compilation): Compilation {
  const render: Compilation['render'] = async (output) => ({ ...(await compilation.render(output)), diagnostics: [] })
  return { ...compilation, diagnostics: [], render }
}

/** A post dated in the future changes sides when its time has come. */
function isValid({ compilation }: Loaded, { now }: SiteOptions): boolean {
  const { validUntil } = compilation.site
  return validUntil === undefined || Date.parse(now()) < Date.parse(validUntil)
}
