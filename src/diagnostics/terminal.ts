import { styleText } from 'node:util'
import type { Diagnostic } from '../types.ts'
import { describe, inOrder, location } from './describe.ts'
import { codeFrame, type FrameLine, linesOf } from './frame.ts'
import { printable } from './printable.ts'

export interface TerminalOptions {
  readonly language: string
  readonly color: boolean
  /** The text of a file that a diagnostic names, for the code frame. */
  readonly textOf: (file: string) => string | undefined
}

type Style = Parameters<typeof styleText>[0]

/**
 * All diagnostics as a terminal shows them: place, words, code frame, hint.
 * File names and values of posts stand in messages: a post must not speak to the terminal itself.
 */
export function formatTerminal(diagnostics: readonly Diagnostic[], options: TerminalOptions): string {
  const paint = (style: Style, text: string) => (options.color ? styleText(style, text) : text)
  // A file's diagnostics stand together: each file is read once.
  let last: { readonly file: string; readonly lines: readonly string[] } | undefined
  return inOrder(diagnostics)
    .map((diagnostic) => {
      const { file, line } = diagnostic
      if (line !== undefined && file !== last?.file) last = { file, lines: linesOf(options.textOf(file)) }
      const frame = line === undefined ? [] : codeFrame(last?.lines ?? [], diagnostic)
      return formatOne(diagnostic, frame, options, paint)
    })
    .join('\n\n')
}

const colors = { error: 'red', warning: 'yellow', info: 'cyan' } as const
const levels = {
  en: { error: 'error', warning: 'warning', info: 'note' },
  zh: { error: '错误', warning: '警告', info: '提示' },
} as const

function formatOne(
  diagnostic: Diagnostic,
  frame: readonly FrameLine[],
  options: Pick<TerminalOptions, 'language'>,
  paint: (style: Style, text: string) => string,
): string {
  const { message, hint } = describe(diagnostic, options.language)
  const level = levels[options.language.startsWith('zh') ? 'zh' : 'en'][diagnostic.level]
  const color = colors[diagnostic.level]
  const head = `${paint('bold', printable(location(diagnostic)))} ${paint(color, level)} ${printable(message)} ${paint('dim', diagnostic.code)}`
  const framed = frame.map(
    ({ number, text, marked }) =>
      paint('dim', `${String(number ?? '').padStart(6)} │ `) + (marked && !number ? paint(color, text) : text),
  )
  return [head, ...framed, ...(hint ? [`${paint('cyan', '  →')} ${printable(hint)}`] : [])].join('\n')
}
