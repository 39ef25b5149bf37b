// Single files are imported, for the package's index brings loaders, a watcher and a precompiler along.
import compilerPart from 'nunjucks/src/compiler.js'
import filtersPart from 'nunjucks/src/filters.js'
import globalsPart from 'nunjucks/src/globals.js'
import lexerPart from 'nunjucks/src/lexer.js'
import nodesPart from 'nunjucks/src/nodes.js'
import parserPart from 'nunjucks/src/parser.js'
import runtimePart from 'nunjucks/src/runtime.js'
import testsPart from 'nunjucks/src/tests.js'
import transformerPart from 'nunjucks/src/transformer.js'

/** The parts of nunjucks 3.2 that the renderer uses; its published types leave them out. */

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
  readonly ignoreMissing?: boolean
  readonly withContext?: boolean
  readonly names?: Node
  readonly key?: Node
  readonly blockName?: Node
  readonly symbol?: Node
  readonly body?: Node
  readonly arr?: Node
  readonly else_?: Node | null
  readonly children?: readonly Node[]
  findAll(type: unknown): readonly Node[]
}

export interface Token {
  readonly value: string
  readonly lineno: number
  readonly colno: number
}

/** The variables of a template, a block, a loop or a macro: while it is compiled, their names in the generated code. */
export interface Frame {
  readonly parent?: Frame
  readonly variables: Readonly<Record<string, unknown>>
  /** A `set` here makes a variable of the template. */
  topLevel: boolean
  lookup(name: string): unknown
  set(name: string, value: unknown): void
  push(isolated?: boolean): Frame
}

/** A frame while a template is compiled. */
export interface Scope extends Frame {
  lookup(name: string): string | undefined
}

export interface ParserBase {
  readonly tokens: { readonly lineno: number; readonly colno: number }
  peekToken(): Token | undefined
  parseStatement(): Node | null
  parseAsRoot(): Node
}

export interface CompilerBase {
  readonly codebuf: string[]
  buffer: string | null
  inBlock: boolean
  compile(node: Node, scope?: Scope): void
  getCode(): string
  _emit(code: string): void
  _emitLine(code: string): void
  _tmpid(): string
  _compileAggregate(node: Node, scope: Scope | undefined, start: string, end: string): void
  _emitLoopBindings(node: Node, list: string, index: string, length: string): void
  _emitFuncBegin(node: Node, name: string): void
  _emitFuncEnd(noReturn?: boolean): void
  compileRoot(node: Node): void
  compileBlock(node: Node): void
  compileSuper(node: Node, scope: Scope): void
  compileExtends(node: Node, scope: Scope): void
  compileInclude(node: Node, scope: Scope): void
  compileImport(node: Node, scope: Scope): void
  compileFromImport(node: Node, scope: Scope): void
  compileFor(node: Node, scope: Scope): void
  compileIf(node: Node, scope: Scope): void
  compileAsyncEach(node: Node, scope: Scope): void
  compileAsyncAll(node: Node, scope: Scope): void
  compileIfAsync(node: Node, scope: Scope): void
  compileLookupVal(node: Node, scope: Scope): void
  compileOutput(node: Node, scope: Scope): void
  compileSymbol(node: Node, scope: Scope): void
  compileFilter(node: Node, scope: Scope): void
  compileFunCall(node: Node, scope: Scope): void
  compileIs(node: Node, scope: Scope): void
}

export interface Runtime {
  readonly SafeString: new (text: string) => { readonly val: string }
  readonly Frame: new () => Scope
  /** Escapes what is not marked as safe. */
  suppressValue(value: unknown, autoescape: boolean): unknown
  makeMacro(...args: unknown[]): (...args: unknown[]) => unknown
}

export const compiler = compilerPart as {
  readonly Compiler: new (name: string, throwOnUndefined: boolean) => CompilerBase
}
export const filters = filtersPart as Readonly<Record<string, Filter>>
export const createGlobals = globalsPart as () => Record<string, unknown>
export const lexer = lexerPart as { lex(text: string, options: object): object }
export const nodes = nodesPart as Readonly<Record<'Block', unknown>>
export const parser = parserPart as { readonly Parser: new (tokens: object) => ParserBase }
export const runtime = runtimePart as Runtime
export const tests = testsPart as Readonly<Record<string, Test>>
/** Rewrites `super()` for the compiler. */
export const { transform } = transformerPart as { transform(tree: Node): Node }

/** `this` is the context of the template that runs; `ctx` holds its variables. */
export type Filter = (this: { readonly ctx: Readonly<Record<string, unknown>> }, ...args: never[]) => unknown
export type Test = (value: unknown, ...args: unknown[]) => boolean
