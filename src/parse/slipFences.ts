import type { Found } from './slipLine.ts'

/** Marks of containers and blanks, the mark of a fence, and what follows it. */
const fence = /^((?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*)(`{3,}|~{3,})([^\n]*)$/

/** A language behind an opening fence; a closing one has nothing. */
const language = /^[ \t]*\{?[.\w+#-]+\}?(?:[ \t]*[{:,].*)?\s*$/
/** Languages in which fences are told of. */
const text = /^\s*\{?\.?(?:md|mdx|markdown|text|txt|plain)/i

/** Text that hardly stands in code: a heading of the second level or lower, or a sentence that begins with Han or a quote. */
const prose = /^(?:#{2,6}[ \t]+\S|(?:[-*+] |\d+\. )?[\p{sc=Han}“《「【][^=;{}|]*[。！？；：，…”」』）]\s*$)/u

interface Open {
  readonly mark: string
  readonly line: string
  readonly offset: number
  /** True for one at the line's head, so that nothing but its own mark ends it. */
  readonly isPlain: boolean
}

/**
 * Fences without an end. One that runs to the end of the text, where a heading, a sentence or another fence stands in it:
 * all of it is shown as code. And one in which another opens: the end of that one closes it, and the text between is code.
 *
 *     ```js            ```js
 *     a()              a()
 *                      正文。
 *     ## 标题           ```js
 *                      b()
 *                      ```
 */
export function unclosedFences(body: string): readonly Found[] {
  const found: Found[] = []
  let open: Open | undefined
  let hasSign = false
  let isBehindBlank = false
  let offset = 0
  for (const line of body.split('\n')) {
    const [, prefix = '', mark = '', rest = ''] = fence.exec(line) ?? []
    const opens = mark !== '' && !(mark.startsWith('`') && rest.includes('`'))
    const isSame = open !== undefined && mark.startsWith(open.mark)
    if (!open) {
      if (opens) open = { mark, line, offset, isPlain: prefix === '' }
      hasSign = false
    } else if (isSame && rest.trim() === '' && (!open.isPlain || /^ {0,3}$/.test(prefix))) open = undefined
    else if (
      open.isPlain &&
      isSame &&
      prefix === '' &&
      language.test(rest) &&
      !text.test(open.line.slice(open.mark.length))
    ) {
      found.push(slip('slip-fence-within', open))
      open = { mark, line, offset, isPlain: true }
      hasSign = false
    } else hasSign ||= mark.startsWith(open.mark.charAt(0)) || (isBehindBlank && prose.test(line))
    isBehindBlank = line.trim() === ''
    offset += line.length + 1
  }
  return open?.isPlain && hasSign ? [...found, slip('slip-fence', open)] : found
}

function slip(code: Found['code'], { offset, line }: Open): Found {
  return { code, offset, end: offset + line.trimEnd().length, safe: false }
}
