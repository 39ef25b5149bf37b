import type { Slot } from '../extension.ts'

/** Places that templates offer, from the top of a page to its end. */
export const slotNames: readonly Slot[] = [
  'head',
  'body-start',
  'header',
  'post-meta',
  'post-before',
  'post-after',
  'post-footer',
  'comments',
  'aside',
  'footer',
  'body-end',
]
