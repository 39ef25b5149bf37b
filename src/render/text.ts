const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

export function truncateText(text: string, length: number, end: string): string {
  let at = 0
  for (const { index, segment } of segmenter.segment(text)) {
    if (at++ === length) return text.slice(0, index) + end
    if (index + segment.length === text.length) break
  }
  return text
}

const han = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}'
const counted = new RegExp(`[${han}]|(?![${han}])[\\p{L}\\p{N}](?:(?![${han}])[\\p{L}\\p{M}\\p{N}.'’-])*`, 'gu')

export function countText(text: string): number {
  return text.match(counted)?.length ?? 0
}
