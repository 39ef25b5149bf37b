/** A slip that a rule sees in a body whose code is blotted out. Offsets are UTF-16 units. */
export interface Found {
  readonly code: `slip-${Kind}`
  readonly offset: number
  readonly end: number
  /** The text that should stand there; absent where only the blogger can know. */
  readonly right?: string
  /** True where nothing else can have been meant. */
  readonly safe: boolean
}

type Kind =
  | ('link' | 'link-blank' | 'link-apart' | 'link-quote' | 'link-open' | 'image' | 'heading' | 'list' | 'footnote')
  | ('fence' | 'fence-within' | 'link-brackets' | 'reference')
  | ('stars' | 'bold' | 'bold-edge' | 'blank' | 'container' | 'contents' | 'indent')

export interface Line {
  readonly text: string
  /** The first character's, in the body. */
  readonly offset: number
  readonly before: string
  readonly after: string
}

export type LineRule = (line: Line) => readonly Found[]

export function at(code: Found['code'], offset: number, found: string, right: string, safe: boolean): Found {
  return { code, offset, end: offset + found.length, right, safe }
}

export function isBlank(line: string): boolean {
  return line.trim() === ''
}
