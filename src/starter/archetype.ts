import { diagnose } from '../diagnostics/diagnose.ts'
import type { Checked, Diagnostic } from '../types.ts'

export interface NewPost {
  readonly title: string
  /** The file's name, without its ending. */
  readonly name: string
  readonly section: string
  /** ISO 8601 with offset. */
  readonly date: string
}

/** By the expressions of Hugo's archetypes and Hexo's scaffolds: the value that they stand for. The first that fits holds. */
const values: readonly (readonly [RegExp, (post: NewPost, match: RegExpExecArray) => string])[] = [
  [
    /(?:^|\s)(?:time\.Format|dateFormat|now\.Format|\.Date\.Format)\s+["`]([^"`]+)["`]/,
    ({ date }, [, layout = '']) => inLayout(date, layout),
  ],
  [/^(?:now|date|\.Date)\b/, ({ date }) => date],
  [/^(?:title|\.Title)\b|\|\s*(?:title|humanize)\b|^replace(?:RE)?\s/, ({ title }) => title],
  [/^(?:slug|\.Name|\.File\.(?:ContentBaseName|BaseFileName|TranslationBaseName))\b/, ({ name }) => name],
  [/^(?:layout|\.Section|\.Type)\b/, ({ section }) => section],
]

/**
 * A new post from an archetype of Hugo's or a scaffold of Hexo's. The expressions that such files commonly have are filled
 * in, as YAML or the quotes round them ask for; others are left out and told.
 * @see https://gohugo.io/content-management/archetypes/
 * @see https://hexo.io/docs/writing#Scaffolds
 */
export function fillArchetype(
  archetype: { readonly path: string; readonly text: string },
  post: NewPost,
): Checked<string> {
  const diagnostics: Diagnostic[] = []
  const fill = (_: string, quote: string, expression: string, at: number): string => {
    for (const [pattern, make] of values) {
      const match = pattern.exec(expression)
      if (match) return quote + written(make(post, match), quote)
    }
    const lines = archetype.text.slice(0, at).split('\n')
    const column = (lines.at(-1)?.length ?? 0) + quote.length + 1
    const place = { file: archetype.path, line: lines.length, column }
    diagnostics.push(diagnose('archetype-expression', place, { expression }))
    return quote
  }
  return { value: archetype.text.replace(/(["']?)\{\{-?\s*(.*?)\s*-?\}\}/g, fill), diagnostics }
}

function written(value: string, quote: string): string {
  if (quote === "'") return value.replaceAll("'", "''")
  const quoted = JSON.stringify(value)
  // A plain scalar of YAML, which most titles and all dates are.
  const isPlain = /^[\p{L}\p{N}](?:[^\n"'#:]|:(?=\S)|#(?<=\S#))*$/u.test(value)
  return quote === '"' ? quoted.slice(1, -1) : isPlain ? value : quoted
}

/** A date in a layout of Go's time package; its parts stand for 2006-01-02T15:04:05-07:00. */
function inLayout(date: string, layout: string): string {
  const [year = '', month = '', day = '', hour = '', minute = '', second = '', offset = ''] =
    /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)(.*)$/.exec(date)?.slice(1) ?? []
  const parts: Readonly<Record<string, string>> = {
    ...{ '2006': year, '01': month, '02': day, '15': hour, '04': minute, '05': second },
    ...{ '-07:00': offset, 'Z07:00': offset, '-0700': offset.replace(':', '') },
  }
  return layout.replace(/2006|01|02|15|04|05|[Z-]07:00|-0700/g, (part) => parts[part] ?? part)
}
