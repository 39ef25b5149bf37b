import { completeConfig, type UserConfig } from '../../src/config.ts'
import { parseEntries } from '../../src/parse/entries.ts'
import type { Diagnostic, Entry, FrontMatter, SourceFile } from '../../src/types.ts'

const { value: defaults } = completeConfig({}, 'ruoyu.config.ts')

/** Files by path below `content/`, parsed; each problem as `path:line:column code`. */
export function parseFiles(files: Readonly<Record<string, string>>, user?: UserConfig) {
  const config = user ? completeConfig(user, 'ruoyu.config.ts').value : defaults
  const sources = Object.entries(files).map(([id, text]): SourceFile => ({ path: `content/${id}`, text, hash: id }))
  const { value, diagnostics } = parseEntries(sources, config)
  const entries: Readonly<Record<string, Entry>> = Object.fromEntries(value.map((entry) => [entry.id, entry]))
  return { entries, diagnostics, problems: diagnostics.map(shown) }
}

/** One post, `a.md`: its front matter must have been read. */
export function parseOne(text: string, user?: UserConfig) {
  const { entries, problems, diagnostics } = parseFiles({ 'a.md': text }, user)
  const entry = entries['a.md']
  return { entry, frontMatter: entry?.frontMatter as FrontMatter, body: entry?.body, problems, diagnostics }
}

/** YAML front matter of a post with a title. */
export function yaml(lines: string, user?: UserConfig) {
  return parseOne(`---\ntitle: 文\n${lines}\n---\n正文\n`, user)
}

function shown({ file, line, column, code }: Diagnostic): string {
  return `${[file.replace('content/', ''), line, column].filter(Boolean).join(':')} ${code}`
}
