import { diagnose } from '../diagnostics/diagnose.ts'
import type { Checked, Diagnostic, Template } from '../types.ts'
import type { Env, Instance } from './links.ts'
import { nearest } from './nearest.ts'
import { compiler, type Node, nodes, runtime as nunjucksRuntime, type Scope, transform } from './nunjucks.ts'
import { parseTemplate, placeOf, syntaxError } from './parser.ts'
import { isForbidden, type NamedPlace, type TemplateRuntime } from './runtime.ts'

/** What a template may name. */
export interface Known {
  readonly templates: ReadonlyMap<string, unknown>
  readonly filters: Readonly<Record<string, unknown>>
  readonly tests: Readonly<Record<string, unknown>>
}

/** Makes a template's root and blocks for the runtime that they call. */
export type Compiled = (runtime: TemplateRuntime, env: Env) => Instance

/**
 * Compiles a template. Filters, tests and templates that are named in it must exist.
 *
 * nunjucks itself tells a line only for some errors, and under `extends` the wrong file's. So the code that is generated
 * here tells the runtime where it is: every look-up, call, filter and loop carries its place. And where nunjucks hands
 * on what it has by callbacks, for templates that come from a network, this code returns it: ours are all at hand.
 */
export function compileTemplate(template: Template, known: Known): Checked<Compiled | null> {
  const key = `${template.path}\n${template.text}`
  const before = finished.get(key)
  if (before) return { value: before, diagnostics: [] }
  const tree = parseTemplate(template)
  if ('code' in tree) return { value: null, diagnostics: [tree] }
  const generator = new TemplateCompiler(template, known)
  try {
    // Code without callbacks needs no rewriting but that of `super()`.
    generator.compile(template.text.includes('super') ? transform(tree) : tree)
    const { found, places, writes, library } = generator
    const make = new Function('runtime', 'env', 'places', generator.getCode()) as Make
    if (found.length > 0) return { value: null, diagnostics: found }
    const compiled: Compiled = (runtime, env) => ({ ...make(runtime, env, places), writes, library })
    finished.set(key, compiled)
    return { value: compiled, diagnostics: [] }
  } catch (error) {
    return { value: null, diagnostics: [...generator.found, syntaxError(template, error, generator.last)] }
  }
}

type Make = (runtime: TemplateRuntime, env: Env, places: readonly NamedPlace[]) => Pick<Instance, 'root' | 'blocks'>

/** Templates that compiled without a complaint: the dev server asks for the same again after every save. */
const finished = new Map<string, Compiled>()

/** A name that can stand in generated code. nunjucks' lexer also takes `a"b` for one. */
const identifier = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u

class TemplateCompiler extends compiler.Compiler {
  readonly found: Diagnostic[] = []
  readonly template: Template
  readonly known: Known
  /** The node last begun that knows its place. */
  last: Pick<Node, 'lineno' | 'colno'>
  /** Inside `is defined` and `default`, which ask for names that may be absent. */
  lenient = false
  readonly places: NamedPlace[] = []
  /** Whether running it can change the names that its caller knows. */
  writes = false
  /** Whether it imports, extends or has blocks. */
  links = false
  /** Whether it only says what macros do. */
  library = false

  constructor(template: Template, known: Known) {
    super(template.name, true)
    this.template = template
    this.known = known
    this.last = { lineno: 0, colno: 0 }
  }

  override compile(node: Node, scope?: Scope): void {
    if (node.lineno !== undefined) this.last = node
    super.compile(node, scope)
  }

  override getCode(): string {
    const places = this.places.map((_, index) => `p_${index} = places[${index}]`)
    const constants = ['{ print, lookup, get, callKnown } = runtime', ...places]
    return `const ${constants.join(', ')};\n${super.getCode()}`
  }

  override _emitFuncBegin(node: Node, name: string): void {
    this.buffer = 'output'
    this._emitLine(`function ${name}(context, frame) { var output = "", object, value; runtime.at(${this.at(node)});`)
  }

  override _emitFuncEnd(noReturn = false): void {
    this._emitLine(noReturn ? '}' : 'return output; }')
    this.buffer = null
  }

