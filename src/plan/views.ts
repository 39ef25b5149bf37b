/**
 * Views, all that templates see: the one place where they are documented.
 *
 * Every template gets `site`, `page`, `t` (the words of the interface) and, by the kind of page:
 *
 * | template        | also gets                                              |
 * | --------------- | ------------------------------------------------------ |
 * | home.njk        | section (its title, its `_index.md`), posts, pagination |
 * | post.njk        | post                                                   |
 * | page.njk        | post                                                   |
 * | section.njk     | section, posts, pagination                             |
 * | taxonomy.njk    | taxonomy (with its terms)                              |
 * | term.njk        | taxonomy, term, posts, pagination                      |
 * | archives.njk    | years: [{ year, url, count, posts }]; pagination, or null; post, where a page asks for it |
 * | 404.njk         |                                                        |
 * | redirect.njk    | target                                                 |
 *
 * URLs in views carry the site's base path and are ready for an href; `absoluteUrl` ones carry the origin as well.
 * A field that a view may lack is `null`, never undefined, so that a template can ask for it; an unknown field is a warning.
 */

export interface SiteView {
  readonly title: string
  /** The title's first character, for a seal. */
  readonly initial: string
  readonly description: string
  readonly language: string
  readonly author: { readonly name: string; readonly email: string | null; readonly url: string | null }
  readonly copyright: string
  /** Home: `/` or `/blog/`. */
  readonly url: string
  readonly absoluteUrl: string
  readonly menu: readonly {
    readonly name: string
    readonly url: string
    readonly external: boolean
    readonly active: boolean
  }[]
  readonly taxonomies: readonly TaxonomyView[]
  /** The posts that stand in lists, of all sections, in the site's order; the home page's alone may be fewer. */
  readonly posts: readonly PostView[]
  /** All posts by year, as the archives have them. */
  readonly years: readonly YearView[]
  /** Plain pages that stand in lists: 关于 and its like. */
  readonly pages: readonly PostView[]
  /** Contents of the files of `content/_data/`, by name; folders nest. */
  readonly data: Readonly<Record<string, unknown>>
  /** First-level sections that stand in lists, in the site's order. */
  readonly sections: readonly SectionView[]
  /** Every address that search engines may find, those of lists first. */
  readonly addresses: readonly AddressView[]
  readonly archivesUrl: string
  /** Null where search is off; else the folder of the index, ending in `/`. */
  readonly searchUrl: string | null
  readonly feeds: readonly FeedLink[]
  /** `favicon.svg`, `.ico` or `.png` of the static folders, or null. */
  readonly icon: string | null
  readonly params: Readonly<Record<string, unknown>>
  readonly postCount: number
  readonly generator: string
}

export interface AddressView {
  readonly absoluteUrl: string
  /** The date of its last change, a list's newest post's; ISO with offset, or null. */
  readonly updated: string | null
}

export interface FeedLink {
  readonly title: string
  readonly type: string
  readonly url: string
}

/** The view that every page's head needs. */
export interface PageView {
  readonly kind: string
  /** The page's title; '' on the archives and the 404 page, whose templates have the words. */
  readonly title: string
  /** `title · site title`, or the site's title on the home page; '' where `title` is. */
  readonly headTitle: string
  readonly description: string
  readonly language: string
  readonly url: string
  readonly absoluteUrl: string
  /** Absolute URL of the cover or first image. */
  readonly image: string | null
  readonly feeds: readonly FeedLink[]
  /** JSON-LD as an object, for `{{ page.jsonLd | json }}` inside its script element. */
  readonly jsonLd: Readonly<Record<string, unknown>>
  readonly features: { readonly math: boolean; readonly mermaid: boolean; readonly code: boolean }
  readonly mermaid: string | null
  /** Stylesheets of the site's own fonts; the home page and each post have one more. */
  readonly fontUrls: readonly string[]
  readonly prevPageUrl: string | null
  readonly nextPageUrl: string | null
  readonly noindex: boolean
  readonly layout: string | null
  readonly type: string | null
}

/** A post or a plain page, the same object on its own page and in every list. */
export interface PostView {
  readonly id: string
  /** Plain pages show neither dates nor terms nor neighbours. */
  readonly kind: 'post' | 'page'
  readonly title: string
  readonly url: string
  readonly absoluteUrl: string
  readonly language: string
  /** ISO with offset, or null; format it with the `date` filter. */
  readonly date: string | null
  readonly updated: string | null
  readonly author: string
  readonly description: string
  /** Plain text: `summary` of the front matter, else the description, else the automatic summary. */
  readonly excerpt: string
  /** HTML before the more-marker, or null. Safe to print with `| safe`. */
  readonly more: string | null
  readonly image: string | null
  readonly terms: readonly { readonly name: string; readonly title: string; readonly terms: readonly TermLink[] }[]
  readonly characters: number
  readonly minutes: number
  /** Leads the lists of the home page and of sections. */
  readonly pinned: boolean
  readonly status: 'published' | 'draft' | 'future' | 'expired' | 'protected'
  readonly params: Readonly<Record<string, unknown>>
  /** HTML, for `| safe`. */
  readonly content: string
  /** Nested: h2 with their h3. */
  readonly toc: readonly TocItem[]
  readonly prev: PostView | null
  readonly next: PostView | null
  readonly related: readonly PostView[]
  /** The first-level section that holds it, or null at the root. */
  readonly section: SectionView | null
  /** Files that lie in its page bundle, by name; none where the post is a file by itself. */
  readonly resources: readonly ResourceView[]
  /** By name: `file.data` of remark plugins, and what the `posts` of each extension says of the post. */
  readonly data: Readonly<Record<string, unknown>>
}

