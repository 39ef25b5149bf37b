import { diagnose } from '../diagnostics/diagnose.ts'
import type { Extension } from '../extension.ts'
import type { Asset, Checked, Config, Diagnostic, Template } from '../types.ts'
import { faultOf } from './compiler/errors.ts'
import { ownTheme } from './compiler/expressions.ts'
import { type Compiled, compileTemplate } from './compiler/index.ts'
import { Context, type Env, type Instance, top } from './compiler/links.ts'
import * as nunjucks from './compiler/nunjucks.ts'
import type { Known } from './compiler/placed.ts'
import { createRuns, type RunMeans } from './compiler/runs.ts'
import { createRuntime } from './compiler/runtime.ts'
import { givenBy } from './extensions.ts'
import { createGuard, type Guard } from './guard.ts'
import { ownExtension } from './own.ts'

export { createSharedIncludes } from './compiler/sharedIncludes.ts'
export type { RunMeans }

export interface RendererOptions {
  /** BCP 47, of the site: for the words of the interface and for dates. */
  readonly language: string
  /** The address of the site, base path included. */
  readonly url: string
  readonly assets: readonly Asset[]
  /** Settings of our theme, which its templates and shortcodes see as `theme`. */
  readonly theme: Config['theme']
  /** Settings of another theme in use, which all templates but ours see. */
  readonly otherTheme?: Config['otherTheme']
  /** Inline Markdown as HTML, for the filter `markdown`. */
  readonly markdown: (text: string) => string
  /** Milliseconds for one page. */
  readonly timeLimit: number
  /** The site's extensions, in their order. */
  readonly extensions?: readonly Extension[]
}

export interface Renderer {
  /** Renders a template of a page: `post.njk`. On an error the value is ''. */
  page(template: string, view: object, means?: RunMeans): Checked<string>
  /** Renders a shortcode by its name: `figure`. */
  shortcode(name: string, view: object, means?: RunMeans): Checked<string>
  has(template: string): boolean
  /** All parts of extensions run in it. */
  readonly guard: Guard
  /** The errors in templates, those that no page uses included. */
  check(templates?: readonly Template[]): readonly Diagnostic[]
}

/** nunjucks over a set of templates: nothing outside the set can be reached, whatever an include names. */
export function createRenderer(templates: readonly Template[], options: RendererOptions): Renderer {
  const byName = new Map(templates.map((template) => [template.name, template]))
  const { theme, otherTheme = theme, extensions = [] } = options
  const guard = createGuard(() => {
    const run = runs.current()
    run.isSteady = false
    if (run.recording) run.recording.isSteady = false
  })
  const all = [ownExtension(options), ...extensions] as const
  const given = givenBy(all, guard, options.language)
  const filters = withoutPrototype(given.filters)
  const assetNames = new Set(options.assets.map(({ name }) => name))
  const tests = withoutPrototype({ ...nunjucks.tests, asset: (name: unknown) => assetNames.has(String(name)) })
  const env = createEnv(tests, given.globals)
  const known: Known = { templates: byName, filters, tests }
  const compiled = new Map<string, Checked<Compiled | null>>()
  const instances = new Map<string, Instance>()

  const compileNamed = (name: string): Checked<Compiled | null> | undefined => {
    const template = byName.get(name)
    if (template && !compiled.has(name)) compiled.set(name, compileTemplate(template, known))
    return compiled.get(name)
  }
  const find = (name: string): Instance | undefined => {
    const ready = instances.get(name)
    if (ready) return ready
    const result = compileNamed(name)
    if (!result) return undefined
    const [problem] = result.diagnostics
    if (!result.value) throw problem ? faultOf(problem) : new Error(name)
    const instance = result.value(runtime, env)
    instances.set(name, instance)
    return instance
  }
  const runs = createRuns(options.timeLimit)
  const t = given.words
  const runtime = createRuntime({ find, filters, env, words: t, runs })

  const page: Renderer['page'] = (name, view, means = noMeans) => {
    if (!byName.has(name)) return { value: '', diagnostics: [diagnose('template-missing', { file: name }, { name })] }
    const given = { t, theme: otherTheme, [ownTheme]: theme, ...view }
    const render = (): string => {
      const template = find(name) as Instance
      return template.root(new Context(env, { ...given }, template), top(new nunjucks.runtime.Frame()))
    }
    return runs.run(render, given, means)
  }
  return {
    page,
    shortcode(name, view, means) {
      const { value, diagnostics } = page(`shortcodes/${name}.njk`, view, means)
      // A shortcode may stand in the middle of a Chinese sentence, where a line's end would be a blank.
      return { value: value.trim(), diagnostics }
    },
    has: (name) => byName.has(name),
    guard,
    check: (some = templates) => some.flatMap(({ name }) => compileNamed(name)?.diagnostics ?? []),
  }
}

const noMeans: RunMeans = { params: () => new Set(), takeMade: () => [] }

function createEnv(tests: Readonly<Record<string, nunjucks.Test>>, globals: Env['globals']): Env {
  return {
    globals,
    opts: { autoescape: true, throwOnUndefined: false },
    getTest(name) {
      const test = tests[name]
      if (!test) throw new Error(`test not found: ${name}`)
      return test
    },
  }
}

/** A copy without a prototype, so that a look-up of `constructor` finds nothing. */
function withoutPrototype<T extends object>(object: T): T {
  return Object.assign(Object.create(null), object)
}
