/**
 * What makes two spellings one term: NFC, case, and blanks beside hyphens (`Machine Learning`, `machine-learning`),
 * which one slug would hold anyway.
 */
export function foldTerm(name: string): string {
  return spelling(name).replace(/[\s-]+/g, '-')
}

/** NFC without case and blanks at the ends. */
export function spelling(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}
