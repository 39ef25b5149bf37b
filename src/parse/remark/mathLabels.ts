/** The numbers of a post's equations by their labels, and how many were given. */
export interface Equations {
  readonly numbers: Map<string, string>
  count: number
}

/** TeX with a `\tag` for each number; `tags` are those of rows, in their order, as they are shown: `(3)`, `*` or nothing. */
export interface Tagged {
  readonly tex: string
  readonly tags: readonly string[]
}

/** A part of a formula that has one number at most. */
interface Row {
  readonly start: number
  readonly end: number
  readonly labels: readonly string[]
  readonly tag: { readonly text: string; readonly isBare: boolean } | undefined
}

const label = /\\label\s*\{([^{}]*)\}/g
const reference = /\\(eq)?ref\s*\{([^{}]*)\}/g
/** Ends of rows, environments, labels, tags with a star or without, braces; what else a backslash begins is no sign. */
const signs =
  /\\\\|\\(begin|end)\s*\{([^{}]*)\}|\\label\s*\{([^{}]*)\}|\\tag(\*?)\s*\{((?:[^{}]|\{[^{}]*\})*)\}|\\.|[{}]/gs
/** Environments that number their rows themselves: of their numbers KaTeX writes none in MathML. */
const numbered = /\\(begin|end)\s*\{(equation|align|alignat|gather)(\*?)\}/g
const ofRows = /^(?:align|alignat|gather)\*?$/

/** The rows of a formula that is one `align` or the like with its labels and tags within; else all of it is one row. */
function rowsOf(tex: string): readonly Row[] {
  const rows: Row[] = []
  const [all, inRow] = [emptyRow(0), emptyRow(-1)]
  let [depth, braces, isOne] = [0, 0, true]
  const endRow = (end: number, next: number) => {
    rows.push({ ...inRow, end })
    Object.assign(inRow, emptyRow(next))
  }
  for (const { 0: sign, 1: edge, 2: name = '', 3: named, 4: star, 5: text = '', index } of tex.matchAll(signs)) {
    const isInRow = inRow.start >= 0
    if (sign === '{') braces++
    if (sign === '}') braces--
    if (edge === 'begin' && depth++ === 0 && ofRows.test(name)) inRow.start = index
    if (edge === 'end' && --depth === 0 && isInRow) endRow(index, -1)
    if (sign === '\\\\' && isInRow && depth === 1 && braces === 0) endRow(index, index + sign.length)
    if (named === undefined && star === undefined) continue
    isOne &&= isInRow
    for (const row of [all, inRow]) {
      if (named !== undefined) row.labels.push(named)
      else row.tag = { text, isBare: star === '*' }
    }
  }
  return isOne && rows.length > 0 ? rows : [{ ...all, end: tex.length }]
}

function emptyRow(start: number) {
  return { start, labels: [] as string[], tag: undefined as Row['tag'] }
}

/**
 * Writes a `\tag` for each labelled row of a formula: its own, or the next number of the post. KaTeX knows neither labels
 * nor references; MathJax, which most blogs had, does. `tell` hears of a label that stands in
 * the post already, where references go on to name the first, and of a second one on a row, with the row's first.
 */
export function withTags(
  tex: string,
  isDisplay: boolean,
  equations: Equations,
  tell: (name: string, first?: string) => void,
): Tagged {
  const rows = /\\(?:label|tag)/.test(tex) ? rowsOf(tex) : []
  if (rows.every(({ labels, tag }) => labels.length === 0 && !tag)) return { tex, tags: [] }
  const written = rows.map(({ start, end, labels, tag }, index) => {
    const number = labels.length > 0 ? (tag?.text ?? String(++equations.count)) : undefined
    for (const name of labels) {
      const isTaken = equations.numbers.has(name)
      if (isTaken || name !== labels[0]) tell(name, isTaken ? undefined : labels[0])
      if (!isTaken) equations.numbers.set(name, number ?? '')
    }
    const bare = tex.slice(start, end).replace(label, '')
    const isBlank = index > 0 && labels.length === 0 && bare.trim() === ''
    const shown = tag?.isBare ? tag.text : `(${tag?.text ?? number})`
    // A row without a number gets an empty one, so that all rows have as many cells.
    if (tag || isBlank) return { tex: bare, tag: tag && shown }
    return number === undefined ? { tex: `${bare}\\tag*{}`, tag: '' } : { tex: `${bare}\\tag{${number}}`, tag: shown }
  })
  if (!isDisplay) return { tex: tex.replace(label, ''), tags: [] }
  const [first, last] = [rows[0]?.start ?? 0, rows.at(-1)?.end ?? 0]
  const whole = tex.slice(0, first) + written.map((row) => row.tex).join('\\\\') + tex.slice(last)
  const isTable = first > 0 || last < tex.length
  return {
    tex: whole.replace(numbered, (_, edge: string, name: string) => (name === 'equation' ? '' : `\\${edge}{${name}*}`)),
    tags: isTable ? written.flatMap(({ tag }) => tag ?? []) : [],
  }
}

/**
 * A text with the number for each reference, and `missing` in the place of one to a label that is not there. MathJax
 * reads the two commands outside of formulas too.
 */
export function inReferences(
  text: string,
  { numbers }: Equations,
  missing: (written: string, name: string) => string,
): string {
  return text.replace(reference, (written, isEquation: string | undefined, name: string) => {
    const number = numbers.get(name)
    if (number === undefined) return missing(written, name)
    return isEquation ? `(${number})` : number
  })
}
