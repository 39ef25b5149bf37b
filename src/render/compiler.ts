import { diagnose } from '../diagnostics/diagnose.ts'
import type { Checked, Diagnostic, Template } from '../types.ts'
import { nearest } from './nearest.ts'
import { compiler, type Node, type Scope, transform } from './nunjucks.ts'
import { parseTemplate, placeOf, syntaxError } from './parser.ts'
import type { TemplateRuntime } from './runtime.ts'

/** What a template may name. */
export interface Known {
  readonly templates: ReadonlyMap<string, unknown>
  readonly filters: Readonly<Record<string, unknown>>
  readonly tests: Readonly<Record<string, unknown>>
}

/** A template's blocks and root as functions, for nunjucks' Template. */
export type Compiled = (runtime: TemplateRuntime) => object

/**
 * Compiles a template. Filters, tests and templates that are named in it must exist.
 *
 * nunjucks itself tells a line only for some errors, and under `extends` the wrong file's. So the code that is generated
 * here tells the runtime where it is: every look-up, call, filter and loop carries its file, line and column.
 */
export function compileTemplate(template: Template, known: Known): Checked<Compiled | null> {
  const key = `${template.path}\n${template.text}`
  const before = finished.get(key)
  if (before) return { value: before, diagnostics: [] }
  const result = compileAnew(template, known)
  if (result.value) finished.set(key, result.value)
  return result
}

/** What compiled without a complaint: the dev server asks for the same again after every save. */
const finished = new Map<string, Compiled>()

function compileAnew(template: Template, known: Known): Checked<Compiled | null> {
  const tree = parseTemplate(template)
  if ('code' in tree) return { value: null, diagnostics: [tree] }
  const generator = new TemplateCompiler(template, known)
  try {
    generator.compile(transform(tree))
    const make = new Function('runtime', 'file', generator.getCode())
    const compiled: Compiled = (runtime) => make(runtime, template.path)
    return { value: generator.found.length > 0 ? null : compiled, diagnostics: generator.found }
  } catch (error) {
    return { value: null, diagnostics: [...generator.found, syntaxError(template, error, generator.last)] }
  }
}

/** A name that can stand in generated code. nunjucks' lexer also takes `a"b` for one. */
const identifier = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u

class TemplateCompiler extends compiler.Compiler {
  readonly found: Diagnostic[] = []
  readonly template: Template
  readonly known: Known
  /** The node last begun that knows its place. */
  last: Node
  /** Inside `is defined` and `default`, which ask for names that may be absent. */
  lenient = false

  constructor(template: Template, known: Known) {
    super(template.name, true)
    this.template = template
    this.known = known
    this.last = { typename: 'Root', lineno: 0, colno: 0 }
  }

  override compile(node: Node, scope?: Scope): void {
    if (node.lineno !== undefined) this.last = node
    super.compile(node, scope)
  }

  /** Our own runtime comes from outside; nunjucks' argument of that name must not hide it. */
  override _emitFuncBegin(node: Node, name: string): void {
    super._emitFuncBegin(node, name)
    this._emitLine(`runtime = ruoyu; runtime.at(${this.at(node)});`)
  }

  override getCode(): string {
    return `var ruoyu = runtime;\n${super.getCode()}`
  }

  override compileOutput(node: Node, scope: Scope): void {
    for (const child of node.children ?? []) {
      if (child.typename === 'TemplateData') {
        this._emit(`${this.buffer} += ${JSON.stringify(child.value)};\n`)
        continue
      }
      this._emit(`${this.buffer} += runtime.print(`)
      this.compile(child, scope)
      this._emit(`, ${JSON.stringify(nameOf(child))}, ${this.at(leftmost(child))});\n`)
    }
  }

  override compileSymbol(node: Node, scope: Scope): void {
    const name = this.checkName(node)
    const variable = scope.lookup(name)
    if (variable) this._emit(variable)
    else if (this.lenient) this._emit(`runtime.ask(context, frame, "${name}")`)
    else this._emit(`runtime.lookup(context, frame, "${name}", ${this.at(node)})`)
  }

  override compileFunCall(node: Node, scope: Scope): void {
    const callee = node.name as Node
    this._emit('runtime.call(')
    this.compile(callee, scope)
    this._emit(`, ${JSON.stringify(nameOf(callee))}, context, `)
    this._compileAggregate(node.args as Node, scope, '[', ']')
    this._emit(`, ${this.at(leftmost(callee))})`)
  }