export interface TermLink {
  readonly name: string
  readonly url: string
}

/** A file beside a post. */
export interface ResourceView {
  /** Path below the bundle: `images/a.png`. */
  readonly name: string
  readonly url: string
  /** Bytes. */
  readonly size: number
  /** Pixels; null where it is no picture of a known size. */
  readonly width: number | null
  readonly height: number | null
  readonly kind: 'image' | 'video' | 'audio' | 'file'
}

export interface TocItem {
  readonly id: string
  readonly html: string
  readonly children: readonly TocItem[]
}

export interface PaginationView {
  readonly page: number
  readonly pages: number
  readonly total: number
  readonly prevUrl: string | null
  readonly nextUrl: string | null
  /** The first, the last, and those up to three pages from this one. */
  readonly items: readonly { readonly page: number; readonly url: string; readonly current: boolean }[]
}

export interface TaxonomyView {
  readonly name: string
  readonly title: string
  readonly url: string
  /** Number of its terms. */
  readonly count: number
  /** HTML of its `_index.md`, or null. */
  readonly content: string | null
  readonly terms: readonly TermView[]
}

export interface TermView extends TermLink {
  /** Number of terms above it, where they are nested. */
  readonly depth: number
  /** Number of its posts. */
  readonly count: number
  readonly posts: readonly PostView[]
  readonly content: string | null
  readonly feeds: readonly FeedLink[]
}

export interface SectionView {
  /** Its folder below the content folder: `posts/go`; '' for home. */
  readonly name: string
  readonly title: string
  readonly url: string
  readonly description: string
  /** HTML of its `_index.md`, or null. */
  readonly content: string | null
  /** Number of its posts, those of the sections below it included. */
  readonly count: number
  readonly posts: readonly PostView[]
  /** The sections in it that stand in lists. */
  readonly sections: readonly SectionView[]
}

/**
 * A shortcode's template (`shortcodes/NAME.njk`) gets these, and `site`:
 * `args` (named, or "0", "1"…), `inner` (as written), `innerHtml` (as rendered Markdown), `position` (block or inline),
 * `ordinal`, `parent` (the shortcode that holds it: its `name`, its `args`, and `index` among those of its own name in it;
 * or null), `post` ({ title, url, params }), and the filters of every template; there, `url` and `image` resolve a path
 * as a link or an image in the post would, by `resolve`.
 */
export interface ShortcodeView {
  readonly name: string
  readonly args: Readonly<Record<string, string>>
  readonly inner: string | null
  readonly innerHtml: string | null
  readonly position: 'block' | 'inline' | 'url'
  readonly ordinal: number
  readonly parent: ShortcodeParent | null
  /** The arguments that readers can make use of, for a shortcode that nobody knows. */
  readonly shown: readonly ShownArgument[]
  readonly site: SiteView
  readonly post: { readonly title: string; readonly url: string; readonly params: Readonly<Record<string, unknown>> }
  readonly resolve: (url: string) => ImageView
}

/** An image as templates see it; the fields below `height` are null where no smaller ones were made of it. */
export interface ImageView {
  readonly url: string
  /** Pixels. */
  readonly width: number | null
  readonly height: number | null
  readonly srcset: string | null
  readonly sizes: string | null
  /** CSS: what stands for it while it loads. */
  readonly colour: string | null
  /** The address of the original, where the config asks for a link to it. */
  readonly original: string | null
  /** The name of that link, where no alternative text names it. */
  readonly label: string | null
  /** HTML: a `<source>` for each format that not every browser knows. */
  readonly sources: string | null
}

export interface ShortcodeParent {
  readonly name: string
  readonly args: Readonly<Record<string, string>>
  readonly index: number
}

/** `text` stands for a link or an image where there is a `url`. */
export interface ShownArgument {
  readonly kind: 'image' | 'link' | 'text'
  readonly url: string | null
  readonly text: string
}

/** The view of an output; its template gets `t`, too. The filter `image` finds pictures by `pictureOf`. */
export type View = {
  readonly site: SiteView
  readonly page: PageView
  readonly pictureOf: (path: string) => ImageView
} & (
  | { readonly post: PostView }
  | { readonly section: SectionView; readonly posts: readonly PostView[]; readonly pagination: PaginationView }
  | { readonly taxonomy: TaxonomyView }
  | {
      readonly taxonomy: TaxonomyView
      readonly term: TermView
      readonly posts: readonly PostView[]
      readonly pagination: PaginationView
    }
  | { readonly years: readonly YearView[]; readonly pagination: PaginationView | null }
  | { readonly target: string }
  | object
)

/** Posts without a date have no year. */
export interface YearView {
  readonly year: string | null
  /** The year's own page, in a blog of thousands, where `posts` is empty; else null. */
  readonly url: string | null
  readonly count: number
  readonly posts: readonly PostView[]
}
