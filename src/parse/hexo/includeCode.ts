import type { SourceFile } from '../../types.ts'
import { containerOf } from '../container.ts'
import type { TagCall } from './tagCall.ts'
import { fence } from './tagTable.ts'

/** The code that `include_code` shows. */
export interface IncludedCode {
  /** Its folder, below the site's address. */
  readonly folder: string
  /** Texts by path in that folder. */
  readonly texts: Readonly<Record<string, string>>
}

export function includedCode(folder: string, files: readonly SourceFile[]): IncludedCode {
  return { folder, texts: Object.fromEntries(files.map(({ path, text = '' }) => [path, text])) }
}

/**
 * `{% include_code [title] [lang:x] [from:1] [to:9] file %}` as a fence whose caption leads to the file, which is published
 * too; a link alone where there is no such text, which the check of links names if it leads nowhere.
 * Source: hexo/lib/plugins/tag/include_code.ts.
 */
export function includeCode({ words, options, before }: TagCall, { folder, texts }: IncludedCode): string {
  const file = (words.at(-1) ?? '').replace(/^\/+/, '')
  const name = file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file
  const title = words.slice(0, -1).join(' ') || name.slice(name.lastIndexOf('/') + 1)
  const address = `/${folder}/${encodeURI(name)}`
  const text = Object.hasOwn(texts, name) ? texts[name] : undefined
  if (text === undefined) return `[${title}](${address})`
  const { lang = /[^.]*$/.exec(name)?.[0], from = 1, to } = options
  const lines = text.split(/\r?\n/).slice(Number(from) - 1, to === undefined ? undefined : Number(to))
  const prefix = before.slice(0, containerOf(before).length).replace(/[^>\s]/g, ' ')
  const code = fence(`${lang || 'plain'} ${title} ${address} view raw`, lines.join('\n').trim())
  return code.replaceAll('\n', `\n${prefix}`)
}
