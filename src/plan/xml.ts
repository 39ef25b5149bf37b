/** Text of an element in XML 1.0: escaped, and without what it may not hold (control characters, halves of surrogate pairs). */
export function escapeXml(text: string): string {
  const clean = suspicious.test(text) ? text.replace(forbidden, '') : text
  return clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(']]>', ']]&gt;')
}

/** Text of an attribute in double quotes. */
export function escapeAttribute(text: string): string {
  return escapeXml(text).replaceAll('"', '&quot;')
}

// Without the flag `u` the look at long texts is eight times as fast; it can't tell a pair of surrogates from halves.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const suspicious = /[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Cs}]/gu

/** `<name>text</name>`, or nothing where there is no text. */
export function element(name: string, text: string | null | undefined): string {
  return text ? `<${name}>${escapeXml(text)}</${name}>\n` : ''
}

export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
