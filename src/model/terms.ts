/**
 * A key that two spellings of one term share: NFC, case, blanks beside hyphens (`Machine Learning`, `machine-learning`), and
 * marks round the name that no address holds (`“dev"`, `《三体》`), of which Hugo makes one page as well.
 */
export function foldTerm(name: string): string {
  const folded = spelling(name).replace(/[\s-]+/g, '-')
  return folded.replace(marksAround, '') || folded
}

const marksAround = /^[^\p{L}\p{Nd}\p{M}〇./_#+~@-]+|[^\p{L}\p{Nd}\p{M}〇./_#+~@-]+$/gu

/** NFC without case and blanks at the ends. */
export function spelling(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}
