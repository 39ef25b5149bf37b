/**
 * Lines of a text without a browser: by the rules of Chinese and Japanese line breaking (clreq §6.2, JLReq §3.1.7) no line
 * begins with a closing mark or ends with an opening one, and Latin words stay whole.
 */

/** Marks that no line begins with. */
const closing =
  /^[\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\uff5e、。，．：；！？～…—·・ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ）］｝〕〗〙〛」』】》〉”’％‰℃°,.:;!?)\]}%]/u
/** Marks that no line ends with. */
const opening = /[（［｛〔〖〘〚「『【《〈“‘([{￥＄#]$/u

/** Latin words with what they hold together (`Node.js`, `v2.0`, `don't`), pairs of marks, and every other character. */
const pieces =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\d@#$&+_\-./'’:=~][\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\d@#$&+_\-./'’:=~()[\]]*|……|——|\s+|./gsu

/** Parts between which a line may end, blanks being parts of their own. */
function unbreakable(text: string): readonly string[] {
  const parts: string[] = []
  for (const [piece] of text.matchAll(pieces)) {
    const last = parts.at(-1)
    const isTied = last !== undefined && last.trim() !== '' && piece.trim() !== ''
    if (isTied && (closing.test(piece) || opening.test(last))) parts[parts.length - 1] = last + piece
    else parts.push(piece)
  }
  return parts
}

const full =
  /[\u2014\u2018-\u201d\u2026\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]|[^\0-\uffff]/u

/** The width of a line in ems, as most fonts have it; rather too wide than too narrow. */
export function widthOf(text: string): number {
  let width = 0
  for (const sign of text)
    width += full.test(sign)
      ? 1
      : /[mwMW@%]/.test(sign)
        ? 0.95
        : /[\p{Lu}&]/u.test(sign)
          ? 0.73
          : narrow(sign)
            ? 0.36
            : 0.6
  return width
}

function narrow(sign: string): boolean {
  return /[\s!'(),.:;IJ[\]`fijlrt|/-]/.test(sign)
}

/** Lines no wider than `width` ems; a word that is wider alone is cut. */
function fill(parts: readonly string[], width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const part of parts) {
    if (widthOf((line + part).trim()) <= width) {
      line += part
      continue
    }
    if (line.trim() !== '') lines.push(line.trim())
    line = part.trimStart()
    while (widthOf(line) > width) {
      let cut = ''
      for (const sign of line)
        if (widthOf(cut + sign) <= width) cut += sign
        else break
      lines.push(cut || line)
      line = cut ? line.slice(cut.length) : ''
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trim()]
}

/** Lines no wider than `width` ems, as few as can be, and then as even as can be. */
export function breakLines(text: string, width: number): readonly string[] {
  const parts = unbreakable(text.trim())
  const lines = fill(parts, width)
  let even = lines
  for (let narrower = width - 0.5; narrower > 0; narrower -= 0.5) {
    const next = fill(parts, narrower)
    if (next.length > lines.length) break
    even = next
  }
  return even
}

/** The first `most` lines, the last of which ends with an ellipsis where there were more. */
export function ellipted(lines: readonly string[], most: number, width: number): readonly string[] {
  if (lines.length <= most) return lines
  let last = lines[most - 1] ?? ''
  while (widthOf(`${last}…`) > width) last = [...last].slice(0, -1).join('')
  // Half a word says less than none.
  const whole = last.replace(/(?<=\s)[\p{Script=Latin}\d]+$/u, '').replace(/[\s，。、；：,.;:…—「『（《“‘]+$/u, '')
  return [...lines.slice(0, most - 1), `${whole}…`]
}
