/** The target that a request line asks for, or the status that refuses it. */
export type Target = { readonly path: string; readonly query: string } | { readonly refused: 400 | 414 }

/** Characters of a request target; longer ones are answered with 414. */
const longest = 4096

/** Separators in disguise, and what no file name of ours contains: decoded, they would change what the path means. */
const encodedSeparator = /%(2f|5c|00)/i
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbidden = /[\\\u0000-\u001f\u007f]/
const dots = /(^|\/)\.{1,2}(\/|$)/

/**
 * Reads a request target, decoding its path once and strictly. Refused are: anything but an absolute path,
 * a bad escape or bad UTF-8, NUL and control characters, backslashes, encoded separators, `.` and `..` segments.
 */
export function readTarget(target: string): Target {
  if (target.length > longest) return { refused: 414 }
  const question = target.indexOf('?')
  const raw = question < 0 ? target : target.slice(0, question)
  const query = question < 0 ? '' : target.slice(question + 1)
  const path = encodedSeparator.test(raw) ? undefined : decode(raw)
  if (!path?.startsWith('/') || forbidden.test(path) || dots.test(path)) return { refused: 400 }
  return { path: path.normalize('NFC'), query }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** A decoded path as a `Location` header may carry it. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}
