import nunjucks from 'nunjucks'
// Not exported by the package's index.
import transformer from 'nunjucks/src/transformer.js'

/** The parts of nunjucks 3.2 that its published types leave out: just what the renderer uses. */

/** A node of the template's syntax tree. Lines and columns count from 0. */
export interface Node {
  readonly typename: string
  readonly lineno?: number
  readonly colno?: number
  readonly value?: unknown
  readonly name?: Node
  readonly args?: { readonly children: readonly Node[] }
  readonly target?: Node
  readonly val?: Node
  readonly right?: Node
  readonly left?: Node
  readonly template?: Node
  readonly children?: readonly Node[]
}

export interface Token {
  readonly value: string
  readonly lineno: number
  readonly colno: number
}

/** Compile-time scope: variable name → name in the generated code. */
export interface Scope {
  lookup(name: string): string | undefined
}

export interface ParserBase {
  readonly tokens: { readonly lineno: number; readonly colno: number }
  peekToken(): Token | undefined
  parseStatement(): Node | null
  parseAsRoot(): Node
}

export interface CompilerBase {
  readonly buffer: string
  compile(node: Node, scope?: Scope): void
  getCode(): string
  _emit(code: string): void
  _emitLine(code: string): void
  _makeCallback(result: string): string
  _tmpid(): string
  _compileAggregate(node: Node, scope: Scope | undefined, start: string, end: string): void
  _compileGetTemplate(node: Node, scope: Scope, eager: boolean, ignoreMissing: boolean): string
  _emitLoopBindings(node: Node, list: string, index: string, length: string): void
  _emitFuncBegin(node: Node, name: string): void
  compileOutput(node: Node, scope: Scope): void
  compileSymbol(node: Node, scope: Scope): void
  compileFilter(node: Node, scope: Scope): void
  compileFunCall(node: Node, scope: Scope): void
  compileIs(node: Node, scope: Scope): void
}

/** Run-time scope. */
export interface Frame {
  /** Without a prototype. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly parent?: Frame
  lookup(name: string): unknown
}

export interface Context {
  readonly ctx: Readonly<Record<string, unknown>>
  readonly env: { readonly globals: Readonly<Record<string, unknown>> }
}

export interface Runtime {
  readonly SafeString: new (text: string) => object
  inOperator(key: unknown, container: unknown): boolean
}

interface Internals {
  readonly lexer: { lex(text: string, options: object): object }
  readonly parser: { readonly Parser: new (tokens: object) => ParserBase }
  readonly compiler: { readonly Compiler: new (name: string, throwOnUndefined: boolean) => CompilerBase }
  readonly runtime: Runtime
}

export const { lexer, parser, compiler, runtime } = nunjucks as unknown as Internals

/** Rewrites `super()` for the compiler. */
export const transform = (transformer as { transform(tree: Node): Node }).transform
