import type { PageView, PostView, ShortcodeView, SiteView } from './plan/views.ts'
import type { Diagnostic } from './types.ts'

/**
 * All that can be added to Ruoyu, as one plain object of data and pure functions; Ruoyu's own shortcodes, filters and
 * words are declared through it too. Everything is synchronous but for `data` and `announce`. An extension writes no
 * files: its outputs are planned like ours.
 */
export interface Extension {
  /** Names it in messages, in `site.data` and in `post.data`; no two extensions of a site have the same. */
  readonly name: string
  readonly version?: string | undefined
  /** Plugins as `unified().use()` takes them: after ours, before mdast becomes hast. */
  readonly remark?: PluggableList | undefined
  /** Plugins that work on hast, between mdast and the HTML that remark-html writes. */
  readonly rehype?: PluggableList | undefined
  /** By name: the text of a template, which sees a `ShortcodeView`; or a function that gives HTML. */
  readonly shortcodes?: Readonly<Record<string, string | ((call: ShortcodeCall) => string)>> | undefined
  /** Filters of every template, the templates of shortcodes included. */
  readonly filters?: Readonly<Record<string, Filter>> | undefined
  /** Values and functions that every template sees by their names. */
  readonly globals?: Readonly<Record<string, unknown>> | undefined
  /** Folders: absolute, or relative to the site's root. Files of the user's own folders come before theirs. */
  readonly templates?: string | undefined
  readonly assets?: string | undefined
  readonly public?: string | undefined
  /** Template texts that fill the places which templates offer. */
  readonly slots?: Readonly<Partial<Record<Slot, string>>> | undefined
  readonly words?: Words | undefined
  /** Read once a build, for `site.data[name]`. */
  readonly data?: (() => Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>) | undefined
  /** Fields of `post.data[name]`. */
  readonly posts?: ((post: PostView, site: SiteView) => Readonly<Record<string, unknown>>) | undefined
  readonly outputs?: ((site: SiteView) => readonly ExtensionOutput[]) | undefined
  /** A step over the HTML of each finished page. */
  readonly html?: ((html: string, page: PageView) => string) | undefined
  readonly checks?: ((site: SiteView) => readonly Diagnostic[]) | undefined
  /** The one effect: `ruoyu announce` runs it once the site is live. Neither `build` nor `dev` ever does. */
  readonly announce?: ((change: Change) => Promise<void>) | undefined
}

/** An extension with templates, chosen by `theme`; its own templates see the views of version 1. */
export interface Theme extends Extension {
  readonly api: 1
  /** By name, what a site may set beside `use`: `theme: { use, accent: 'red' }`. */
  readonly settings?: Readonly<Record<string, Setting>> | undefined
}

/** A place that templates offer; all fillings are printed, in the order of theme, extensions, user. */
export type Slot =
  | 'head'
  | 'body-start'
  | 'header'
  | 'post-meta'
  | 'post-before'
  | 'post-after'
  | 'post-footer'
  | 'comments'
  | 'aside'
  | 'footer'
  | 'body-end'

/** A setting of a theme, with the value that it has where the site says nothing. */
export type Setting = { readonly about?: string | undefined } & (
  | { readonly type: 'text'; readonly default: string }
  | { readonly type: 'texts'; readonly default: readonly string[] }
  | { readonly type: 'boolean'; readonly default: boolean }
  | { readonly type: 'number'; readonly default: number }
  | { readonly type: 'choice'; readonly options: readonly string[]; readonly default: string }
)

/** Plugins of unified, presets, and pairs of a plugin and its settings; `{ plugin, files, cache }` says what one reads. */
export type PluggableList = readonly unknown[]

export type Filter = (value: unknown, ...args: unknown[]) => unknown

/** A shortcode as a post writes it: its arguments, its inner text, its place, the post and the site. */
export type ShortcodeCall = ShortcodeView

/** By language (BCP 47), then by name: a text, or a function of what the words are about. */
export type Words = Readonly<
  Record<string, Readonly<Record<string, string | ((about: never) => string) | Readonly<Record<string, string>>>>>
>

export interface ExtensionOutput {
  /** Below the output folder: `friends.opml`. */
  readonly path: string
  readonly text: () => string
}

/** Addresses, absolute, that differ from those of the last announcement; `first` where there was none. */
export interface Change {
  readonly first: boolean
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}
