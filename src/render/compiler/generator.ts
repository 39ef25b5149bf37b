import { ExpressionCompiler } from './expressions.ts'
import { type Node, nodes, runtime, type Scope } from './nunjucks.ts'

/**
 * Generates `{ root, blocks }`, functions that return their text. nunjucks hands it on by callbacks, for templates that
 * come from a network; ours are all at hand.
 */
export class TemplateCompiler extends ExpressionCompiler {
  override _emitFuncBegin(node: Node, name: string): void {
    this.buffer = 'output'
    this._emitLine(`function ${name}(context, frame) { var output = ""; at(${this.at(node)});`)
  }

  override _emitFuncEnd(): void {
    this._emitLine('return output; }')
    this.buffer = null
  }

  override compileRoot(node: Node): void {
    const scope = new runtime.Frame()
    this._emitFuncBegin(node, 'root')
    this._emitLine('var parentTemplate = null;')
    for (const child of node.children ?? []) this.compile(child, scope)
    this._emitLine('if (parentTemplate) return parentTemplate.root(context, frame);')
    this._emitFuncEnd()
    this.inBlock = true
    const names = blocksOf(node).map((block) => this.compileBody(block))
    this._emitLine(`return { root, blocks: { ${names.map((name) => `${name}: b_${name}`).join(', ')} } };`)
  }

  /** The function of a block; its name. */
  private compileBody(block: Node): string {
    const name = String(block.name?.value)
    this._emitFuncBegin(block, `b_${name}`)
    this._emitLine('frame = frame.push(true);')
    this.compile(block.body as Node, new runtime.Frame())
    this._emitFuncEnd()
    return name
  }

  /** A block at the top of a template with a parent is only defined. */
  override compileBlock(node: Node): void {
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
    this._emitLine(`parentTemplate = runtime.extend(${this.named(node, scope)}, context);`)
  }

  /** An empty template, as a slot without a filling is, costs nothing. */
  override compileInclude(node: Node, scope: Scope): void {
    const { value } = node.template as Node
    if (typeof value === 'string' && this.known.templates.get(value)?.text === '') return
    this._emitLine(`${this.buffer} += runtime.include(${this.named(node, scope)}, context, frame);`)
  }

  override compileImport(node: Node, scope: Scope): void {
    this.bind(String(node.target?.value), this.imported(node, scope), scope)
  }

  override compileFromImport(node: Node, scope: Scope): void {
    const from = this.imported(node, scope)
    for (const { typename, key, value } of node.names?.children ?? []) {
      const [name, alias] = typename === 'Pair' ? [key?.value, (value as Node).value] : [value, value]
      const id = this._tmpid()
      this._emitLine(`var ${id} = runtime.exported(${from}, ${JSON.stringify(name)});`)
      this.bind(String(alias), id, scope)
    }
  }

  /** The exports of an import, in a variable. */
  private imported(node: Node, scope: Scope): string {
    const id = this._tmpid()
    const seen = node.withContext ? ', context.ctx, frame' : ''
    this._emitLine(`var ${id} = runtime.imports(${this.named(node, scope)}${seen});`)
    return id
  }

  private bind(name: string, id: string, scope: Scope): void {
    scope.set(name, id)
    this._emitLine(scope.parent ? `frame.set("${name}", ${id});` : `context.setVariable("${name}", ${id});`)
  }

  /** Arguments that name another template: the name, whether it may be missing, the place. */
  private named({ template, ignoreMissing = false }: Node, scope: Scope): string {
    const { typename, value } = template as Node
    if (typename === 'Literal' && typeof value === 'string' && !ignoreMissing && !this.known.templates.has(value))
      this.report('template-missing', template as Node, `"${value}"`, { name: value })
    const start = this.codebuf.length
    this.compile(template as Node, scope)
    return `${this.codebuf.splice(start).join('')}, ${ignoreMissing}, ${this.at(template as Node)}`
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

  /** The fields that nunjucks sets one by one, in one object. Each turn of the loop is a step of the time limit. */
  override _emitLoopBindings(node: Node, _list: string, i: string, length: string): void {
    this._emitLine(`at(${this.at(node)});`)
    this._emitLine(
      `frame.variables.loop = {index: ${i} + 1, index0: ${i}, revindex: ${length} - ${i}, ` +
        `revindex0: ${length} - ${i} - 1, first: ${i} === 0, last: ${i} === ${length} - 1, length: ${length}};`,
    )
  }
}

/** The blocks of a template; a name that stands twice is an error. */
function blocksOf(root: Node): readonly Node[] {
  const blocks = root.findAll(nodes.Block)
  const names = blocks.map(({ name }) => name?.value)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Error(`Block "${twice}" defined more than once.`)
  return blocks
}
