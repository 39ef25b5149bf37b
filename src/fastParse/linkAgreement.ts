import { decoded } from '../parse/remark/bareLinks.ts'
import { isInBracket, isInCode, paragraphStart } from './paragraphs.ts'

const urlStart = /https?:\/\/(?:www\.)?|www\./gi
const emailStart = /[\w.+-]@[a-z0-9]/gi
const ascii = /^[!-~]*$/
/** A URL that runs into text without any delimiter, nor one in what is cut off: bareLinks.ts cuts it as the reference. */
const mendable = /^https?:\/\/[\w\-.:/?#%=&+,$]*(?<!_[_.:?,]*)[^\0-~](?:(?!https?:|www\.)[^\0- *_~`[\]()!&\\|@<>'"])*$/i

/** A line that may hold escapes or character references: the reference finds links in what they stand for. */
const writtenLine = /^[^\\&\n]*[\\&].*/gm

function startsIn(text: string): number {
  return [...text.matchAll(urlStart), ...text.matchAll(emailStart)].length
}

/** `cut`: the trees agree once bare links are cut. */
export function judgeLinks(body: string): 'agree' | 'cut' | 'link' {
  let verdict: 'agree' | 'cut' = 'agree'
  for (const [judgment] of judgments(body)) {
    if (judgment === 'link') return judgment
    verdict = 'cut'
  }
  return verdict
}

/** Offsets of the paragraphs in which links differ. */
export function linkDisagreements(body: string): readonly number[] {
  return [...judgments(body)].flatMap(([judgment, index]) => (judgment === 'link' ? [paragraphStart(body, index)] : []))
}

/** URLs and addresses on which the parsers do not agree, each with its offset: `cut` where it can be cut. */
function* judgments(body: string): Iterable<readonly ['cut' | 'link', index: number]> {
  let end = 0
  for (const { 0: start, index } of body.matchAll(urlStart)) {
    if (index < end) continue
    end = linkEnd(body, index)
    const judgment = end > index ? 'agree' : judgeUrl(body, index, start)
    if (judgment === 'cut' || (judgment === 'link' && !isInCode(body, index))) yield [judgment, index]
  }
  for (const { 0: line, index } of body.matchAll(writtenLine))
    if (startsIn(decoded(line)) > startsIn(line)) yield ['link', index]
  if (!body.includes('@')) return
  for (const { index } of body.matchAll(emailStart))
    if ((!emailAlike(body, index) || isInBracket(body, index)) && !isInCode(body, index)) yield ['link', index]
}

function judgeUrl(body: string, index: number, start: string): 'agree' | 'cut' | 'link' {
  const before = body.charAt(index - 1)
  if (/[\w\ud800-\udfff]/.test(before)) return 'link'
  if (!/^[\p{L}\p{N}]/u.test(body.slice(index + start.length, index + start.length + 2))) return 'link'
  if (/^www/i.test(start) && !/^[\s(*_~]?$/.test(before)) return 'link'
  const token = /^[^\s<]*/.exec(body.slice(index, index + 2048))?.[0] ?? ''
  const isAscii = ascii.test(token)
  if (!mendable.test(token) && (!isAscii || /[*~|]|__/.test(token))) return 'link'
  // A text that stands twice where the reference looks again has no known place; the search goes through the whole body.
  if (
    isInBracket(body, index) &&
    !(/^[\w\-.:/?#%=&+$]*$/.test(token) && body.length < longest && isUnique(body, token))
  )
    return 'link'
  return isAscii ? 'agree' : 'cut'
}

/** UTF-16 units of a body in which each URL behind a bracket may be looked for. */
const longest = 100_000

function isUnique(body: string, token: string): boolean {
  return body.indexOf(token) === body.lastIndexOf(token)
}

const plainText = /[^[\]`<>\\]|\\[^\n[\]`<>]|`[^[\]`<>\\]+`/.source
const target = /\([^\s()<>`\\]*(?:[ \t]+"[^"\\\n]*")?\)/.source
const image = `!\\[(?:${plainText})*\\]${target}`
/** Brackets that nothing makes a link of, where there are no definitions. */
const aside = /\[(?!\^)[^[\]`<>\\]*\](?![([])/.source

const textBefore = new RegExp(`(?:^|[^\\\\\\]])\\[(?:${plainText}|${image})*\\]$`)
const textWithAside = new RegExp(`(?:^|[^\\\\\\]])\\[(?:${plainText}|${image}|${aside})*\\]$`)
const targetHere = new RegExp(target, 'y')
const linkHere = new RegExp(`[^\\s()<>\`\\\\[\\]*]*\\]${target}`, 'y')
const autolinkHere = /[^\s<>]*>/y

/** The end of the link that a URL is in for sure, or the URL's own index. */
function linkEnd(body: string, index: number): number {
  const [before, opening] = [body.charAt(index - 2), body.charAt(index - 1)]
  if (opening === '<' && before !== '\\') return endOf(autolinkHere, body, index)
  if (opening === '[' && before !== '\\' && before !== ']') return endOf(linkHere, body, index)
  return opening === '(' && before === ']' && isText(body, index - 1)
    ? endOf(targetHere, body, index - 1, index)
    : index
}

function endOf(pattern: RegExp, body: string, from: number, otherwise = from): number {
  pattern.lastIndex = from
  return pattern.test(body) ? pattern.lastIndex : otherwise
}

/** True where a link's text, all of it on one line, stands before an index. */
function isText(body: string, index: number): boolean {
  const start = body.lastIndexOf('\n', index) + 1
  // The end of a long line is enough; the bracket in front keeps its first character from counting as the line's.
  const before = index - start > 2048 ? `]${body.slice(index - 2048, index)}` : body.slice(start, index)
  return textBefore.test(before) || (!body.includes(']:') && textWithAside.test(before))
}

function emailAlike(body: string, at: number): boolean {
  const before = /[^\s<]*$/.exec(body.slice(Math.max(0, at - 256), at + 1))?.[0] ?? ''
  const after = /^[^\s<]*/.exec(body.slice(at, at + 256))?.[0] ?? ''
  return ascii.test(before) && ascii.test(after) && !/[*~|_&\\]/.test(before + after) && !/\/[\w.+-]*$/.test(before)
}
