import type { PageView, PostView, ShortcodeView, SiteView } from './plan/views.ts'
import type { Diagnostic } from './types.ts'

/**
 * All that can be added to Ruoyu, as one plain object of data and pure functions; Ruoyu's own filters, words, sitemap,
 * robots.txt and the redirects of the config are declared through it too. Everything is synchronous but for `data` and
 * `announce`. An extension writes no files: its outputs are planned like ours.
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
  /** Files of the site, planned like ours; `text` is asked when the file is rendered. */
  readonly outputs?: ((site: SiteView) => readonly ExtensionOutput[]) | undefined
  /** A step over the HTML of each finished page. */
  readonly html?: ((html: string, page: PageView) => string) | undefined
  /** Findings, each with its words in `params.message`, perhaps `params.hint`; warnings unless `level` says otherwise. */
  readonly checks?: ((site: SiteView) => readonly Diagnostic[]) | undefined
  /** The one effect: `ruoyu announce` runs it once the site is live. Neither `build` nor `dev` ever does. */
  readonly announce?: ((change: Change) => Promise<void>) | undefined
}

/** An extension with templates, chosen by `theme`: `theme: { use, accent: '#2b5b8a' }`. */
export interface Theme extends Extension {
  /** The version of the views (see plan/views.ts) that its templates were written for. */
  readonly api: 1
  /** Names of Ruoyu's own settings that a site may set too (`comments`), for parts of Ruoyu that the theme includes. */
  readonly inherits?: readonly string[] | undefined
  /** By name, what a site may set beside `use`. */
  readonly settings?: Settings | undefined
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

/**
 * A setting of a theme: data from which the check of a site's config, the types of `defineConfig` and the tables of the
 * manual are made. Templates see its value as `theme.NAME`: the site's, else the default, else null.
 */
export type Setting = {
  /** A sentence for the manual. */
  readonly about: string
  /** The site has to give it, wherever it gives the group or the item that holds it. */
  readonly required?: boolean
} & (
  | { readonly type: 'boolean'; readonly default: boolean }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number; readonly default?: number | Off }
  /** `color` is `#a83` or `#a8382b`, `link` an address or a path, `image` a path of the site or an address. */
  | { readonly type: 'text' | 'color' | 'link' | 'image'; readonly default?: string | Off }
  | { readonly type: 'choice'; readonly options: readonly string[]; readonly default?: string | Off }
  | { readonly type: 'list'; readonly of: Setting; readonly default?: readonly unknown[] | Off }
  /** An object whose keys the site chooses. */
  | { readonly type: 'map'; readonly of: Setting; readonly default?: Readonly<Record<string, unknown>> | Off }
  /** Without a default it is always there, with the defaults of its fields; `false` is `{ show: false }` where it has that. */
  | { readonly type: 'group'; readonly fields: Settings; readonly default?: Off }
)

/** The default of what may be off: the site may write `false` too, and `true` for a group with the defaults of its fields. */
type Off = false

export type Settings = Readonly<Record<string, Setting>>

/** Settings as a site may write them. */
export type SettingsOf<T extends Settings> = { readonly [K in keyof T]?: ValueOf<T[K]> | undefined }

type ValueOf<T extends Setting> =
  | PlainValue<T>
  | (T extends { readonly default: Off } ? (T['type'] extends 'group' ? boolean : false) : never)
  | (T extends { readonly fields: { readonly show: Setting } } ? false : never)

type PlainValue<T extends Setting> = T extends { readonly type: 'boolean' }
  ? boolean
  : T extends { readonly type: 'number' }
    ? number
    : T extends { readonly type: 'choice' }
      ? T['options'][number]
      : T extends { readonly type: 'list' }
        ? readonly ValueOf<T['of']>[]
        : T extends { readonly type: 'map' }
          ? Readonly<Record<string, ValueOf<T['of']>>>
          : T extends { readonly type: 'group' }
            ? SettingsOf<T['fields']>
            : string

/** Extensions, and lists of them that may hold lists. */
export type ExtensionList = readonly (Extension | ExtensionList)[]

/** Plugins of unified, presets, and pairs of a plugin and its settings; `{ plugin, files, cache }` says what one reads. */
export type PluggableList = readonly unknown[]

export type Filter = (value: unknown, ...args: unknown[]) => unknown

/** A shortcode as a post writes it: its arguments, its inner text, its place, the post and the site. */
export type ShortcodeCall = ShortcodeView

/** By language (BCP 47), then by name: a text, or a function of what the words are about. */
export type Words = Readonly<
  Record<string, Readonly<Record<string, string | ((...about: never[]) => string) | Readonly<Record<string, string>>>>>
>

export type ExtensionOutput = TextOfExtension | RedirectOfExtension

interface RedirectOfExtension {
  /** Below the output folder: `old/index.html`. */
  readonly path: string
  /** The page there leads to this address of the site, or of another: `/new/`. It gives way to any other page. */
  readonly redirect: string
  readonly text?: undefined
  readonly post?: undefined
  readonly yields?: undefined
}

interface TextOfExtension {
  /** Below the output folder: `friends.opml`. */
  readonly path: string
  readonly redirect?: undefined
  readonly text: () => string
  /** The post that the text is about: a new body of another post does not make the file anew. */
  readonly post?: PostView | undefined
  /** Gives way without a word where the site has a file of this path, as our sitemap does. */
  readonly yields?: boolean | undefined
}

/** Addresses, absolute, that differ from those of the last announcement; `first` where there was none. */
export interface Change {
  readonly first: boolean
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}
