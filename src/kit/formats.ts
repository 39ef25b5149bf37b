/** Suffixes of the content that Hugo builds with other engines than Markdown's (its media types). */
const foreign = /\.(?:org|adoc|asciidoc|ad|rst|pandoc|pdc)$/i

/** True where Hugo would make a page of the file, and Ruoyu cannot. */
export function isForeign(path: string): boolean {
  return foreign.test(path)
}

/** Files counted by format: `.org 3, .rst 1`. */
export function countFormats(paths: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const path of paths) {
    const [suffix = ''] = foreign.exec(path.toLowerCase()) ?? []
    counts.set(suffix, (counts.get(suffix) ?? 0) + 1)
  }
  return [...counts].map(([suffix, count]) => `${suffix} ${count}`).join(', ')
}
