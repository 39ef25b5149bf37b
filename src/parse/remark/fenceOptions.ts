/** The part of a fence's line behind its language, in the spellings of Hugo, Hexo, Docusaurus and their kin. */
export interface FenceOptions {
  /** The name of a file, or what the code is. */
  readonly title: string | undefined
  /** The number of the first line, where lines are numbered. */
  readonly firstLine: number | undefined
}

const title = /(?:^|[\s{,])(?:title|caption|filename|file)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s,}"']+))/i
/** `js:src/a.js`. */
const file = /^[\w+#-]+:([\w@/-]*\.[\w./@-]+)/
const isNumbered = /\blinenos\b|\bline_number:true\b|\bshowLineNumbers\b|\bnumberLines\b/i
const isPlain = /\blinenos\s*=\s*"?false\b|\bline_number:false\b/i
const start = /(?:\b(?:linenostart|numberLines|startFrom)\s*=\s*|\bfirst_line:)"?(\d{1,6})/i

export function fenceOptions(info: string, lineNumbers: boolean): FenceOptions {
  const [, double, single, bare] = title.exec(info) ?? []
  const numbered = !isPlain.test(info) && (lineNumbers || isNumbered.test(info))
  return {
    title: double ?? single ?? bare ?? file.exec(info)?.[1],
    firstLine: numbered ? Number(start.exec(info)?.[1] ?? 1) : undefined,
  }
}
