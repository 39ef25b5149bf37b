import { applyEdits } from './edits.ts'
import { maskCode } from './mask.ts'
import type { Extraction } from './shortcodes.ts'

/** markdown-it-imsize: `![文](a.jpg =300x200)`, also behind a title; to CommonMark it is no image. */
const sized = /!\[[^[\]\n]*\]\([^()\n]*?( =(\d{1,5}x\d{0,5}|x\d{1,5})[ \t]*)\)/g

/** Sizes between an image's brackets, moved behind them, where remark/imageSizes.ts reads them. */
export function withSizesBehind(extraction: Extraction): Extraction {
  if (!extraction.text.includes('x') || !/ =\d*x/.test(extraction.text)) return extraction
  const edits = Array.from(maskCode(extraction.text).matchAll(sized), ({ 0: whole, 1: blank = '', 2: size, index }) => {
    const end = index + whole.length
    return { offset: end - 1 - blank.length, end, text: `)=${size}` }
  })
  if (edits.length === 0) return extraction
  const { text, toSource } = applyEdits(extraction.text, edits)
  return { ...extraction, text, toSource: (offset) => extraction.toSource(toSource(offset)) }
}
