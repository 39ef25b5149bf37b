import nunjucks from 'nunjucks'
import { diagnose } from '../diagnostics/diagnose.ts'
import type { Asset, Checked, Diagnostic, Template } from '../types.ts'
import { type Compiled, compileTemplate, type Known } from './compiler.ts'
import { faultOf, toFault } from './errors.ts'
import { boundedRange, boundFilters, createFilters, type Filter } from './filters.ts'
import { Frame } from './frame.ts'
import { Context, type Env, type Instance, top } from './links.ts'
import { createRuntime } from './runtime.ts'
import { wordsFor } from './words.ts'

export interface RendererOptions {
  /** BCP 47, of the site: for the words of the interface and for dates. */
  readonly language: string
  /** Where the site will live, base path included. */
  readonly url: string
  readonly assets: readonly Asset[]
  /** Milliseconds for one page. */
  readonly timeLimit: number
}

export interface Renderer {
  /** Renders a template of a page: `post.njk`. On an error the value is ''. */
  page(template: string, view: object): Checked<string>
  /** Renders a shortcode by its name: `figure`. */
  shortcode(name: string, view: object): Checked<string>
  has(template: string): boolean
  /** The errors that reading templates shows, also of those that no page uses. */
  check(templates?: readonly Template[]): readonly Diagnostic[]
}

/** nunjucks over a set of templates: nothing outside the set can be reached, whatever an include names. */
export function createRenderer(templates: readonly Template[], options: RendererOptions): Renderer {
  const byName = new Map(templates.map((template) => [template.name, template]))
  const environment = new nunjucks.Environment([], { autoescape: true, dev: true }) as unknown as Environment
  const filters = withoutPrototype({ ...boundFilters(environment.filters), ...createFilters(options) })
  const assetNames = new Set(options.assets.map(({ name }) => name))
  environment.addTest('asset', (name) => assetNames.has(String(name)))
  const known: Known = { templates: byName, filters, tests: withoutPrototype(environment.tests) }
  const compiled = new Map<string, Checked<Compiled | null>>()
  const ready = new Map<string, Instance>()

  const compileNamed = (name: string): Checked<Compiled | null> | undefined => {
    const template = byName.get(name)
    if (template && !compiled.has(name)) compiled.set(name, compileTemplate(template, known))
    return compiled.get(name)
  }
  const find = (name: string): Instance | undefined => {
    const found = ready.get(name)
    if (found) return found
    const result = compileNamed(name)
    if (!result) return undefined
    const [problem] = result.diagnostics
    if (!result.value) throw problem ? faultOf(problem) : new Error(name)
    const instance = result.value(runtime, environment)
    ready.set(name, instance)
    return instance
  }
  const { runtime, run } = createRuntime({ find, filters, env: environment, timeLimit: options.timeLimit })
  environment.addGlobal('range', boundedRange)
  const t = wordsFor(options.language)

  const render = (name: string, view: object): string => {
    const template = find(name) as Instance
    return template.root(new Context(environment, { t, ...view }, template), top(new Frame()))
  }
  const page = (name: string, view: object): Checked<string> => {
    if (!byName.has(name)) return { value: '', diagnostics: [diagnose('template-missing', { file: name }, { name })] }
    try {
      return { value: run(() => render(name, view)), diagnostics: [] }
    } catch (error) {
      return { value: '', diagnostics: [toFault(error, { file: byName.get(name)?.path ?? name }).diagnostic] }
    }
  }
  return {
    page,
    shortcode(name, view) {
      const { value, diagnostics } = page(`shortcodes/${name}.njk`, view)
      // It may stand in the middle of a Chinese sentence, where a line's end would be a blank.
      return { value: value.trim(), diagnostics }
    },
    has: (name) => byName.has(name),
    check: (some = templates) => some.flatMap(({ name }) => compileNamed(name)?.diagnostics ?? []),
  }
}

/** What nunjucks' types leave out of an environment. */
interface Environment extends Env {
  readonly filters: Readonly<Record<string, Filter>>
  readonly tests: Readonly<Record<string, unknown>>
  addGlobal(name: string, value: unknown): void
  addTest(name: string, test: (value: unknown) => boolean): void
}

/** So that a look-up of `constructor` finds nothing. */
function withoutPrototype<T extends object>(object: T): T {
  return Object.assign(Object.create(null), object)
}
