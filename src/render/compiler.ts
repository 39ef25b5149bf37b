import { diagnose } from '../diagnostics/diagnose.ts'
import type { Checked, Diagnostic, Place, Template } from '../types.ts'
import { isFault } from './errors.ts'
import { nearest } from './nearest.ts'
import { compiler, lexer, type Node, parser, type Scope, type Token, transform } from './nunjucks.ts'
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
  const tree = parse(template)
  if ('code' in tree) return { value: null, diagnostics: [tree] }
  const generator = new TemplateCompiler(template, known)
  try {
    generator.compile(transform(tree))
    const make = new Function('runtime', 'file', generator.getCode())
    const compiled: Compiled = (runtime) => make(runtime, template.path)
    return { value: generator.found.length > 0 ? null : compiled, diagnostics: generator.found }
  } catch (error) {
    return { value: null, diagnostics: [...generator.found, syntaxError(template, error, generator.place)] }
  }
}

function parse(template: Template): Node | Diagnostic {
  const reader = new TemplateParser(lexer.lex(template.text, lexing))
  try {
    return reader.parseAsRoot()
  } catch (error) {
    const { tokens, open } = reader
    const tag = unclosed(error, open, tokens.lineno >= lineCount(template.text) - 1)
    if (tag) return diagnose('template-unclosed', placeOf(template, tag, tag.value), { tag: tag.value })
    return syntaxError(template, error, placeOf(template, tokens))
  }
}

/** The tag that misses its end: the file ends inside it, or the end of another tag comes first. */
function unclosed(error: unknown, open: readonly Token[], atEnd: boolean): Token | undefined {
  if (!hasPlace(error)) return atEnd ? open.at(-1) : undefined
  return /^unknown block tag: end/.test(error.message) ? open.at(-2) : undefined
}

const lexing = { trimBlocks: true, lstripBlocks: true }

function syntaxError(template: Template, error: unknown, place: Place): Diagnostic {
  if (isFault(error)) return error.diagnostic
  const reason = error instanceof Error ? error.message : String(error)
  const found = hasPlace(error) ? { file: template.path, line: error.lineno, column: error.colno } : place
  return diagnose('template-syntax', found, { reason })
}

function hasPlace(error: unknown): error is Error & { readonly lineno: number; readonly colno: number } {
  return error instanceof Error && 'lineno' in error && typeof error.lineno === 'number'
}

function placeOf(template: Template, node: { lineno?: number; colno?: number }, name = ''): Place {
  const line = Math.min((node.lineno ?? 0) + 1, lineCount(template.text))
  return { file: template.path, line, column: (node.colno ?? 0) + 1, ...(name && { length: name.length }) }
}

function lineCount(text: string): number {
  return text.split('\n').length
}

/** Remembers which tags are open, for the message when the file ends inside one. */
class TemplateParser extends parser.Parser {
  readonly open: Token[] = []

  override parseStatement(): Node | null {
    const tag = this.peekToken()
    if (tag) this.open.push(tag)
    const node = super.parseStatement()
    if (tag) this.open.pop()
    return node
  }
}

/** A name that can stand in generated code. nunjucks' lexer also takes `a"b` for one. */
const identifier = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u

class TemplateCompiler extends compiler.Compiler {
  readonly found: Diagnostic[] = []
  readonly template: Template
  readonly known: Known
  /** Of the node last begun. */
  place: Place
  /** Inside `is defined` and `default`, which ask for names that may be absent. */
  lenient = false

  constructor(template: Template, known: Known) {
    super(template.name, true)
    this.template = template
    this.known = known
    this.place = { file: template.path, line: 1, column: 1 }
  }

  override compile(node: Node, scope?: Scope): void {
    if (node.lineno !== undefined) this.place = placeOf(this.template, node)
    super.compile(node, scope)
  }

  /** Our own runtime comes from outside; nunjucks' argument of that name must not hide it. */
  override _emitFuncBegin(node: Node, name: string): void {
    super._emitFuncBegin(node, name)
    this._emitLine('runtime = ruoyu;')
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

  override _emitLoopBindings(node: Node, list: string, index: string, length: string): void {
    this._emitLine(`runtime.at(${this.at(node)});`)
    super._emitLoopBindings(node, list, index, length)
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
    const { line, column } = node.lineno === undefined ? this.place : placeOf(this.template, node)
    return `file, ${line}, ${column}`
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
