import { diagnose } from '../diagnostics/diagnose.ts'
import type { Extension, ExtensionOutput } from '../extension.ts'
import { lazy } from '../kit/lazy.ts'
import { kindGiven } from '../kit/plainData.ts'
import type { RenderableSite, Texts } from '../plan/contents.ts'
import { createLibrary } from '../plan/library.ts'
import { at, planRedirect } from '../plan/lists.ts'
import type { Reads } from '../plan/reads.ts'
import type { PostView, SiteView } from '../plan/views.ts'
import { textOf } from '../render/extensions.ts'
import { isExtensionError } from '../render/guard.ts'
import type { Renderer } from '../render/index.ts'
import type { Diagnostic, ExtensionTextOutput, Output, StopAfter } from '../types.ts'
import { outputFault } from './outputFault.ts'

interface AskMeans {
  readonly renderer: Renderer
  readonly reads: Reads
  readonly stopAfter: StopAfter
}

/** All that extensions make of the site as a whole. */
export interface Asked {
  readonly outputs: readonly Output[]
  readonly texts: Texts
  readonly diagnostics: readonly Diagnostic[]
}

/** An extension may look at every post: it gets so many times as long as one template. */
const patience = 10

/** Asks each extension of the config for the outputs that it adds and for what its checks find. */
export function askExtensions(site: RenderableSite, { renderer, reads, stopAfter }: AskMeans): Asked {
  const { posts, pages, config } = site.site
  const { extensions, limits } = config
  const { guard } = renderer
  const outputs: Output[] = []
  const texts = new Map<string, (text: number) => string>()
  const diagnostics: Diagnostic[] = []
  if (!extensions.some(({ outputs, checks }) => outputs || checks)) return { outputs, texts, diagnostics }
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
    const wanted = ask(name, 'outputs', () => wantedBy(extension, view, files))
    wanted.forEach(({ path, target, yields }, text) => {
      const by = { origin: `extension:${name}`, extension: name }
      const redirect = target !== undefined && planRedirect(path, by.origin, { target })
      outputs.push(redirect ? { ...redirect, ...by } : { ...at(path), ...by, kind: 'extension', text, yields })
    })
    const run = ({ file, make }: Wanted) => guard.run({ name, part: 'outputs', file }, make)
    texts.set(name, (text) => run(wanted[text] as Wanted))
    diagnostics.push(...ask(name, 'checks', () => findingsOf(extension, view, config.file)))
  }
  return { outputs, texts, diagnostics }
}

/** A file as an extension asks for it: its path, how its text is made, and the file of the post that it is about. */
interface Wanted extends Pick<ExtensionTextOutput, 'path' | 'yields'> {
  /** The address that a redirect leads to. */
  readonly target: string | undefined
  readonly make: () => string
  readonly file: string | undefined
}

/** `files` are those of posts and pages by their ids. */
function wantedBy(
  { outputs }: Extension,
  site: SiteView,
  files: () => ReadonlyMap<unknown, string>,
): readonly Wanted[] {
  return listOf(outputs?.(site)).map((given) => {
    const fault = outputFault((given ?? {}) as Readonly<Record<string, unknown>>)
    if (fault !== undefined) throw new Error(fault)
    // The cast holds: it has no fault.
    const { path, redirect: target, text, post, yields = false } = given as ExtensionOutput
    const file = post === undefined ? undefined : files().get((post as PostView | null)?.id)
    if (post !== undefined && file === undefined) throw new Error(`the \`post\` of ${path} is no post of the site`)
    return { path: path.normalize('NFC').replace(/^\//, ''), yields, target, make: () => textOf(text?.()), file }
  })
}

/** A finding's `params` hold its words: `message`, and perhaps a `hint`. */
function findingsOf({ name, checks }: Extension, site: SiteView, configFile: string): readonly Diagnostic[] {
  return listOf(checks?.(site)).map((finding) => {
    const {
      level = 'warning',
      file = configFile,
      line,
      column,
      length,
      params,
    } = (finding ?? {}) as Partial<Diagnostic>
    const { message, hint = '' } = params ?? {}
    if (!/^(?:error|warning|info)$/.test(level))
      throw new Error(`a finding's level is error, warning or info, not ${level}`)
    if (typeof message !== 'string') throw new Error('a finding needs its words in `params.message`')
    const place = { file: String(file), ...(line && { line }), ...(column && { column }), ...(length && { length }) }
    const told = diagnose('extension-found', place, { name, message, hint: String(hint) })
    return { ...told, level }
  })
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  throw new Error(`it gave no list, but ${kindGiven(value)}`)
}
