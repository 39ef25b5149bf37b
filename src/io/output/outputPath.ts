/** The folder, beside an output, that holds what Ruoyu needs to publish. In the output nothing of the site may have its name. */
export const ownFolder = '.ruoyu'

/** Steps out of the output, is empty, or has a character that no host's file system should meet. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const outside = /(?:^|\/)\.{0,2}(?:\/|$)|[\\\0-\x1f\x7f]/

/** True for a path that stays below the output, whatever slug, url, alias or damaged manifest it comes from. */
export function staysBelow(path: string): boolean {
  return typeof path === 'string' && !outside.test(path)
}

/** True for a path that is ours alone, case aside: no page may stand there. */
export function isOwn(path: string): boolean {
  return /^\.ruoyu(?:\/|$)/i.test(path)
}

/** `a/b/c.html` → `a`, `a/b`. */
export function foldersOf(path: string): readonly string[] {
  const end = path.lastIndexOf('/')
  return end < 0 ? [] : [...foldersOf(path.slice(0, end)), path.slice(0, end)]
}
