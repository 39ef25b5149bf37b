import grayMatter from 'gray-matter'
import { hideEncrypted } from '../encrypted.ts'
import { type Fenced, toFenced } from './fences.ts'

/**
 * The body in a file's text, as its entry has it; undefined where the front matter can't be told from it. It is read
 * where the front matter was or will be read by `cut`, so that gray-matter is not asked twice.
 */
export function bodyIn(text: string, isHexo = false): string | undefined {
  const unix = withUnixLines(text)
  const fenced = toFenced(unix)
  if (!fenced) return hideEncrypted(withoutMarks(unix), isHexo)
  return 'code' in fenced ? undefined : hideEncrypted(fenced.text.slice(fenced.bodyStart), isHexo)
}

/** The text with `\n` as its only line end. */
export function withUnixLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

export function withoutMarks(text: string): string {
  return text.replace(/^\uFEFF+/, '')
}

/** gray-matter always gets options: without them it remembers results by text, those of a failed reading too. */
export function cut({ text, language, delimiters }: Fenced, parse: (matter: string) => object) {
  const engines = { javascript: refuse, coffee: refuse, [language]: { parse } }
  return grayMatter(text, { language, delimiters: [...delimiters], engines })
}

/** Takes the place of gray-matter's engines that run code. */
function refuse(): never {
  throw new Error('front matter is data')
}
