import { diagnose } from '../../diagnostics/diagnose.ts'
import type { Diagnostic, Place, Template } from '../../types.ts'
import { isFault } from './errors.ts'
import { lexer, type Node, parser, type Token } from './nunjucks.ts'

const lexing = { trimBlocks: true, lstripBlocks: true }

/** Reads a template's text into its tree, or says why it can't be read. */
export function parseTemplate(template: Template): Node | Diagnostic {
  const reader = new TemplateParser(lexer.lex(template.text, lexing))
  try {
    return reader.parseAsRoot()
  } catch (error) {
    const { tokens, open } = reader
    const tag = unclosed(error, open, tokens.lineno >= lineCount(template) - 1)
    if (tag) return diagnose('template-unclosed', placeOf(template, tag, tag.value), { tag: tag.value })
    return syntaxError(template, error, tokens)
  }
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

/** The tag that misses its end: the file ends inside it, or the end of another tag comes first. */
function unclosed(error: unknown, open: readonly Token[], atEnd: boolean): Token | undefined {
  if (!hasPlace(error)) return atEnd ? open.at(-1) : undefined
  return /^unknown block tag: end/.test(error.message) ? open.at(-2) : undefined
}

/** The error at its own place, else at `near`; always inside the text. */
export function syntaxError(template: Template, error: unknown, near: Pick<Node, 'lineno' | 'colno'>): Diagnostic {
  if (isFault(error)) return error.diagnostic
  const reason = error instanceof Error ? error.message : String(error)
  const place = hasPlace(error) ? { line: error.lineno, column: error.colno } : placeOf(template, near)
  return diagnose('template-syntax', inside(template, place), { reason })
}

/** nunjucks counts from 0 in its tree, and from 1 in its errors. */
function hasPlace(error: unknown): error is Error & { readonly lineno: number; readonly colno: number } {
  return error instanceof Error && 'lineno' in error && typeof error.lineno === 'number'
}

export function placeOf(template: Template, node: Pick<Node, 'lineno' | 'colno'>, name = ''): Place {
  return {
    file: template.path,
    line: (node.lineno ?? 0) + 1,
    column: (node.colno ?? 0) + 1,
    ...(name && { length: name.length }),
  }
}

function lineCount({ text }: Template): number {
  return text.split('\n').length
}

/** A place inside the text: at the end of a file nunjucks is sometimes one step too far. */
function inside({ path, text }: Template, { line = 1, column = 1 }: Pick<Place, 'line' | 'column'>): Place {
  const lines = text.split('\n')
  const last = Math.min(line, lines.length)
  return { file: path, line: last, column: Math.min(column, (lines[last - 1] ?? '').length + 1) }
}