  override compileFilter(node: Node, scope: Scope): void {
    const name = this.checkName(node.name as Node)
    if (!this.known.filters[name]) {
      const suggestion = nearest(name, Object.keys(this.known.filters))
      this.report(diagnose('template-filter-unknown', placeOf(this.template, node, name), { name, suggestion }))
    }
    this._emit(`runtime.filter("${name}", context, `)
    this.leniently(name === 'default' || name === 'd', () => this._compileAggregate(node.args as Node, scope, '[', ']'))
    this._emit(`, ${this.at(node)})`)
  }

  override compileIs(node: Node, scope: Scope): void {
    const { right } = node
    const name = String(right?.name?.value ?? right?.value)
    if (!this.known.tests[name])
      this.report(diagnose('template-test-unknown', placeOf(this.template, right ?? node, name), { name }))
    this.leniently(name === 'defined' || name === 'undefined', () => super.compileIs(node, scope))
  }

  /** As nunjucks does, in one object. */
  override _emitLoopBindings(node: Node, _list: string, i: string, length: string): void {
    this._emitLine(`runtime.at(${this.at(node)});`)
    this._emitLine(
      `frame.variables.loop = {index: ${i} + 1, index0: ${i}, revindex: ${length} - ${i}, ` +
        `revindex0: ${length} - ${i} - 1, first: ${i} === 0, last: ${i} === ${length} - 1, length: ${length}};`,
    )
  }

  /** A scope's own variable needs no search for dots and outer scopes; a `set`, with its third argument, does. */
  override _emitLine(code: string): void {
    super._emitLine(code.replace(/^frame\.set\("([^".]+)", ([^,]+)\);$/, 'frame.variables["$1"] = $2;'))
  }

  override _compileGetTemplate(node: Node, scope: Scope, eager: boolean, ignoreMissing: boolean): string {
    const { template } = node
    const found = this._tmpid()
    if (template && typeof template.value === 'string' && template.typename === 'Literal' && !ignoreMissing)
      this.checkTemplate(template, template.value)
    this._emit('env.getTemplate(runtime.template(')
    this.compile(template as Node, scope)
    const callback = this._makeCallback(found)
    this._emitLine(`, ${ignoreMissing}, ${this.at(template as Node)}), ${eager}, null, ${ignoreMissing}, ${callback}`)
    return found
  }

  private checkTemplate(node: Node, name: string): void {
    if (!this.known.templates.has(name))
      this.report(diagnose('template-missing', placeOf(this.template, node, `"${name}"`), { name }))
  }

  private checkName(node: Node): string {
    const name = String(node.value)
    if (!identifier.test(name))
      this.report(diagnose('template-syntax', placeOf(this.template, node, name), { reason: `“${name}” is no name` }))
    return identifier.test(name) ? name : '_'
  }

  private report(diagnostic: Diagnostic): void {
    this.found.push(diagnostic)
  }

  private leniently(lenient: boolean, compile: () => void): void {
    const before = this.lenient
    this.lenient ||= lenient
    compile()
    this.lenient = before
  }

  /** Arguments that tell the runtime where a node stands. */
  private at(node: Node): string {
    const { lineno = 0, colno = 0 } = node.lineno === undefined ? this.last : node
    return `file, ${lineno + 1}, ${colno + 1}`
  }
}

/** The node with which an expression starts in the text. */
function leftmost(node: Node): Node {
  const before =
    node.typename === 'LookupVal'
      ? node.target
      : node.typename === 'FunCall'
        ? node.name
        : node.typename === 'Filter'
          ? node.args?.children[0]
          : undefined
  return before ? leftmost(before) : node
}

/** An expression as a message names it: `post.title`. */
function nameOf(node: Node): string {
  const { typename, target, val } = node
  if (typename === 'Symbol') return String(node.value)
  if (typename === 'LookupVal' && target && val)
    return `${nameOf(target)}${val.typename === 'Literal' && typeof val.value === 'string' ? `.${val.value}` : '[…]'}`
  if (typename === 'FunCall' && node.name) return `${nameOf(node.name)}()`
  if (typename === 'Filter') return `${nameOf(node.args?.children[0] ?? node)} | ${String(node.name?.value)}`
  return '…'
}
