import { diagnose } from '../diagnostics/diagnose.ts'
import { lazy } from '../kit/lazy.ts'
import { createContents, type RenderableSite } from '../plan/contents.ts'
import { keptHtml } from '../plan/html.ts'
import { createCheckIds } from '../plan/ids.ts'
import type { Reads } from '../plan/reads.ts'
import type { PostView } from '../plan/views.ts'
import { textOf } from '../render/extensions.ts'
import { isExtensionError } from '../render/guard.ts'
import { createSharedIncludes, type Renderer, type RunMeans } from '../render/index.ts'
import type { Checked, Diagnostic, Entry, Output, Place, RenderedFile, StopAfter } from '../types.ts'

/** A finished output, with the files whose bodies it was made of. */
export interface RenderedOutput extends Checked<RenderedFile> {
  readonly read: readonly string[]
}

export type RenderOutput = (output: Output) => Promise<RenderedOutput>

interface RenderMeans {
  readonly entries: readonly Entry[]
  readonly reads: Reads
  readonly stopAfter: StopAfter
}

/** Times that an output may take of what one template may, where no extension is seen to work on it. */
const mostTimes = 8

/** Finishes outputs one by one; what templates, shortcodes and extensions get wrong comes with the page that shows it. */
export function createRender(
  site: RenderableSite,
  renderer: Renderer,
  { entries, reads, stopAfter }: RenderMeans,
): RenderOutput {
  let findings: Diagnostic[] = []
  const take = <T>({ value, diagnostics }: Checked<T>): T => {
    findings.push(...diagnostics)
    return value
  }
  const { posts, pages, config } = site.site
  const { extensions, limits } = config
  /** The file at which an output's faults are told. */
  const fileOf = (output: Output) => ('extension' in output || output.origin === 'config' ? config.file : output.origin)
  const { guard } = renderer
  const { places } = site.goals
  let made: object[] = []
  const viewMade = (field: object) => void made.push(field)
  const means: RunMeans = {
    shared: createSharedIncludes(reads),
    params: lazy(() => new Set([...posts, ...pages].flatMap(({ params }) => Object.keys(params)))),
    takeMade() {
      const views = made
      made = []
      return views
    },
  }
  const bodyLines = lazy(() => new Map(entries.map(({ source, bodyLine }) => [source.path, bodyLine])))
  const inFile = ({ file, line = 1, column }: Place): Place => {
    return { file, line: line + (bodyLines().get(file) ?? 1) - 1, ...(column && { column }) }
  }
  const shortcode = (name: string, view: object, at: Place): string => {
    const { value, diagnostics } = renderer.shortcode(name, view, means)
    // The template of a function only calls it.
    const isCall = ({ params }: Diagnostic) => params.part === `shortcodes.${name}`
    return take({ value, diagnostics: diagnostics.map((each) => (isCall(each) ? { ...each, ...inFile(at) } : each)) })
  }
  const contentOf = createContents(site, shortcode, { reads, viewMade, run: guard.run })
  const checkIds = createCheckIds(site)
  /** Fields that extensions make of posts are tried with one post, for it may be that no template reads them. */
  let isUntried = extensions.some(({ posts }) => posts)
  const finished = (output: Output): RenderedFile => {
    const { path } = output
    const content = contentOf(output)
    if ('copyFrom' in content) return { path, copyFrom: content.copyFrom }
    if ('image' in content) return { path, from: content.from, image: content.image }
    if ('draw' in content) return { path, ...content }
    if ('text' in content) return { path, text: content.text }
    const page = take(renderer.page(content.template, content.view, means))
    const { post } = content.view as { readonly post?: PostView }
    if (isUntried && post) {
      isUntried = false
      reads.during(() => Object.values(post.data))
    }
    // The theme, too, may show a picture of another host.
    const kept = keptHtml(page, { file: '', url: output.url, title: '', params: {} }, 'page', places)
    const text = extensions.reduce((text, { name, html }) => {
      if (!html) return text
      return guard.run({ name, part: 'html' }, () => {
        const stepped = textOf(html(text, content.view.page))
        if (stepped.trim() === '' && text.trim() !== '') throw new Error('it gave an empty page')
        return stepped
      })
    }, kept)
    findings.push(...checkIds(output, text))
    return { path, text }
  }
  const attempt = (output: Output): RenderedFile => {
    const { path } = output
    try {
      return finished(output)
    } catch (error) {
      if (!isExtensionError(error)) throw error
      const { name, part, file = fileOf(output) } = error.extension
      findings.push(diagnose('extension-failed', { file }, { name, part, reason: error.message, output: path }))
      return { path, text: '' }
    }
  }
  /** A post that can't be worked on is told once, whatever pages show it. */
  const withOutput = (output: Output, each: Diagnostic): Diagnostic =>
    each.code === 'extension-failed' && each.params.part === 'posts'
      ? { ...each, params: { ...each.params, output: '' } }
      : each.code === 'extension-failed'
        ? { ...each, params: { ...each.params, output: output.path } }
        : each
  /** An extension that did not end on one output: it would stop at each of the others as late. */
  let endless: Diagnostic | undefined
  /** An output that takes longer while no extension works on it is made again with more time: that is no loop of theirs. */
  const within = (milliseconds: number, output: Output): RenderedOutput => {
    findings = []
    const { path } = output
    if (endless) return { value: { path, text: '' }, diagnostics: [endless], read: [] }
    const run = () => reads.during(() => attempt(output))
    const ended = extensions.length > 0 ? stopAfter(milliseconds, run) : { value: run() }
    if (ended) {
      const { value, files } = ended.value
      return { value, diagnostics: findings.map((each) => withOutput(output, each)), read: files }
    }
    const extension = guard.stopped()
    // A method of an object among the globals runs under nobody's name.
    const givers = extensions.flatMap(({ name, globals }) => (globals ? name : [])).join(', ')
    const isOfNobody = givers === '' || milliseconds < mostTimes * limits.templateTime
    if (!extension && isOfNobody) return within(2 * milliseconds, output)
    const { name, part, file = fileOf(output) } = extension ?? { name: givers, part: 'globals' }
    const params = { name, part, output: path, seconds: milliseconds / 1000 }
    endless = diagnose('extension-endless', { file }, params)
    return within(milliseconds, output)
  }
  return async (output) => {
    guard.surround(reads.across)
    return within(limits.templateTime, output)
  }
}
