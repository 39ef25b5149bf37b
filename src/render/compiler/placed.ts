import type { Code, ParamsOf } from '../../diagnostics/catalogue.ts'
import { diagnose } from '../../diagnostics/diagnose.ts'
import type { Diagnostic, Template } from '../../types.ts'
import { compiler, type Node, type Scope } from './nunjucks.ts'
import { placeOf } from './parser.ts'
import type { NamedPlace } from './runs.ts'

/** The templates, filters and tests that a template may name. */
export interface Known {
  readonly templates: ReadonlyMap<string, Template>
  readonly filters: Readonly<Record<string, unknown>>
  readonly tests: Readonly<Record<string, unknown>>
}

/** A name that can stand in generated code. nunjucks' lexer also takes `a"b` for one. */
const identifier = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u

/** nunjucks' compiler with the places of mistakes in the template and of code that may fail when it runs. */
export class PlacedCompiler extends compiler.Compiler {
  readonly problems: Diagnostic[] = []
  readonly places: NamedPlace[] = []
  readonly template: Template
  readonly known: Known
  /** The node last begun that has a place, for an error that has none. */
  last: Pick<Node, 'lineno' | 'colno'> = { lineno: 0, colno: 0 }

  constructor(template: Template, known: Known) {
    super(template.name, true)
    this.template = template
    this.known = known
  }

  override compile(node: Node, scope?: Scope): void {
    if (node.lineno !== undefined) this.last = node
    super.compile(node, scope)
  }

  override getCode(): string {
    const constants = this.places.map((_, index) => `p_${index} = places[${index}]`)
    return `const ${['{ at, print, lookup, field, member } = runtime', ...constants].join(', ')};\n${super.getCode()}`
  }

  /** A constant of the generated code that holds a node's place and name. */
  protected at(node: Node, name = ''): string {
    const { lineno = 0, colno = 0 } = node.lineno === undefined ? this.last : node
    const { path: file } = this.template
    return `p_${this.places.push({ file, line: lineno + 1, column: colno + 1, name }) - 1}`
  }

  protected report<C extends Code>(code: C, node: Node, name: string, params: ParamsOf<C>): void {
    this.problems.push(diagnose(code, placeOf(this.template, node, name), params))
  }

  /** The name of a variable, a filter or an argument. */
  protected identifier(node: Node): string {
    const name = String(node.value)
    if (identifier.test(name)) return name
    this.report('template-syntax', node, name, { reason: `“${name}” is no name` })
    return '_'
  }
}
