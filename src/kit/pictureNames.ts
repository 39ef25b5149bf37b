/** True for a path or an address of a picture, whatever query, fragment or size stands behind. */
export function isPicture(text: string): boolean {
  return /\.(?:png|jpe?g|jfif|gif|webp|svg|avif|bmp|ico)(?:[?#!]\S*)?$/i.test(text)
}

const ending = /\.(?:jpe?g|jfif|png|webp|avif|hei[cf])(?![\p{L}\p{N}])/giu
const sign = /[\p{L}\p{N}\p{M}~+@._%-]/u
/** UTF-16 units of a name, percent-encoded. */
const longest = 600

/**
 * The names of pictures in a text, without their folders, lower-cased and decoded: a picture of which no text says the
 * name is shown nowhere. A name's part before a blank or a bracket does not count, on either side of the comparison.
 */
export function pictureNames(text: string): readonly string[] {
  const names = new Set<string>()
  for (const { 0: found, index } of text.matchAll(ending)) {
    let start = index
    while (index - start < longest && sign.test(text[start - 1] ?? '')) start--
    const written = text.slice(start, index + found.length)
    const plain = written.includes('%')
      ? (decoded(written)
          .split(/[^\p{L}\p{N}\p{M}~+@._-]/u)
          .at(-1) ?? '')
      : written
    names.add(plain.normalize('NFC').toLowerCase())
  }
  return [...names]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