  override compileRoot(node: Node): void {
    const scope = new nunjucksRuntime.Frame()
    const { children = [] } = node
    this._emitFuncBegin(node, 'root')
    this._emitLine('var parentTemplate = null;')
    for (const child of children) this.compile(child, scope)
    this.library = !this.links && children.every(isDefinition)
    this._emitLine('return parentTemplate ? parentTemplate.root(context, frame) : output;')
    this._emitFuncEnd(true)
    this.inBlock = true
    const names = blocksOf(node).map((block) => this.compileBody(block))
    this._emitLine(`return { root: root, blocks: { ${names.map((name) => `${name}: b_${name}`).join(', ')} } };`)
  }

  /** The function of a block; its name. */
  private compileBody(block: Node): string {
    const name = String(block.name?.value)
    this._emitFuncBegin(block, `b_${name}`)
    this._emitLine('frame = frame.push(true);')
    this.compile(block.body as Node, new nunjucksRuntime.Frame())
    this._emitFuncEnd()
    return name
  }

  /** At the top of a template with a parent the block is only defined. */
  override compileBlock(node: Node): void {
    this.writes = true
    this.links = true
    const call = `${this.buffer} += runtime.block(context, ${JSON.stringify(node.name?.value)})(context, frame);`
    this._emitLine(this.inBlock ? call : `if (!parentTemplate) ${call}`)
  }

  override compileSuper(node: Node, scope: Scope): void {
    const [name, variable] = [String(node.blockName?.value), String(node.symbol?.value)]
    this._emitLine(`var ${variable} = runtime.superOf(context, ${JSON.stringify(name)}, b_${name})(context, frame);`)
    this._emitLine(`${variable} = runtime.markSafe(${variable});`)
    scope.set(variable, variable)
  }

  override compileExtends(node: Node, scope: Scope): void {
    this.writes = true
    this.links = true
    this._emitLine(`parentTemplate = runtime.extend(${this.named(node, scope)}, context);`)
  }

  override compileInclude(node: Node, scope: Scope): void {
    this._emitLine(`${this.buffer} += runtime.include(${this.named(node, scope)}, context, frame);`)
  }

  override compileImport(node: Node, scope: Scope): void {
    const { target } = node
    this.bind(String(target?.value), this.imported(node, scope), scope)
  }

  override compileFromImport(node: Node, scope: Scope): void {
    const from = this.imported(node, scope)
    for (const one of node.names?.children ?? []) {
      const [name, alias] = one.typename === 'Pair' ? [one.key?.value, one.value] : [one.value, one.value]
      const id = this._tmpid()
      this._emitLine(`var ${id} = runtime.exported(${from}, ${JSON.stringify(name)});`)
      this.bind(String((alias as Node).value ?? alias), id, scope)
    }
  }

  /** The exports of an import, in a variable. */
  private imported(node: Node, scope: Scope): string {
    this.writes = true
    this.links = true
    const id = this._tmpid()
    const seen = node.withContext ? 'context.ctx, frame' : 'undefined, undefined'
    this._emitLine(`var ${id} = runtime.imports(${this.named(node, scope)}, ${seen});`)
    return id
  }

  private bind(name: string, id: string, scope: Scope): void {
    scope.set(name, id)
    this._emitLine(scope.parent ? `frame.set("${name}", ${id});` : `context.setVariable("${name}", ${id});`)
  }

  override compileSet(node: Node, scope: Scope): void {
    this.writes = true
    super.compileSet(node, scope)
  }

  override compileMacro(node: Node, scope: Scope): void {
    this.writes = true
    super.compileMacro(node, scope)
  }

  override compileAsyncEach(node: Node, scope: Scope): void {
    this.compileFor(node, scope)
  }

  override compileAsyncAll(node: Node, scope: Scope): void {
    this.compileFor(node, scope)
  }

  override compileIfAsync(node: Node, scope: Scope): void {
    this.compileIf(node, scope)
  }

  override compileOutput(node: Node, scope: Scope): void {
    for (const child of node.children ?? []) {
      if (child.typename === 'TemplateData') {
        this._emit(`${this.buffer} += ${JSON.stringify(child.value)};\n`)
        continue
      }
      this._emit(`${this.buffer} += print(`)
      this.compile(child, scope)
      this._emit(`, ${this.at(leftmost(child), nameOf(child))});\n`)
    }
  }

