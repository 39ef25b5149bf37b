import type { Island } from '../remark/scope.ts'
import type { Token } from './tokens.ts'

/** A body, or the inner text of a shortcode, as HTML with tokens in it. */
export interface Fragment {
  readonly html: string
  /** The text as written, with tokens for shortcodes. */
  readonly source: string
  readonly tokens: readonly Token[]
  readonly shortcodes: readonly FragmentShortcode[]
  /** The whole page's. */
  readonly islands: readonly Island[]
}

export interface FragmentShortcode {
  readonly name: string
  readonly args: Readonly<Record<string, string>>
  readonly form?: 'markdown'
  readonly inner?: { readonly text: string; readonly fragment: Fragment }
  readonly ordinal: number
  readonly line: number
  readonly column: number
}

export const emptyFragment: Fragment = { html: '', source: '', tokens: [], shortcodes: [], islands: [] }
