/** Numbers of equations by their labels. */
export type Labels = Map<string, string>

const label = /\\label\s*\{([^{}]*)\}/g
const reference = /\\(eq)?ref\s*\{([^{}]*)\}/g
const written = /\\tag\*?\s*\{([^{}]*)\}/
/** Environments that number their rows themselves: of their numbers KaTeX writes none in MathML. */
const numbered = /\\(begin|end)\{(equation|align|alignat|gather)\}/g

/**
 * Gives each `\label` of a formula its number, in the order in which they stand in a post, or the text of the `\tag` beside it.
 * KaTeX knows neither labels nor references; MathJax, which most blogs had, does.
 */
export function addLabels(tex: string, labels: Labels): void {
  const own = Array.from(tex.matchAll(label), ([, name = '']) => name)
  const tag = own.length === 1 ? written.exec(tex)?.[1] : undefined
  for (const name of own) if (!labels.has(name)) labels.set(name, tag ?? String(labels.size + 1))
}

/** The formula with one `\tag` for its labels and the number for a reference; one to a label that is not there stays. */
export function withNumbers(tex: string, isDisplay: boolean, labels: Labels): string {
  if (!/\\(?:label|(?:eq)?ref)\b/.test(tex)) return tex
  const shown = inReferences(tex.replace(label, ''), labels)
  if (!isDisplay || written.test(tex)) return shown
  const numbers = Array.from(tex.matchAll(label), ([, name = '']) => labels.get(name))
  if (numbers.length === 0) return shown
  const bare = shown.replace(numbered, (_, end: string, name: string) =>
    name === 'equation' ? '' : `\\${end}{${name}*}`,
  )
  return `${bare}\\tag{${numbers.join(', ')}}`
}

/** A text, too, may name an equation: MathJax reads these two commands outside of formulas. */
export function inReferences(text: string, labels: Labels): string {
  return text.replace(reference, (whole, isEquation: string | undefined, name: string) => {
    const number = labels.get(name)
    return number === undefined ? whole : isEquation ? `(${number})` : number
  })
}
