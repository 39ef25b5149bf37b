import type { Compilation } from '../compile.ts'
import { sourceKey } from '../io/contents.ts'
import { openPublisher, type Published, type Publisher } from '../io/output/publish.ts'
import type { PublishedBefore } from '../io/output/published.ts'
import type { Scan } from '../io/scan.ts'
import { copiedFrom, isMade, isPage } from '../kit/outputKind.ts'
import type { Config, Diagnostic, Output } from '../types.ts'
import { blocks, type OnProgress } from './options.ts'
import type { DistantPublisher, OutputKeys, Quick, SearchFile } from './quickPort.ts'

/** Counts of outputs. */
export interface Counts {
  readonly rendered: number
  readonly written: number
  readonly unchanged: number
  readonly removed: number
}

export interface Outcome {
  readonly outputs: Counts
  readonly diagnostics: readonly Diagnostic[]
}

export interface PublishMeans {
  readonly root: string
  /** Warnings stop the build as errors do. */
  readonly strict?: boolean | undefined
  readonly onProgress: OnProgress
  readonly quick: Quick | undefined
  /** Record of what the last build published. */
  readonly published: PublishedBefore
  /** The look by which copies are known to be as they were. */
  readonly scan: Scan
  /** Without it all is rendered. */
  readonly keys: OutputKeys | undefined
  /** Keys of encoded pictures in their store. */
  readonly pictureKeys: ReadonlyMap<Output, string>
  /** The note for the manifest, given what rendering found. */
  readonly note: (diagnostics: readonly Diagnostic[]) => string
}

/** Fewer files than these are rendered and written before another thread has started. */
const enoughForWorkers = 300

/** Renders what is not there yet as it would come out, and puts all in place together; with an error nothing. */
export async function publishSite(compilation: Compilation, config: Config, means: PublishMeans): Promise<Outcome> {
  const { root, quick, published, keys } = means
  const { manifest, intact } = published
  const stands = (output: Output): boolean => {
    const last = manifest?.files.get(output.path)?.source
    return last !== undefined && keys?.standing(output, last) === last
  }
  const missing = compilation.outputs.filter((output) => isPage(output) && !stands(output))
  const openDistant = missing.length >= enoughForWorkers ? quick?.openPublisher : undefined
  const { value: publisher, diagnostics } = await (openDistant
    ? openDistant(root, config)
    : openPublisher(root, config, { seen: intact ? manifest : undefined }))
  if (!publisher) return { outputs: nothing, diagnostics }
  try {
    return await publishBy(publisher, compilation, means, diagnostics)
  } catch (error) {
    await publisher.abandon()
    throw error
  }
}

async function publishBy(
  publisher: Publisher | DistantPublisher,
  { outputs, render, searchInput, site }: Compilation,
  { strict, onProgress, quick, published: { manifest: last }, scan, keys, pictureKeys, note }: PublishMeans,
  earlier: readonly Diagnostic[],
): Promise<Outcome> {
  const diagnostics = [...earlier]
  const copyKeyOf = copyKeys(scan, site.config)
  const toRender = outputs.filter((output) => {
    const key =
      pictureKeys.get(output) ?? copyKeyOf(output) ?? keys?.standing(output, last?.files.get(output.path)?.source)
    return key === undefined || !publisher.keep(output.path, key)
  })
  const total = toRender.filter(isMade).length
  const search = 'putSearch' in publisher ? toRender.flatMap((output) => searchFile(output, keys?.keyOf(output))) : []
  if ('putSearch' in publisher && search.length > 0) publisher.putSearch(searchInput(), search)
  const patched =
    'standing' in publisher && keys ? quick?.patchSearch(toRender, { publisher, searchInput, keys, last }) : undefined
  let rendered = search.length
  for (const output of toRender) {
    if (patched?.has(output) || (search.length > 0 && output.kind === 'search')) continue
    const { value, diagnostics: findings, read } = await render(output)
    diagnostics.push(...findings)
    // A page with findings gets no key: every build renders it and says them again.
    const key = pictureKeys.get(output) ?? keys?.keyOf(output, read)
    await publisher.put(value, findings.length === 0 ? key : undefined)
    if (isMade(output)) onProgress({ stage: 'render', done: ++rendered, total })
  }
  if (blocks(diagnostics, { strict })) {
    const faults = await publisher.abandon()
    return { outputs: nothing, diagnostics: [...diagnostics, ...faults] }
  }
  onProgress({ stage: 'write' })
  const committed = await publisher.commit(note(diagnostics.slice(earlier.length)))
  return {
    outputs: count(rendered, committed.value),
    diagnostics: [...diagnostics, ...committed.diagnostics],
  }
}

/** Keys of copies as the publisher gives them, from the stamps of a look: a source that is as it was is not opened. */
function copyKeys({ resources, statics, time }: Scan, { images }: Config): (output: Output) => string | undefined {
  const stamps = new Map([...resources, ...statics].map(({ path, stamp }) => [path, stamp]))
  return (output) => {
    const from = copiedFrom(output)
    const stamp = from === undefined ? undefined : stamps.get(from)
    return (from && stamp && sourceKey(from, stamp, images.metadata === 'keep', time)) || undefined
  }
}

/** Errors of templates are told together with those of the content, though nothing will be written. */
export async function renderAll({ outputs, render }: Compilation): Promise<Outcome> {
  const diagnostics: Diagnostic[] = []
  for (const output of outputs) diagnostics.push(...(await render(output)).diagnostics)
  return { outputs: nothing, diagnostics }
}

function searchFile(output: Output, key: string | undefined): readonly SearchFile[] {
  return output.kind === 'search' ? [{ name: output.search, path: output.path, key }] : []
}

const nothing: Counts = { rendered: 0, written: 0, unchanged: 0, removed: 0 }

function count(rendered: number, { written, unchanged, removed }: Published): Counts {
  return { rendered, written: written.length, unchanged: unchanged.length, removed: removed.length }
}
