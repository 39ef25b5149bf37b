/** The source of a regular expression for a glob: `**` any depth, `*` and `?` within a name, `{a,b}` either. */
export function globSource(glob: string): string {
  return glob.replace(/\*\*\/|\*\*|\*|\?|\{([^{}]*)\}|[.+^$()|[\]\\/{}]/g, (token, choices?: string) => {
    if (choices !== undefined) return `(?:${choices.split(',').map(globSource).join('|')})`
    return { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' }[token] ?? `\\${token}`
  })
}
