import { codeEnds, stops } from './codeRanges.ts'

/**
 * Blocks that the old site encrypted in the reader's browser: `{{% hugo-encryptor "…" %}}`, `{{< fixit-encryptor >}}`,
 * Hexo's `{% encrypt %}` and `{% hideBlock %}`. Ruoyu encrypts nothing, so that their inside would be published as it is.
 * In a Hexo blog `hideBlock` is Butterfly's fold, which hides nothing from who looks.
 */
const opening =
  /\{(?:\{[<%]|%)-?[ \t]*(?:(?=[\w-]*encrypt)[\w-]+|hide-?block|passwo?r?d|protect(?:ed)?|private|secret)(?=[\s"'>%}])/i
const trigger = new RegExp(opening, 'i')
const nameIn = /[\w-]+$/
const fold = /^\{%.*hideblock$/i

/**
 * The text with a shortcode in place of each block, lines as before. In code the tags are text. A block that nothing
 * closes is none, but for an encryptor's, which runs to the end.
 */
export function hideEncrypted(body: string, isHexo: boolean): string {
  if (!trigger.test(body)) return body
  const next = new RegExp(stops(opening), 'gi')
  const codeEnd = codeEnds(body)
  const blockEnd = createBlockEnd(body)
  let text = ''
  let start = 0
  for (let match = next.exec(body); match; match = next.exec(body)) {
    const { 0: opened, index } = match
    const isTag = opened.startsWith('{')
    if (isHexo && fold.test(opened)) continue
    const end = isTag ? blockEnd(index, opened) : codeEnd(match)
    if (end === undefined) continue
    next.lastIndex = end
    if (!isTag) continue
    const notice = `{{< encrypted "${nameIn.exec(opened)?.[0]}" >}}`
    text += `${body.slice(start, index)}${notice}${body.slice(index, end).replace(/[^\n]+/g, '')}`
    start = end
  }
  return text + body.slice(start)
}

/** A tag that nothing closes is not looked for again, so that it stays linear. */
function createBlockEnd(body: string): (index: number, opened: string) => number | undefined {
  const unclosed = new Set<string>()
  return (index, opened) => {
    if (unclosed.has(opened)) return undefined
    const closing = closingOf(opened)
    closing.lastIndex = index
    if (closing.test(body)) return closing.lastIndex
    unclosed.add(opened)
    return /^\{\{.*encryptor$/i.test(opened) ? body.length : undefined
  }
}

function closingOf(opened: string): RegExp {
  const name = nameIn.exec(opened)?.[0] ?? ''
  return opened.startsWith('{{')
    ? new RegExp(`\\{\\{[<%][ \\t]*/[ \\t]*${name}[ \\t]*[>%]\\}\\}`, 'gi')
    : new RegExp(`\\{%-?[ \\t]*end${name}[ \\t]*-?%\\}`, 'gi')
}
