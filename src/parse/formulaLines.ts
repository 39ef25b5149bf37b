import { containerOf } from './container.ts'
import { applyEdits, type Edit, type Edited, unchanged } from './edits.ts'
import { maskCode } from './mask.ts'
import { type Delimiters, formulaLineEnd } from './mathSettings.ts'

/**
 * Formulas that run over lines, written on one line each, so that no line of TeX is read as Markdown (`+ b`, `= c`, `> 0`)
 * and what stands behind the closing mark stays text. The line ends become noncharacters, which `remarkFormulas` turns
 * back.
 *
 *     > $$\begin{aligned}⏎> a &= b⏎> \end{aligned}$$ 后文    →    > $$\begin{aligned}␤a &= b␤\end{aligned}$$ 后文
 *
 * A formula ends with its paragraph, table row, heading, quote or list item. Blank lines may stand in one whose two marks
 * have lines of their own, and which holds no prose.
 */
export function joinFormulaLines(text: string, delimiters: Delimiters): Edited {
  if (!/\$\$|\\[([]/.test(text)) return unchanged(text)
  const masked = maskCode(text, { formulas: false })
  const edits: Edit[] = []
  let end = 0
  for (const formula of formulasIn(masked, linesOf(masked), delimiters)) {
    for (const edit of lineEnds(text, formula)) if (edit.offset >= end) end = edits.push(edit) && edit.end
  }
  return applyEdits(text, edits)
}

interface Line {
  readonly start: number
  /** The line without its end. */
  readonly text: string
  /** True of a line whose block ends with it: a heading, or a row of a table. */
  readonly isWhole: boolean
}

interface Opening {
  /** `$$`, or backslashes and a bracket. */
  readonly mark: string
  readonly index: number
  readonly line: number
  /** The container that it stands in. */
  readonly quotes: number
  readonly indent: number
  readonly isFirst: boolean
  readonly isAlone: boolean
  /** The last line that the formula may reach, as far as was looked. */
  reached: number
  isBehindBlank: boolean
  hasProse: boolean
}

interface Formula {
  readonly start: number
  readonly end: number
  readonly quotes: number
}

/** Escapes, formulas between lone dollars, and what opens or closes: runs of dollars, of backslashes before a bracket. */
const marks = /(?<!\\)\\+[()[\]]|\\[\\$]|\$\$+|\$[^$\n]+\$(?!\$)/g

function* formulasIn(text: string, lines: readonly Line[], delimiters: Delimiters): Generator<Formula> {
  let opening: Opening | undefined
  let line = 0
  for (const { 0: mark, index } of text.matchAll(marks)) {
    while (index >= (lines[line + 1]?.start ?? Number.POSITIVE_INFINITY)) line++
    if (!isMark(mark, delimiters)) continue
    if (opening && !reaches(opening, line, index, lines)) opening = undefined
    const end = index + mark.length
    if (opening && closes(mark, opening.mark)) {
      const isWhole = !opening.isBehindBlank || isAlone(lines[line], index, end)
      if (isWhole && line > opening.line) yield { start: opening.index, end, quotes: opening.quotes }
      opening = isWhole ? undefined : openingAt(mark, index, line, lines)
    } else if (/[$([]$/.test(mark) && (!opening || mark === opening.mark)) opening = openingAt(mark, index, line, lines)
  }
}

function isMark(mark: string, delimiters: Delimiters): boolean {
  if (mark.startsWith('$')) return mark === '$$'
  if (delimiters === 'dollars' || mark === '\\\\' || mark === '\\$') return false
  return delimiters === 'brackets' || mark.length > 2
}

/** In TeX a line may end, by two backslashes, right in front of the mark. */
function closes(mark: string, opening: string): boolean {
  if (opening === '$$') return mark === '$$'
  if (mark.at(-1) !== (opening.endsWith('(') ? ')' : ']')) return false
  return opening.length === 2 ? mark.length % 2 === 0 : mark.length === 3 || mark.length === 4
}

function openingAt(mark: string, index: number, line: number, lines: readonly Line[]): Opening {
  const { start, text } = lines[line] as Line
  const { length, quotes, indent } = containerOf(text)
  const isFirst = index - start === length
  return {
    ...{ mark, index, line, quotes, indent, isFirst },
    ...{ isAlone: isFirst && text.slice(index - start + mark.length).trim() === '' },
    ...{ reached: line, isBehindBlank: false, hasProse: false },
  }
}

function isAlone(line: Line | undefined, index: number, end: number): boolean {
  if (!line) return false
  const [before, behind] = [line.text.slice(0, index - line.start), line.text.slice(end - line.start)]
  return /^[ \t>]*$/.test(before) && behind.trim() === ''
}

/** True where nothing ends the formula before this place; each line is looked at once. */
function reaches(opening: Opening, line: number, index: number, lines: readonly Line[]): boolean {
  while (opening.reached < line) {
    const [before, next] = [lines[opening.reached], lines[opening.reached + 1]]
    if (!next || before?.isWhole || next.isWhole) return false
    if (ends(opening, next.text.slice(0, index - next.start), opening.reached + 1 < line)) return false
    opening.reached++
  }
  return true
}

/** True of a line, or of the piece of it in front of a mark, that is no part of the formula. */
function ends(opening: Opening, line: string, isWhole: boolean): boolean {
  const [quoted = ''] = new RegExp(`^(?:[ \\t]*>){0,${opening.quotes}}`).exec(line) ?? []
  const isOutside = quoted.split('>').length - 1 < opening.quotes
  const text = line.slice(quoted.length).replace(quoted ? /^ / : '', '')
  const indent = text.search(/[^ \t]|$/)
  if (text.trim() === '' && isWhole) {
    opening.isBehindBlank = true
    return !opening.isAlone || isOutside || opening.hasProse
  }
  opening.hasProse ||= isProse(text)
  const item = /^[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]/.test(text)
  if (item && (isOutside || indent < opening.indent || isProse(text))) return true
  if (opening.isBehindBlank && (isOutside || indent < opening.indent || opening.hasProse)) return true
  if (/^[ \t]*(?:\uFFFC|#{1,6}[ \t]|(?:-{3,}|\*{3,}|_{3,})[ \t]*$|\[\^[^\]]+\]:)/.test(text)) return true
  return !opening.isFirst && /^[ \t]*(?:>|\*[ \t]|\d{1,9}[.)][ \t])/.test(text)
}

/** True of words without a sign of TeX. */
function isProse(line: string): boolean {
  if (/[\\^_={}&]/.test(line)) return false
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[a-z]{2} [a-z]{2,} [a-z]{2}/iu.test(line)
}

const dashes = /^[ \t>]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$/

function linesOf(text: string): readonly Line[] {
  let start = 0
  const texts = text.split('\n')
  const isRow: boolean[] = []
  for (const [at, line] of texts.entries()) {
    const isDashes = line.includes('|') && dashes.test(line)
    if (isDashes && at > 0) isRow[at - 1] = true
    isRow[at] = isDashes || (!!isRow[at - 1] && /[^\s>]/.test(line))
  }
  return texts.map((line, at) => {
    const whole = { start, text: line, isWhole: !!isRow[at] || /^[ \t>*+\-\d.)]*#{1,6}[ \t]/.test(line) }
    start += line.length + 1
    return whole
  })
}

/** The line ends in a formula, with the container's marks behind them. */
function lineEnds(text: string, { start, end, quotes }: Formula): readonly Edit[] {
  const next = new RegExp(`\\n(?:[ \\t]*>){0,${quotes}}[ \\t]*`, 'g')
  return Array.from(text.slice(start, end).matchAll(next), ({ 0: whole, index }) => ({
    ...{ offset: start + index, end: start + index + whole.length, text: formulaLineEnd },
  }))
}
