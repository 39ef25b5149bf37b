import { finding } from '../../diagnostics/diagnose.ts'
import type { Finding } from '../../types.ts'
import { hideEncrypted } from '../encrypted.ts'
import { cleanBody } from '../source.ts'
import { checkKeys } from './checkKeys.ts'
import { cut, withoutMarks } from './cut.ts'
import { countLines, type Fenced, type Language, toFenced, withBlankLines } from './fences.ts'
import { readJson } from './json.ts'
import { type Locate, locator } from './locate.ts'
import { isNull, type Pair, type Reading } from './node.ts'
import { readToml } from './toml.ts'
import { readYaml } from './yaml.ts'

const readers: Readonly<Record<Language, (text: string, locate: Locate) => Reading>> = {
  yaml: readYaml,
  toml: readToml,
  json: readJson,
}

/** A file cut in two, its front matter read. Lines of findings are the file's. */
export interface Matter {
  /** Pairs in the order of the file; the last of a repeated key, in whatever case, counts. Absent after an error. */
  readonly pairs?: readonly Pair[]
  readonly findings: readonly Finding[]
  /** Absent where the file has no front matter. */
  readonly language?: Language
  /** Text between the fences, as written. */
  readonly matter: string
  /** The file's line on which `matter` starts. */
  readonly matterLine: number
  readonly body: string
  /** The file's line on which the body starts. */
  readonly bodyLine: number
}

/**
 * gray-matter cuts the text (in `\n`) and has the engine of its language read the front matter: one of ours, which
 * leaves scalars as written and knows their places. `toFenced` comes before it for what Hugo takes and it does not.
 */
export function readMatter(file: string, isHexo = false): Matter {
  const fenced = toFenced(file)
  const whole = { matter: '', matterLine: 1, body: '', bodyLine: 1 }
  if (!fenced) return { ...whole, pairs: [], findings: [], body: hideEncrypted(withoutMarks(file), isHexo) }
  if ('code' in fenced) return { ...whole, findings: [fenced] }
  const { language, line } = fenced
  const { data, content, matter } = cut(fenced, (matter) => readClean(matter, fenced, isHexo))
  const { node, findings = [] } = data as Partial<Reading>
  const isAtEnd = content === '' && !file.endsWith('\n')
  const bodyLine = countLines(file, file.length - content.length) + (isAtEnd ? 2 : 1)
  const parts = { language, matter, matterLine: line + 1, body: hideEncrypted(content, isHexo), bodyLine }
  const isError = findings.some(({ level }) => level === 'error')
  if (isError) return { ...parts, findings }
  if (node && node.type !== 'map' && !isNull(node))
    return { ...parts, findings: [...findings, finding('front-matter-no-map', node.at, { type: node.type })] }
  // gray-matter asks no engine where there are only comments: then there is neither a node nor a finding.
  const checked = checkKeys(node?.type === 'map' ? node.pairs : [])
  return { ...parts, ...checked, findings: [...findings, ...checked.findings] }
}

/** gray-matter hands over the end of the opening line as well. Hexo needs no such line, and has two blanks for a leading tab. */
function readClean(written: string, { language, line, unopened }: Fenced, isHexo: boolean): Reading {
  const matter = withBlankLines(written)
  const spaced = isHexo ? matter.replace(/^\t+/gm, (tabs) => '  '.repeat(tabs.length)) : matter
  const { text, findings: cleaned } = cleanBody(`${spaced}\n`)
  const { node, findings } = readers[language](text, locator(text, line))
  const slips = unopened && !isHexo ? [finding('front-matter-unopened', { line: line + 1, column: 1 }, {})] : []
  const placed = cleaned.map((found) => ({ ...found, line: (found.line ?? 1) + line - 1 }))
  return { ...(node && { node }), findings: [...slips, ...placed, ...findings] }
}
