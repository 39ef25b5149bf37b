import { nearest } from '../../kit/nearest.ts'
import { leftmost, nameOf } from './names.ts'
import type { Node, Scope } from './nunjucks.ts'
import { PlacedCompiler } from './placed.ts'

/** The name under which our templates find the settings of our theme; no template can write it. */
export const ownTheme = 'own theme'

/** Every look-up, call and filter asks the runtime, which knows its place and what it may not reach. */
export class ExpressionCompiler extends PlacedCompiler {
  /** True inside `is defined` and `default`, where a name may be absent. */
  private lenient = false

  override compileOutput({ children = [] }: Node, scope: Scope): void {
    for (const child of children) {
      if (child.typename === 'TemplateData') this._emitLine(`${this.buffer} += ${JSON.stringify(child.value)};`)
      else {
        this._emit(`${this.buffer} += print(`)
        this.compile(child, scope)
        this._emitLine(`, ${this.at(leftmost(child), nameOf(child))});`)
      }
    }
  }

  override compileSymbol(node: Node, scope: Scope): void {
    const name = this.identifier(node)
    this._emit(scope.lookup(name) ?? `lookup(context, frame, "${this.keyOf(name)}", ${this.placeOf(node, name)})`)
  }

  override compileLookupVal(node: Node, scope: Scope): void {
    const [target, val] = [node.target as Node, node.val as Node]
    const place = this.placeOf(leftmost(node), nameOf(node))
    const isField = val.typename === 'Literal' && typeof val.value === 'string'
    if (isField && target.typename === 'Symbol' && scope.lookup(String(target.value)) === undefined) {
      const name = this.identifier(target)
      const places = `${this.placeOf(target, name)}, ${place}`
      this._emit(`field(context, frame, "${this.keyOf(name)}", ${JSON.stringify(val.value)}, ${places})`)
      return
    }
    this._emit('member(')
    this.compile(target, scope)
    this._emit(', ')
    this.compile(val, scope)
    this._emit(`, ${place})`)
  }

  /** Another theme may have settings of our names and other kinds. */
  private keyOf(name: string): string {
    return name === 'theme' && this.template.path.startsWith('ruoyu/') ? ownTheme : name
  }

  private placeOf(node: Node, name: string): string {
    return this.lenient ? 'null' : this.at(node, name)
  }

  override compileFunCall(node: Node, scope: Scope): void {
    const callee = node.name as Node
    const { typename, target, val } = callee
    if (typename === 'LookupVal' && target && val) {
      this._emit('runtime.callMember(')
      this.compile(target, scope)
      this._emit(', ')
      this.compile(val, scope)
    } else {
      this._emit('runtime.call(')
      this.compile(callee, scope)
      this._emit(', context')
    }
    this._emit(', ')
    this._compileAggregate(node.args as Node, scope, '[', ']')
    this._emit(`, ${this.at(leftmost(callee), nameOf(callee))})`)
  }

  override compileFilter(node: Node, scope: Scope): void {
    const name = this.identifier(node.name as Node)
    const suggestion = this.known.filters[name] ? '' : nearest(name, Object.keys(this.known.filters))
    if (!this.known.filters[name]) this.report('template-filter-unknown', node, name, { name, suggestion })
    const [value, ...others] = node.args?.children ?? []
    this._emit(`runtime.filter("${name}", context, [`)
    if (value) this.leniently(name === 'default' || name === 'd', () => this.compile(value, scope))
    for (const other of others) {
      this._emit(', ')
      this.compile(other, scope)
    }
    this._emit(`], ${this.at(node)})`)
  }

  override compileIs(node: Node, scope: Scope): void {
    const { right } = node
    const name = String(right?.name?.value ?? right?.value)
    if (!this.known.tests[name]) this.report('template-test-unknown', right ?? node, name, { name })
    this.leniently(name === 'defined' || name === 'undefined', () => super.compileIs(node, scope))
  }

  private leniently(lenient: boolean, compile: () => void): void {
    const outer = this.lenient
    this.lenient ||= lenient
    compile()
    this.lenient = outer
  }
}