  override compileSymbol(node: Node, scope: Scope): void {
    const name = this.checkName(node)
    const variable = scope.lookup(name)
    if (variable) this._emit(variable)
    else if (this.lenient) this._emit(`runtime.ask(context, frame, "${name}")`)
    else this._emit(`lookup(context, frame, "${name}", ${this.at(node, name)})`)
  }

  /** A key that is known needs no check at run time, and mostly finds a value there and then. */
  override compileLookupVal(node: Node, scope: Scope): void {
    const { target, val } = node
    const key = val?.typename === 'Literal' && typeof val.value === 'string' ? val.value : undefined
    const isKnown = key !== undefined && !isForbidden(key)
    const guard = isKnown && ofFunctions.has(key) ? 'typeof object === "object" && ' : ''
    this._emit(isKnown ? '((object = ' : 'runtime.memberLookup(')
    this.compile(target as Node, scope)
    this._emit(
      isKnown
        ? `, ${guard}(value = object?.[${JSON.stringify(key)}]) !== undefined && typeof value !== "function") ? value : get(object, `
        : ', ',
    )
    this.compile(val as Node, scope)
    this._emit(isKnown ? '))' : ')')
  }

  /** A macro is a function within another. */
  override _pushBuffer(): string {
    this._emit('var object, value;')
    return super._pushBuffer()
  }

  override compileFunCall(node: Node, scope: Scope): void {
    const callee = node.name as Node
    const { target, val } = callee
    const isMethod = callee.typename === 'LookupVal' && target && val
    const isKnown = typeof val?.value === 'string' && val.typename === 'Literal' && !isForbidden(val.value)
    this._emit(isMethod ? (isKnown ? 'callKnown(' : 'runtime.callMember(') : 'runtime.call(')
    this.compile(isMethod ? target : callee, scope)
    if (isMethod) {
      this._emit(', ')
      this.compile(val, scope)
    }
    this._emit(', context, ')
    this._compileAggregate(node.args as Node, scope, '[', ']')
    this._emit(`, ${this.at(leftmost(callee), nameOf(callee))})`)
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

  /** As nunjucks does, in one object, where it can be seen. */
  override _emitLoopBindings(node: Node, _list: string, i: string, length: string): void {
    this._emitLine(`runtime.at(${this.at(node)});`)
    this._emitLine(
      `frame.set("loop", {index: ${i} + 1, index0: ${i}, revindex: ${length} - ${i}, ` +
        `revindex0: ${length} - ${i} - 1, first: ${i} === 0, last: ${i} === ${length} - 1, length: ${length}});`,
    )
  }

  /** Arguments that name another template: the name, whether it may be missing, the place. */
  private named({ template, ignoreMissing = false }: Node, scope: Scope): string {
    if (template && typeof template.value === 'string' && template.typename === 'Literal' && !ignoreMissing)
      this.checkTemplate(template, template.value)
    const start = this.codebuf.length
    this.compile(template as Node, scope)
    return `${this.codebuf.splice(start).join('')}, ${ignoreMissing}, ${this.at(template as Node)}`
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

  /** A constant that tells the runtime where a node stands, and what it is called. */
  private at(node: Node, name = ''): string {
    const { lineno = 0, colno = 0 } = node.lineno === undefined ? this.last : node
    const { path: file } = this.template
    const place = { file, line: lineno + 1, column: colno + 1, name }
    return `p_${this.places.push(place) - 1}`
  }
}

/** What functions have of their own, which are to look empty. */
const ofFunctions: ReadonlySet<string> = new Set(['name', 'length', 'caller', 'arguments'])

/** Whether it says something only to those who call it, so that one import serves all. */
function isDefinition({ typename, children = [] }: Node): boolean {
  return typename === 'Macro' || (typename === 'Output' && children.every((child) => child.typename === 'TemplateData'))
}

/** The blocks of a template; a name that stands twice is an error. */
function blocksOf(root: Node): readonly Node[] {
  const blocks = root.findAll(nodes.Block)
  const names = blocks.map(({ name }) => name?.value)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Error(`Block "${twice}" defined more than once.`)
  return blocks
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
