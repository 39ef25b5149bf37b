import { resolve } from 'node:path'
import { systemDiagnostic } from '../io/disk.ts'
import { type KeptFiles, openKeptFiles, openRecord, type RecordFile } from '../io/keptFiles.ts'
import { type ProxyFor, proxyOf } from '../io/network.ts'
import { type Fetched, fetchFile } from '../keep/fetchFile.ts'
import type { FileKind } from '../keep/fileTypes.ts'
import { type RemotePlace, remotePlaces } from '../keep/places.ts'
import { type FileRow, fileColumns, isKept, recordFolder } from '../keep/record.ts'
import { type ShownPage, type Wanted, wantedIn } from '../keep/wanted.ts'
import { isPage } from '../kit/outputKind.ts'
import { type Loaded, loadSite } from '../site/load.ts'
import { blocks } from '../site/options.ts'
import type { Diagnostic } from '../types.ts'
import { printBundles, printRun, reportOf } from './keepReport.ts'
import { type KeepWords, keepWords } from './keepWords.ts'
import { makeBundles } from './makeBundles.ts'
import type { CompiledOptions } from './options.ts'
import { askPolitely } from './politely.ts'
import { now, printDiagnostics, printJson } from './report.ts'
import { rewriteKept } from './rewriteKept.ts'

export interface KeepOptions extends CompiledOptions {
  readonly dryRun?: boolean
  readonly host?: readonly string[]
  readonly post?: readonly string[]
  readonly also?: readonly string[]
  readonly retryFailed?: boolean
  readonly rewrite?: boolean
  readonly bundle?: boolean
  readonly proxy?: string
  readonly json?: boolean
}

const others: readonly FileKind[] = ['picture', 'audio', 'video', 'pdf', 'zip']

/** `ruoyu keep`: fetches the pictures that other hosts have, each once, and writes down where each lies. */
export async function keepCommand(options: KeepOptions): Promise<void> {
  const loaded = await loadSite({ ...options, now, asWritten: true })
  const { config, diagnostics } = loaded
  const say = keepWords(config.language)
  const also = kindsOf(options.also ?? [], say)
  const proxy = also && proxyFor(options.proxy, say)
  if (!also || proxy === false) return
  if (blocks(diagnostics, {})) return giveUp(diagnostics, config.language, options)
  const [content = 'content'] = config.content
  const record = openRecord(resolve(options.root, recordFolder(content), 'record.tsv'), fileColumns)
  const files = openKeptFiles(options.root, content)
  const isTodo = ({ key }: Wanted) => isNeeded(record.rows.get(key), files, options.retryFailed === true)
  try {
    let run: Run = { ...(await lookFor(loaded, also, options)), todo: [], record, files, say, options }
    if (options.bundle && !options.dryRun) {
      const bundles = await makeBundles(run.wanted.filter(isTodo), loaded, options)
      run = { ...run, ...(await lookFor(bundles.loaded, also, options)) }
      if (!options.json) printBundles(bundles, say)
    }
    const whole = { ...run, todo: run.wanted.filter(isTodo) }
    if (!options.dryRun) await fetchAll(whole, proxy)
    const rewritten = options.rewrite ? rewriteKept(whole) : undefined
    if (options.json) printJson({ ...reportOf(whole), ...(rewritten && { rewritten }) })
    else printRun(whole, rewritten)
  } catch (error) {
    return giveUp([systemDiagnostic(error, recordFolder(content))], config.language, options)
  }
}

/** Everything of other hosts that the site shows, with its places. */
async function lookFor(loaded: Loaded, also: readonly FileKind[], { host = [], post = [] }: KeepOptions) {
  const { compilation, config } = loaded
  const places = remotePlaces(compilation.entries, compilation.bodyOf)
  const choice = { also, ownHost: new URL(config.url).hostname, hosts: host, posts: post }
  return { loaded, places, wanted: wantedIn(await shownPages(loaded), places, choice) }
}

