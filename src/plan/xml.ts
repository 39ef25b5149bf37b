/** Text for XML 1.0: escaped, and without what it may not hold (control characters, halves of surrogate pairs). */
export function escapeXml(text: string): string {
  const clean = forbidden.test(text) ? text.replace(forbiddenAll, '') : text
  if (!/[&<>"]/.test(clean)) return clean
  return clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Cs}]/u
const forbiddenAll = new RegExp(forbidden, 'gu')

/** `<name>text</name>`, or nothing where there is no text. */
export function element(name: string, text: string | undefined): string {
  return text ? `<${name}>${escapeXml(text)}</${name}>\n` : ''
}

export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
