/**
 * The compiler of templates stands over parts of nunjucks that it does not publish, so that nunjucks is pinned to one
 * version and `tests/render/nunjucks.test.ts` compares random templates with nunjucks itself. The lexer, the syntax tree,
 * filters, tests and globals are nunjucks' own. Replaced are:
 *
 * | here           | of nunjucks                                   | why                                                |
 * | -------------- | --------------------------------------------- | -------------------------------------------------- |
 * | parser.ts      | `Parser.parseStatement`                       | an unclosed tag is told where it opens              |
 * | placed.ts      | `Compiler.compile`, `getCode`                 | every error has a line and column, in its own file  |
 * | expressions.ts | output, symbols, look-ups, calls, filters, `is` | places; the sandbox; unknown filters and tests are told before a page is rendered |
 * | generator.ts   | root, blocks, `super`, `extends`, `include`, `import`, async loops | text is returned and not handed to a callback: a page takes 0.08 ms where it takes 0.5 |
 * | generator.ts   | `_emitLoopBindings`                           | the time limit                                      |
 * | runtime.ts, runs.ts | `contextOrFrameLookup`, `memberLookup`, `callWrap`, `ensureDefined`, `getFilter` | places, the sandbox, the time limit, unknown fields |
 * | links.ts       | `Template`, `Context`                         | templates return their text                         |
 *
 * Stricter than nunjucks, so that a slip is told where it stands: printing `undefined` or `null`, a name that nothing
 * gives, a missing filter, test or template are errors; `constructor`, `prototype`, names that begin with `__` and what a
 * function has of its own are undefined; `random` is missing; a width, a count or a range is at most 100,000; a page has a
 * time limit.
 */
import type { Checked, Template } from '../../types.ts'
import { TemplateCompiler } from './generator.ts'
import type { Env, Instance } from './links.ts'
import { type Node, transform } from './nunjucks.ts'
import { parseTemplate, syntaxError } from './parser.ts'
import type { Known } from './placed.ts'
import type { NamedPlace } from './runs.ts'
import type { TemplateRuntime } from './runtime.ts'

/** Makes a template's root and blocks for the runtime that they call. */
export type Compiled = (runtime: TemplateRuntime, env: Env) => Instance

/** Compiles a template. Filters, tests and templates that are named in it must exist. */
export function compileTemplate(template: Template, known: Known): Checked<Compiled | null> {
  const tree = parseTemplate(template)
  if ('code' in tree) return { value: null, diagnostics: [tree] }
  const generator = new TemplateCompiler(template, known)
  const { places, problems } = generator
  try {
    // Code without callbacks needs no rewriting but that of `super()`.
    generator.compile(template.text.includes('super') ? transform(tree) : tree)
    const make = new Function('runtime', 'env', 'places', generator.getCode()) as Make
    if (problems.length > 0) return { value: null, diagnostics: problems }
    const isLibrary = (tree.children ?? []).every(isDefinition)
    return { value: (runtime, env) => ({ ...make(runtime, env, places), isLibrary }), diagnostics: [] }
  } catch (error) {
    return { value: null, diagnostics: [...problems, syntaxError(template, error, generator.last)] }
  }
}

type Make = (runtime: TemplateRuntime, env: Env, places: readonly NamedPlace[]) => Omit<Instance, 'isLibrary'>

/** A macro, or text, which no import prints. */
function isDefinition({ typename, children = [] }: Node): boolean {
  return typename === 'Macro' || (typename === 'Output' && children.every((child) => child.typename === 'TemplateData'))
}
