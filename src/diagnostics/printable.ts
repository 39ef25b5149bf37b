/** Characters that would move a terminal's cursor, colour what follows or turn its direction round. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unprintable = /[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g

/** A line of text as a terminal may have it. */
export function printable(text: string): string {
  return text.replace(unprintable, '·')
}
