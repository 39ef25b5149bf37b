import { diagnose } from '../diagnostics/diagnose.ts'
import type { Checked, Diagnostic, SourceFile } from '../types.ts'

/** All but tab, line ends and what can be seen: control characters and Unicode's noncharacters, which no feed can hold. */
const unwanted = /[^\t\n\r -~\u00a0-\ufdcf\ufdf0-\ufffd]/g

export function withoutControls(text: string): string {
  return text.replace(unwanted, '')
}

/**
 * A file's text as the stages read it: no byte order mark, `\n` as the only line end, no control characters.
 * NUL is an error, for no text has it.
 */
export function plainText({ path, text }: SourceFile): Checked<string> {
  const lines = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const found = lines.match(unwanted)
  if (!found) return { value: lines, diagnostics: [] }
  return { value: withoutControls(lines), diagnostics: [report(path, lines, found)] }
}

function report(file: string, text: string, found: readonly string[]): Diagnostic {
  const nul = text.indexOf('\0')
  const index = nul === -1 ? text.search(unwanted) : nul
  const before = text.slice(0, index).split('\n')
  const place = { file, line: before.length, column: (before.at(-1) ?? '').length + 1, length: 1 }
  if (nul !== -1) return diagnose('file-nul', place, { count: found.filter((sign) => sign === '\0').length })
  const name = `U+${(found[0] ?? '').charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
  return diagnose('file-control-characters', place, { name, count: found.length })
}
