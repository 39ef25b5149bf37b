/**
 * The characters that a TrueType or OpenType font has, of its tables `cmap` in the formats 4 and 12, which all fonts of
 * today have (https://learn.microsoft.com/typography/opentype/spec/cmap). A font that says nonsense has none.
 */
export function charactersOf(font: Buffer): ReadonlySet<number> {
  const characters = new Set<number>()
  try {
    const start = tableAt(font, 'cmap')
    if (start === undefined) return characters
    for (let index = 0; index < font.readUInt16BE(start + 2); index++) {
      const at = start + font.readUInt32BE(start + 4 + 8 * index + 4)
      const format = font.readUInt16BE(at)
      if (format === 12) addGroups(font, at, characters)
      else if (format === 4) addSegments(font, at, characters)
    }
  } catch {
    // A place beyond the end.
  }
  return characters
}

function tableAt(font: Buffer, tag: string): number | undefined {
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const at = 12 + 16 * index
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8)
  }
  return undefined
}

/** Format 12: groups of a first character, a last one, and the first one's glyph. */
function addGroups(font: Buffer, at: number, characters: Set<number>): void {
  for (let group = at + 16, left = font.readUInt32BE(at + 12); left > 0; left--, group += 12)
    for (let code = font.readUInt32BE(group); code <= Math.min(font.readUInt32BE(group + 4), 0x10ffff); code++)
      characters.add(code)
}

/** Format 4: four lists side by side: the last characters of segments, the first ones, deltas, and offsets of glyphs. */
function addSegments(font: Buffer, at: number, characters: Set<number>): void {
  const length = font.readUInt16BE(at + 6)
  for (let segment = at + 14; segment < at + 14 + length; segment += 2) {
    const [last, first] = [font.readUInt16BE(segment), font.readUInt16BE(segment + length + 2)]
    const delta = font.readUInt16BE(segment + 2 * length + 2)
    const offsets = segment + 3 * length + 2
    const offset = font.readUInt16BE(offsets)
    for (let code = first; code <= last && code < 0xffff; code++) {
      const glyph = offset === 0 ? code + delta : font.readUInt16BE(offsets + offset + 2 * (code - first))
      if ((glyph & 0xffff) !== 0) characters.add(code)
    }
  }
}
