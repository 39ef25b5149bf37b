import { diagnose, place } from '../diagnostics/diagnose.ts'
import { dataPath } from '../kit/dataFiles.ts'
import type { Checked, Diagnostic, Finding, SourceFile } from '../types.ts'
import { withoutMarks } from './frontMatter/cut.ts'
import { readJson } from './frontMatter/json.ts'
import { locator } from './frontMatter/locate.ts'
import { toValue } from './frontMatter/node.ts'
import { readToml } from './frontMatter/toml.ts'
import { readYaml } from './frontMatter/yaml.ts'
import { cleanBody } from './source.ts'

export type Data = Readonly<Record<string, unknown>>

/**
 * Data for templates from files of `_data/`, by name without extension; a folder is a map of what lies in it, over what a
 * file beside it of the same name says; where that file holds no map, its path is the key, as it is for Hexo. Two files of
 * one name are told, and the first by path counts.
 */
export function readData(files: readonly SourceFile[], contentFolders: readonly string[]): Checked<Data> {
  const diagnostics: Diagnostic[] = []
  const data: Record<string, unknown> = {}
  const taken = new Map<string, string>()
  // A folder comes behind the file of its name.
  const ordered = [...files].sort((a, b) => depthOf(a) - depthOf(b) || (a.path < b.path ? -1 : 1))
  for (const file of ordered) {
    const { value, findings } = readFile(file)
    diagnostics.push(...findings.map((finding) => place(finding, file.path, 1)))
    const names = (dataPath(file.path, contentFolders) ?? '')
      .normalize('NFC')
      .replace(/\.\w+$/, '')
      .split('/')
    const name = names.pop() ?? ''
    const key = [...names, name].join('/')
    const other = taken.get(key)
    taken.set(key, other ?? file.path)
    if (findings.some(({ level }) => level === 'error')) continue
    if (other !== undefined) diagnostics.push(diagnose('data-twice', { file: file.path }, { name: key, other }))
    else {
      const holder = holderOf(data, names)
      if (holder) holder[name] = value
      else data[key] = value
    }
  }
  return { value: data, diagnostics }
}

function depthOf({ path }: SourceFile): number {
  return path.split('/').length
}

/** The map of a folder; undefined where a file of its name holds no map. */
function holderOf(data: Record<string, unknown>, folders: readonly string[]): Record<string, unknown> | undefined {
  let holder = data
  for (const name of folders) {
    const inner = Object.hasOwn(holder, name) ? holder[name] : {}
    holder[name] = inner
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return undefined
    holder = inner as Record<string, unknown>
  }
  return holder
}

function readFile({ path, text = '' }: SourceFile): { readonly value: unknown; readonly findings: readonly Finding[] } {
  const { text: clean } = cleanBody(withoutMarks(text))
  const isJson = /\.json$/i.test(path)
  const read = isJson ? readJson : /\.toml$/i.test(path) ? readToml : readYaml
  const { node, findings } = read(clean, locator(clean, 1))
  // JSON says itself what is a number, however it is written.
  return { value: node && (isJson ? JSON.parse(clean) : toValue(node)), findings }
}
