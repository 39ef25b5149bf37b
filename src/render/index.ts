import { diagnose } from '../diagnostics/diagnose.ts'
import type { Asset, Checked, Diagnostic, Template } from '../types.ts'
import { type Compiled, compileTemplate, type Known } from './compiler.ts'
import { faultOf, toFault } from './errors.ts'
import { boundedRange, boundFilters, createFilters } from './filters.ts'
import { Frame } from './frame.ts'
import { Context, type Env, type Instance, top } from './links.ts'
import { createGlobals, filters as nunjucksFilters, tests as nunjucksTests, type Test } from './nunjucks.ts'
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
  const filters = withoutPrototype({ ...boundFilters(nunjucksFilters), ...createFilters(options) })
  const assetNames = new Set(options.assets.map(({ name }) => name))
  const tests = withoutPrototype({ ...nunjucksTests, asset: (name: unknown) => assetNames.has(String(name)) })
  const env = createEnv(tests)
  const known: Known = { templates: byName, filters, tests }
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
    const instance = result.value(runtime, env)
    ready.set(name, instance)
    return instance
  }
  const { runtime, run } = createRuntime({ find, filters, env, timeLimit: options.timeLimit })
  const t = wordsFor(options.language)

  const page = (name: string, view: object): Checked<string> => {
    if (!byName.has(name)) return { value: '', diagnostics: [diagnose('template-missing', { file: name }, { name })] }
    try {
      return { value: run(() => render(name, view)), diagnostics: [] }
    } catch (error) {
      return { value: '', diagnostics: [toFault(error, { file: byName.get(name)?.path ?? name }).diagnostic] }
    }
  }
  const render = (name: string, view: object): string => {
    const template = find(name) as Instance
    return template.root(new Context(env, { t, ...view }, template), top(new Frame()))
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

function createEnv(tests: Readonly<Record<string, Test>>): Env {
  return {
    globals: { ...createGlobals(), range: boundedRange },
    opts: { autoescape: true, throwOnUndefined: false },
    getTest(name) {
      const test = tests[name]
      if (!test) throw new Error(`test not found: ${name}`)
      return test
    },
  }
}

/** So that a look-up of `constructor` finds nothing. */
function withoutPrototype<T extends object>(object: T): T {
  return Object.assign(Object.create(null), object)
}
