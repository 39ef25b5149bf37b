import { diagnose } from '../diagnostics/diagnose.ts'
import type { Extension } from '../extension.ts'
import { lazy } from '../kit/lazy.ts'
import type { RenderableSite } from '../plan/contents.ts'
import { createLibrary } from '../plan/library.ts'
import { at } from '../plan/lists.ts'
import type { Reads } from '../plan/reads.ts'
import type { PostView, SiteView } from '../plan/views.ts'
import { textOf } from '../render/extensions.ts'
import { isExtensionError } from '../render/guard.ts'
import type { Renderer } from '../render/index.ts'
import type { Diagnostic, Output, StopAfter } from '../types.ts'

interface AskMeans {
  readonly renderer: Renderer
  readonly reads: Reads
  readonly stopAfter: StopAfter
}

/** All that extensions make of the site as a whole. */
export interface Asked {
  readonly outputs: readonly Output[]
  readonly diagnostics: readonly Diagnostic[]
}

/** An extension may look at every post: it gets so many times as long as one template. */
const patience = 10

/** Asks each extension for the outputs that it adds and for what its checks find. */
export function askExtensions(site: RenderableSite, { renderer, reads, stopAfter }: AskMeans): Asked {
  const { posts, pages, config } = site.site
  const { extensions, limits } = config
  const { guard } = renderer
  const outputs: Output[] = []
  const diagnostics: Diagnostic[] = []
  if (!extensions.some(({ outputs, checks }) => outputs || checks)) return { outputs, diagnostics }
  guard.surround(reads.across)
  // Shortcodes tell what is wrong with them on the pages that show them.
  const shortcode = (name: string, view: object) => renderer.shortcode(name, view).value
  const view = createLibrary(site, shortcode, { reads, viewMade() {}, run: guard.run }).siteView()
  const milliseconds = patience * limits.templateTime
  const files = lazy(() => new Map([...posts, ...pages].map(({ id, file }) => [id, file])))
  const ask = <T>(name: string, part: 'outputs' | 'checks', run: () => readonly T[]): readonly T[] => {
    try {
      const ended = stopAfter(milliseconds, () => guard.run({ name, part }, run))
      if (ended) return ended.value
      const stopped = guard.stopped() ?? { name, part }
      const params = { name: stopped.name, part: stopped.part, output: '', seconds: milliseconds / 1000 }
      diagnostics.push(diagnose('extension-endless', { file: config.file }, params))
    } catch (error) {
      if (!isExtensionError(error)) throw error
      const { name, part, file = config.file } = error.extension
      diagnostics.push(diagnose('extension-failed', { file }, { name, part, reason: error.message, output: '' }))
    }
    return []
  }
  for (const extension of extensions) {
    const { name } = extension
    outputs.push(...ask(name, 'outputs', () => outputsOf(extension, view, { run: guard.run, files: files() })))
    diagnostics.push(...ask(name, 'checks', () => findingsOf(extension, view, config.file)))
  }
  return { outputs, diagnostics }
}

interface OutputMeans {
  readonly run: Renderer['guard']['run']
  /** The files of posts and pages by their ids. */
  readonly files: ReadonlyMap<unknown, string>
}

function outputsOf({ name, outputs }: Extension, site: SiteView, { run, files }: OutputMeans): readonly Output[] {
  return listOf(outputs?.(site)).map((output): Output => {
    const { path, text, post } = (output ?? {}) as Readonly<Record<string, unknown>>
    if (typeof path !== 'string' || !isInside(path)) throw new Error(`${JSON.stringify(path)} is no path of the site`)
    if (typeof text !== 'function') throw new Error(`${path} has no function \`text\``)
    const file = files.get((post as Partial<PostView> | undefined)?.id)
    if (post !== undefined && file === undefined) throw new Error(`the \`post\` of ${path} is no post of the site`)
    const makeText = () => textOf((text as () => unknown)())
    return {
      ...{ ...at(path.normalize('NFC').replace(/^\//, '')), kind: 'extension', origin: `extension:${name}` },
      textOf: () => run({ name, part: 'outputs', file }, makeText),
    }
  })
}

/** True for a path of a file below the output folder. */
function isInside(path: string): boolean {
  const segments = path.replace(/^\//, '').split('/')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no file may have them in its name
  return !/[\\\0-\x1f]/.test(path) && segments.every((segment) => !/^\.{0,2}$/.test(segment))
}

/** A finding's `params` hold its words: `message`, and perhaps a `hint`. */
function findingsOf({ name, checks }: Extension, site: SiteView, configFile: string): readonly Diagnostic[] {
  return listOf(checks?.(site)).map((finding) => {
    const { level, file = configFile, line, column, length, params } = finding as Partial<Diagnostic>
    const { message, hint = '' } = params ?? {}
    if (typeof message !== 'string') throw new Error('a finding needs its words in `params.message`')
    const place = { file: String(file), ...(line && { line }), ...(column && { column }), ...(length && { length }) }
    const told = diagnose('extension-found', place, { name, message, hint: String(hint) })
    return level === 'error' || level === 'info' ? { ...told, level } : told
  })
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  throw new Error(`it gave no list, but ${value === null ? 'null' : typeof value}`)
}
