import matter from 'gray-matter'
import { finding } from '../../diagnostics/diagnose.ts'
import type { Finding } from '../../types.ts'
import { checkKeys } from './checkKeys.ts'
import { readJson } from './json.ts'
import { type Locate, locator } from './locate.ts'
import { isNull, type Node, type Pair, type Reading } from './node.ts'
import type { Language, Split } from './split.ts'
import { readToml } from './toml.ts'
import { readYaml } from './yaml.ts'

const readers: Readonly<Record<Language, (text: string, locate: Locate) => Reading>> = {
  yaml: readYaml,
  toml: readToml,
  json: readJson,
}

/** Stands where gray-matter has engines that run code. */
function refuse(): never {
  throw new Error('front matter is data')
}

export interface Matter {
  /** In the order of the file; of a repeated key, in whatever case, the last. Absent after an error. */
  readonly pairs?: readonly Pair[]
  readonly findings: readonly Finding[]
}

/**
 * Front matter as keys and nodes, through gray-matter with engines of our own.
 * It is given other delimiters than the post's, which `split` has found, because it takes `---foo` for a closing one;
 * and always options, because without them it remembers results by text, those of a failed reading too.
 */
export function readMatter({ language, matter: text, matterLine }: Split): Matter {
  if (!language) return { pairs: [], findings: [] }
  const parse = (body: string) => readers[language](body, locator(body, matterLine - 1))
  const engines = { javascript: refuse, coffee: refuse, [language]: { parse } }
  const { data } = matter(`---\n${text}\n\0`, { language, delimiters: ['---', '\0'], engines })
  // gray-matter asks no engine where there are only comments: then there is neither a node nor a finding.
  const { node, findings = [] } = data as Partial<Reading>
  if (findings.length > 0) return { findings }
  if (node && node.type !== 'map' && !isNull(node))
    return { findings: [finding('front-matter-no-map', node.at, { type: node.type })] }
  return checkKeys(pairsOf(node))
}

function pairsOf(node: Node | undefined): readonly Pair[] {
  return node?.type === 'map' ? node.pairs : []
}