async function giveUp(
  diagnostics: readonly Diagnostic[],
  language: string,
  { json, root }: KeepOptions,
): Promise<void> {
  if (json) printJson({ ok: false, language, diagnostics })
  else await printDiagnostics(diagnostics, language, root)
  process.exitCode = 1
}

/** One run of the command. */
export interface Run {
  readonly wanted: readonly Wanted[]
  readonly places: ReadonlyMap<string, readonly RemotePlace[]>
  readonly todo: readonly Wanted[]
  readonly record: RecordFile<typeof fileColumns>
  readonly files: KeptFiles
  readonly say: KeepWords
  readonly options: KeepOptions
  readonly loaded: Loaded
}

function kindsOf(names: readonly string[], say: KeepWords): readonly FileKind[] | undefined {
  const unknown = names.find((name) => !others.some((kind) => kind === name))
  if (unknown === undefined) return others.filter((kind) => names.includes(kind))
  console.error(say.badKind(unknown, others.join(', ')))
  process.exitCode = 2
  return undefined
}

/** The proxy to go through, or `false` once it was told that it is none. */
export function proxyFor(option: string | undefined, say: KeepWords): ProxyFor | undefined | false {
  try {
    return proxyOf(option, process.env)
  } catch (error) {
    const text = (error as Error).message
    console.error(/^socks/i.test(text) ? say.socksProxy(text) : say.badProxy(text))
    process.exitCode = 2
    return false
  }
}

async function shownPages({ compilation }: Loaded): Promise<readonly ShownPage[]> {
  const pages: ShownPage[] = []
  for (const output of compilation.outputs) {
    if (!isPage(output) || output.kind === 'redirect') continue
    const { value } = await compilation.render(output)
    const { date } = compilation.index.posts().get(output.page.id ?? '') ?? {}
    if ('text' in value) pages.push({ origin: output.origin, date, html: value.text })
  }
  return pages
}

function isNeeded(row: FileRow | undefined, files: KeptFiles, again: boolean): boolean {
  if (!row) return true
  return isKept(row) ? !files.has(row.file) : again
}

/** Fetches all that is to be fetched. */
function fetchAll({ wanted, todo, record, files, say }: Run, proxy: ProxyFor | undefined): Promise<void> {
  files.tidy()
  shareAmongPosts(wanted, record, files)
  return askPolitely({
    ...{ todo, record, proxy, say },
    ask: async (each, network) => rowOf(each, await fetchFile({ ...each, url: each.key }, network), files),
  })
}

function rowOf(wanted: Wanted, fetched: Fetched, files: KeptFiles): FileRow {
  const { address, where } = wanted
  const row = { address, date: now().slice(0, 10), where: where.join(', '), status: fetched.status }
  if (!fetched.bytes) return { ...row, 'sha-256': '', bytes: '', type: '', file: '' }
  const { bytes, type } = fetched
  const { file, sha256 } = files.put(bytes, type, wanted.key, bundleOf(wanted))
  return { ...row, 'sha-256': sha256, bytes: String(bytes.length), type: type.mime, file }
}

/** The folder of the one bundle that shows a file; none where other posts do, too. */
function bundleOf({ files: [file, ...more] }: Wanted): string | undefined {
  return more.length === 0 ? /^(.*)\/index(?:\.[\w-]+)?\.(?:md|markdown|mdown)$/i.exec(file ?? '')?.[1] : undefined
}

/** A picture that lies beside a post, and that others show by now, gets a copy that is no post's. */
function shareAmongPosts(wanted: readonly Wanted[], record: RecordFile<typeof fileColumns>, files: KeptFiles): void {
  for (const { key, files: owners } of wanted) {
    const row = record.rows.get(key)
    if (!row || !isKept(row) || !files.has(row.file)) continue
    const folder = row.file.slice(0, row.file.lastIndexOf('/') + 1)
    const isShared = /\/kept\/$|^kept\/$/.test(folder) || owners.every((file) => file.startsWith(folder))
    if (!isShared) record.add(key, { ...row, file: files.share(row.file, row['sha-256']) })
  }
}
