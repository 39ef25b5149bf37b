/**
 * The vocabulary of Ruoyu. Types only: readonly plain data that can be compared, hashed, sent to a worker and printed.
 *
 * A **path** is a posix file path; a **url** starts with `/` and is percent-encoded once; a **slug** is one path segment.
 * An **output** is planned, a **rendered file** is finished, a **view** is what a template sees (see plan/views.ts).
 */

import type { Extension } from './extension.ts'

// ── Diagnostics ────────────────────────────────────────────────────────────

export type Level = 'error' | 'warning' | 'info'

/** A place in a file; 1-based, columns in UTF-16 units as editors count them. */
export interface Place {
  readonly file: string
  readonly line?: number
  readonly column?: number
  /** Length of the offending text in UTF-16 units, for the caret line of the code frame. */
  readonly length?: number
}

/** A message as data: the words come from diagnostics/catalogue by `code`, in the site's language. */
export interface Diagnostic extends Place {
  readonly code: string
  readonly level: Level
  readonly params: Readonly<Record<string, string | number>>
}

/** A diagnostic whose lines and columns count from the first line of a post's body. */
export type Finding = Omit<Diagnostic, 'file'>

export interface Checked<T> {
  readonly value: T
  readonly diagnostics: readonly Diagnostic[]
}

// ── Sources: what `read` brings ────────────────────────────────────────────

/** A text file. `path` is relative to the site's root (`content/posts/a.md`). */
export interface SourceFile {
  readonly path: string
  /** Content hash; equal texts have equal hashes. */
  readonly hash: string
  /** Absent where an earlier build read it: `TextOf` reads it again when it is asked for. */
  readonly text?: string
}

/** The text of a file. A port: reads the disk where the text is not at hand, and throws where it has changed. */
export type TextOf = (source: SourceFile) => string

/** A file that is copied and never read as text. */
export interface FileRef {
  /** Relative to the site's root. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  readonly mtimeMs: number
  /** Pixels, for images whose header could be read. */
  readonly width?: number
  readonly height?: number
  /** A picture of which smaller ones can be made; absent for others, and where there is no encoder. */
  readonly picture?: {
    /** SHA-256 of its bytes. */
    readonly hash: string
    readonly type: 'jpg' | 'png' | 'webp' | 'avif' | 'heif'
    readonly isOpaque: boolean
  }
  /** A picture's name with the bytes of none, or more pixels or bytes than are decoded. */
  readonly fault?: 'unreadable' | 'too-large'
}

/** A stylesheet or script, minified, under its fingerprinted name; or a font that a stylesheet asks for. */
export type Asset = {
  /** The name that templates ask for: `style.css`. */
  readonly name: string
  /** The output path: `assets/style.3f2a91c0.css`. */
  readonly path: string
} & (
  | { readonly text: string }
  /** Relative to the site's root. */
  | { readonly copyFrom: string }
)

export interface Sources {
  /** Markdown files below the content folders. */
  readonly content: readonly SourceFile[]
  /** Everything else below the content folders: resources of bundles and sections. */
  readonly resources: readonly FileRef[]
  /** Files of the static folders (`public/`). `url` path = path without the folder. */
  readonly statics: readonly FileRef[]
  /**
   * Templates by name (`post.njk`, `shortcodes/figure.njk`): the user's file, else that of the theme in use, of an
   * extension, or ours; every one that is named `slots/NAME.njk`.
   */
  readonly templates: readonly Template[]
  readonly assets: readonly Asset[]
  /** Records of `keep` and `check --external` about other hosts, see keep/record.ts; never published. */
  readonly records?: readonly SourceFile[]
  /** Files of `_data/` in the first content folder, for `site.data`. */
  readonly data?: readonly SourceFile[]
  /** Texts of the files in the folder that Hexo's `include_code` reads, by their paths in it. */
  readonly code?: readonly SourceFile[]
  /** Plain data that extensions give, by their names: `site.data` too. */
  readonly given?: Readonly<Record<string, unknown>>
  /** Fonts that the theme's settings name and that are there. */
  readonly fonts?: readonly FontFile[]
  /** By the path of a file that a link led to, the path of that file itself; both relative to the site's root. */
  readonly links?: Readonly<Record<string, string>>
}

export interface FontFile {
  /** The path or package that the settings write. */
  readonly name: string
  /** Absolute. */
  readonly path: string
  /** SHA-256 of its bytes. */
  readonly hash: string
  /** The characters that it has, as code points, rising. */
  readonly characters: readonly number[]
}

export interface Template {
  readonly name: string
  /** For messages: `templates/post.njk`, or `ruoyu/templates/post.njk` for ours. */
  readonly path: string
  /** The name of the extension, or theme, whose folder it lies in. */
  readonly extension?: string
  readonly text: string
}

// ── Parse: SourceFile → Entry ──────────────────────────────────────────────

/** ISO 8601 with offset, to the second: `2024-04-03T06:00:00+08:00`. */
export type IsoDate = string

/** A field's place in its file: 1-based, and its length in UTF-16 units, 0 where that is not known. */
export type FieldPlace = readonly [line: number, column: number, length: number]

export type FieldPlaces = Readonly<Record<string, FieldPlace>>

/** A place from which a page that has an address can be missing: `robots` is the meta `noindex`, and the sitemap with it. */
export type HidingPlace = 'home' | 'search' | 'feeds' | 'sitemap' | 'robots'

/** Front matter, validated and normalised. Keys that Ruoyu does not know are in `params`, as written. */
export interface FrontMatter {
  readonly title?: string | undefined
  readonly linkTitle?: string | undefined
  /** From `date`, else the dates below, else the file's name. */
  readonly date?: IsoDate | undefined
  /** Dates as the file gives them: where one is absent, `date` stands for `lastmod` and for `publishDate`. */
  readonly lastmod?: IsoDate | undefined
  readonly publishDate?: IsoDate | undefined
  readonly expiryDate?: IsoDate | undefined
  readonly draft: boolean
  readonly slug?: string | undefined
  readonly url?: string | undefined
  readonly aliases: readonly string[]
  readonly description?: string | undefined
  readonly summary?: string | undefined
  readonly author?: string | undefined
  readonly type?: string | undefined
  readonly layout?: string | undefined
  readonly weight?: number | undefined
  readonly lang?: string | undefined
  /** Cover image. */
  readonly image?: string | undefined
  /** Taxonomy → terms as written, in order. */
  readonly terms: Readonly<Record<string, readonly string[]>>
  /** The key that keeps the page from readers (`password`), as written: Ruoyu encrypts nothing and does not publish it. */
  readonly protectedBy?: string | undefined
  readonly hiddenFrom?: readonly HidingPlace[] | undefined
  /** Hugo's `build`/`_build` and `headless`: whether the page gets a file and stands in lists. */
  readonly build: { readonly render: boolean; readonly list: boolean }
  /** Place among posts that stand before all others on the home page: the larger number first. */
  readonly pinned?: number | undefined
  /** In a blog that comes from Hexo alone. */
  readonly hexo?: HexoFrontMatter | undefined
  readonly params: Readonly<Record<string, unknown>>
  /**
   * The values that the file itself gives (the key, where the value is a list, a map or empty), for messages of later
   * stages. Keys as normalised above; `tags.0` for items.
   */
  readonly places: FieldPlaces
}

/** The facts of a file that Hexo's addresses and layouts are made of. */
export interface HexoFrontMatter {
  /** By the file's path below `_posts`; absent for pages. */
  readonly slug?: string | undefined
  /** Local time by which Hexo files the post, without offset: `2020-01-01T19:04:05`. It drops an offset that is written. */
  readonly clock?: string | undefined
  /** The address as written, in the place of the pattern. */
  readonly permalink?: string | undefined
  /** Values of the file's name and of front matter by key, for tokens of the pattern. */
  readonly fields: Readonly<Record<string, string>>
  /** Paths of categories, each from the outermost level down, in the order of the file. */
  readonly categories: readonly (readonly string[])[]
  /** The list that the page stands for, by its `type` or `layout`. */
  readonly list?: 'tags' | 'categories' | 'archives' | undefined
  /** `layout: false`: HTML without the theme. */
  readonly isBare: boolean
}

export interface Cascade {
  /** Raw values by lower-case key, read exactly as front matter is. */
  readonly values: Readonly<Record<string, unknown>>
  /** Glob on the content path (`/posts/**`), and kind, where the target narrows it. */
  readonly path?: string
  readonly kind?: string
}

/** `post`: a dated or filed piece of writing. `page`: 关于 and its like. `section`: an `_index.md`. */
export type EntryKind = 'post' | 'page' | 'section'

export interface Entry {
  /** Path below its content folder: `posts/a.md`. Unique over all content folders. */
  readonly id: string
  readonly source: SourceFile
  /** The file's line on which the body starts. */
  readonly bodyLine: number
  /** Markdown, or HTML where the file is `.html`. With `\n` as its only line end. Absent where the file's text is. */
  readonly body?: string
  /** UTF-16 units. */
  readonly bodyLength: number
  readonly frontMatter: FrontMatter
  /** Names of the pictures that the file speaks of, see kit/pictureNames.ts. */
  readonly pictures?: readonly string[]
  /** Its characters and those of its headings, each once, as they come; where the site has a font of its own. */
  readonly characters?: { readonly all: string; readonly inHeadings: string }
  /** Hashes of what is kept from build to build. */
  readonly bodyHash?: string
  readonly frontMatterHash?: string
}

// ── Markdown ───────────────────────────────────────────────────────────────

/**
 * HTML with holes. The text of a hole depends on the site (base path, other posts' URLs, templates),
 * so that `Rendered` depends on the body and the Markdown options alone.
 */
export type Part = string | UrlPart | EdgePart | ShortcodePart

/** An attribute's value, unescaped as written in the post. `image` also gets width and height where known. */
export interface UrlPart {
  readonly type: 'url'
  readonly kind: 'link' | 'image' | 'media'
  readonly url: string
  /** An image's own attributes, which stand behind the hole or before it. */
  readonly tag?: {
    /** Pixels, as far as written; 0 for another measure. */
    readonly width?: number
    readonly height?: number
    readonly isStyled?: true
    /** It chooses among others by itself (`srcset`, `<picture>`), or has a map of places: it stays as written. */
    readonly isFixed?: true
    /** The page's first image. */
    readonly isFirst?: true
  }
}

/** The place before or behind the tag of an image of the site: for a link to the original, where the image stands in none. */
export interface EdgePart {
  readonly type: 'edge'
  readonly side: 'start' | 'end'
  readonly url: string
  /** Pixels, where written. */
  readonly width?: number
  readonly isLinked?: true
  /** The image has no alternative text that would name a link. */
  readonly isNameless?: true
}

export interface ShortcodePart {
  readonly type: 'shortcode'
  readonly name: string
  /** Named arguments; positional ones under "0", "1", … */
  readonly args: Readonly<Record<string, string>>
  /** Written `{{% … %}}`: its inner text is Markdown. In `{{< … >}}` it is what the shortcode takes it for. */
  readonly form?: 'markdown'
  /**
   * Inner text as written, as rendered Markdown, and in pieces where shortcodes stand in a raw one; absent where the
   * shortcode has no closing tag.
   */
  readonly inner?: {
    readonly text: string
    readonly html: readonly Part[]
    readonly raw?: readonly (string | ShortcodePart)[]
  }
  /** `block` stands alone in its paragraph; `inline` stands in text; `url` stands inside an attribute. */
  readonly position: 'block' | 'inline' | 'url'
  /** Ordinal among the page's shortcodes of all names, from 0. */
  readonly ordinal: number
  /** 1-based, relative to the body. */
  readonly line: number
  readonly column: number
}

export interface Heading {
  readonly depth: number
  readonly id: string
  readonly text: string
  /** Inline HTML of the heading without links, for tables of contents; '' where it says nothing, and has no entry. */
  readonly html: string
}

export interface LinkRef {
  readonly kind: 'link' | 'image' | 'media'
  readonly url: string
  readonly line: number
  readonly column: number
}

/** Facts about a text's links that may be known before they are read. */
export interface LinkFacts {
  /** The hosts that they name, as written: beside `inner`, no other link of the text can lead into a site. Absent where one can. */
  readonly hosts?: readonly string[]
  /** Addresses without host and fragment, each once, as written. */
  readonly inner?: readonly string[]
  /** Address of the first image. */
  readonly image?: string
}

export interface Rendered {
  readonly html: readonly Part[]
  /** The part before the more-marker, whole blocks only; absent without a marker. */
  readonly more?: readonly Part[] | undefined
  readonly headings: readonly Heading[]
  /** Plain text: all that stands before the more-marker, else whole sentences up to the limit. */
  readonly excerpt: string
  /** All visible text, blocks separated by `\n`, code included: for search. */
  readonly text: string
  /** `text` offsets at which a block starts that belongs to heading i (or -1): for search results that jump. */
  readonly characters: number
  readonly words: number
  /** In document order; what raw HTML links to as well. */
  readonly links: readonly LinkRef[]
  /** Every id on the page that a fragment may name. */
  readonly anchors: readonly string[]
  readonly shortcodes: readonly {
    readonly name: string
    readonly args: Readonly<Record<string, string>>
    /** Its end tag; absent where it closes itself (`{{< name />}}`). */
    readonly endTag?: 'there' | 'missing'
    readonly line: number
    readonly column: number
  }[]
  /** Parts of the theme that the page needs. */
  readonly features: { readonly math: boolean; readonly mermaid: boolean; readonly code: boolean }
  /** JSON that remark plugins left in `file.data`, by key; absent where there is none. */
  readonly data?: Readonly<Record<string, unknown>>
}

/** A body that is sent to be rendered: the path of its file, and its text. */
export interface BodyText {
  readonly path: string
  readonly body: string
}

export type RenderMarkdown = (body: string, path: string) => Promise<MarkdownResult>

/** The part of an entry that is rendered. */
export type Body = Pick<Entry, 'source' | 'body' | 'bodyHash'>

/** Everything that a rendered body says besides its HTML, its text and its links. */
export type BodyFacts = Omit<Rendered, 'html' | 'text' | 'links'>

/** The part of a rendered body that every build asks for. */
export interface BodyNote {
  /** Stored and replayed with the rendered text, so that a warm build warns exactly as a cold one. */
  readonly findings: readonly Finding[]
  readonly linkFacts: LinkFacts
}

/**
 * A rendered body, whose note is at hand; the rest is read when it is asked for, so that it has verbs. Few bodies are
 * asked for all of it, and where little has changed few are asked at all. The same object stands for the same body.
 */
export interface RenderedBody {
  readonly note: BodyNote
  readonly facts: () => BodyFacts
  readonly html: () => Rendered['html']
  readonly text: () => string
  readonly links: () => Rendered['links']
}

/** The one port that the cache, the second parser seat and the threads stand behind: results in the order of the bodies. */
export type RenderBodies = (bodies: readonly Body[]) => Promise<readonly RenderedBody[]>

/** The rendered body of a post, a page or a list, by its file; an empty one where it has none. */
export type BodyOf = (page: { readonly file?: string | undefined }) => RenderedBody

/**
 * How many texts each parser took: the fast one, both together (`shared`), or the reference, by the reason why it was
 * needed.
 */
export type SeatCounts = { fast: number; [taker: string]: number }

export interface MarkdownResult {
  readonly rendered: Rendered
  readonly findings: readonly Finding[]
}

/**
 * Gives the value of a step, or nothing where it has not ended after so many milliseconds. A port, for code that others
 * wrote: only a thread beside it can stop a loop.
 */
export type StopAfter = <T>(milliseconds: number, run: () => T) => { readonly value: T } | undefined

/** The same for a step that may wait for others: neither its loop nor its wait takes longer. */
export type EndWithin = <T>(milliseconds: number, run: () => Promise<T>) => Promise<{ readonly value: T } | undefined>

/**
 * The last value of a name again where its inputs are the same objects, item by item; else what `make` gives.
 * Only for what depends on nothing but the inputs: it changes the time and not the result.
 */
export type Memo = <T>(name: string, inputs: readonly unknown[], make: () => T) => T

// ── Model: Entry[] → Site ──────────────────────────────────────────────────

/** A post or a plain page. */
export interface Post {
  /** Content path, as Entry.id. */
  readonly id: string
  readonly kind: 'post' | 'page'
  readonly file: string
  readonly title: string
  readonly linkTitle: string
  /** Without the site's base path: `/posts/a/`. */
  readonly url: string
  /** Output path: `posts/a/index.html`. */
  readonly path: string
  readonly date?: IsoDate | undefined
  readonly updated?: IsoDate | undefined
  readonly weight: number
  /** First-level section, '' at the root. */
  readonly section: string
  /** Ids of the sections that hold it, outermost first (`posts/_index.md`, or `posts/` where there is no file). */
  readonly sections: readonly string[]
  readonly type?: string | undefined
  readonly layout?: string | undefined
  readonly description?: string | undefined
  readonly summary?: string | undefined
  readonly author?: string | undefined
  readonly lang: string
  readonly image?: string | undefined
  /** Shown under --drafts, --future, --expired with a mark, and `protected` by `dev`. */
  readonly status: 'published' | 'draft' | 'future' | 'expired' | 'protected'
  /** Stands in lists (Hugo's build.list, `hidden`). */
  readonly listed: boolean
  readonly hiddenFrom?: readonly HidingPlace[] | undefined
  /** The same as FrontMatter's. */
  readonly pinned?: number | undefined
  /** HexoFrontMatter's, for the archives. */
  readonly clock?: string | undefined
  /** Folder below the content folder that holds its own files: a bundle's, or that of Hexo's asset folders. */
  readonly filesIn?: string | undefined
  /** Taxonomy → term keys (Term.key). */
  readonly terms: Readonly<Record<string, readonly string[]>>
  /** Resolved redirect sources: output paths. */
  readonly aliases: readonly string[]
  readonly params: Readonly<Record<string, unknown>>
  /** Output path of each resource of a leaf bundle, by its path relative to the bundle. */
  readonly resources: Readonly<Record<string, string>>
  readonly bodyLine: number
  /** Fields of its front matter, for messages. */
  readonly places?: FieldPlaces
  /** Neighbours among the posts of the same section, by the site's order; prev is the newer one. */
  readonly prevId?: string | undefined
  readonly nextId?: string | undefined
  readonly relatedIds: readonly string[]
}

/** A list page of a folder; also the home page (`id` = `_index.md` or ``). */
export interface Section {
  readonly id: string
  /** Folder below the content folder: `posts`, '' for home. */
  readonly dir: string
  readonly title: string
  readonly url: string
  readonly path: string
  readonly weight: number
  readonly date?: IsoDate
  readonly description?: string
  readonly type?: string
  readonly layout?: string
  readonly lang: string
  readonly aliases: readonly string[]
  readonly params: Readonly<Record<string, unknown>>
  readonly file?: string
  readonly bodyLine: number
  /** Fields of its front matter, for messages. */
  readonly places?: FieldPlaces
  /** Posts below it, in order. */
  readonly postIds: readonly string[]
  readonly sectionIds: readonly string[]
  readonly resources: Readonly<Record<string, string>>
  readonly listed: boolean
  readonly hiddenFrom?: readonly HidingPlace[] | undefined
}

export interface Term {
  readonly taxonomy: string
  /** The folded name: what makes two spellings one term. */
  readonly key: string
  /** Terms above it, where they are nested. */
  readonly depth: number
  /** The spelling of the first post in the site's order, or its `_index.md`'s title. */
  readonly name: string
  readonly url: string
  readonly path: string
  readonly postIds: readonly string[]
  readonly aliases: readonly string[]
  readonly page?: Section
}

export interface Taxonomy {
  /** Plural, as in front matter: `tags`. */
  readonly name: string
  readonly title: string
  readonly url: string
  readonly path: string
  /** Sorted by name with Intl.Collator(language, {numeric: true}). */
  readonly terms: readonly Term[]
  readonly page?: Section
}

/** A post that the build leaves out, and why. */
export interface LeftOut {
  readonly file: string
  /** `bundled`: a Markdown file inside a leaf bundle is a resource of the bundle's page, not a page. */
  readonly reason: 'protected' | 'draft' | 'future' | 'expired' | 'empty' | 'language' | 'headless' | 'bundled'
  /** The date that decides, for future and expired. */
  readonly date?: IsoDate
}

export interface Site {
  readonly config: Config
  readonly home: Section
  /** In the site's order: weight, then newest first, then title, then path. */
  readonly posts: readonly Post[]
  readonly pages: readonly Post[]
  readonly sections: readonly Section[]
  readonly taxonomies: readonly Taxonomy[]
  readonly leftOut: readonly LeftOut[]
  /** Moment at which a post now left out (or in) changes sides: a build is stale after it. */
  readonly validUntil?: IsoDate
}

// ── Plan: Site → Output[] ──────────────────────────────────────────────────

interface OutputBase {
  /** Below the output folder. */
  readonly path: string
  /** The address as served, without the base path: `/posts/a/`. */
  readonly url: string
  /** The file it comes from (`content/posts/a.md`), or what stands for it: `config`, `tags:人工智能`. */
  readonly origin: string
}

/** The content of a page, by key; plan/views.ts turns it into the view. */
export interface PageRef {
  /** Post or section id, for the kinds that show one. */
  readonly id?: string
  readonly taxonomy?: string
  readonly term?: string
  /** From 1; absent where there is no pagination. */
  readonly page?: number
  readonly pages?: number
  /** Ids of the listed posts on this page. */
  readonly postIds?: readonly string[]
  readonly format?: 'rss' | 'atom' | 'json'
  /** A year of the archives: `2024`, or `undated`; of a Hexo blog a month or day as well: `2024-05`. */
  readonly year?: string
  /** Path of the first page of archives that have pages, and the number of their posts. */
  readonly first?: string
  readonly total?: number
  /** A redirect's goal: a url of the site, without the base path, or an absolute URL. */
  readonly target?: string
}

/** A template shows it. */
export interface PageOutput extends OutputBase {
  /** The extension of the config that adds it. */
  readonly extension?: string
  readonly kind: 'home' | 'post' | 'page' | 'section' | 'taxonomy' | 'term' | 'archives' | '404' | 'redirect'
  readonly template: string
  readonly page: PageRef
}

export interface FeedOutput extends OutputBase {
  readonly kind: 'feed'
  readonly feed: PageRef
}

/** A file of the search index, by its name in there. */
export interface SearchOutput extends OutputBase {
  readonly kind: 'search'
  readonly search: string
}

/** A text that stands in the plan. */
export interface TextOutput extends OutputBase {
  readonly kind: 'asset'
  readonly text: string
}

/** A text that an extension makes when it is asked for. */
export interface ExtensionTextOutput extends OutputBase {
  readonly kind: 'extension'
  /** The extension's name, and the text's place among those that it adds. */
  readonly extension: string
  readonly text: number
  /** Gives way to a file of the blogger's own. */
  readonly yields: boolean
}

/** A file of a static folder, of a bundle, or of the theme, copied as it is. */
export interface CopyOutput extends OutputBase {
  readonly kind: 'static' | 'resource' | 'assetFile'
  readonly copyFrom: string
}

/** A picture made of another. */
export interface ImageOutput extends OutputBase {
  readonly kind: 'image'
  /** The source's file, relative to the site's root. */
  readonly from: string
  readonly image: ImageOperation
}

/** All that an encoded picture depends on but the encoder: turned upright, in sRGB, without metadata. */
export interface ImageOperation {
  /** SHA-256 of the source's bytes. */
  readonly source: string
  readonly format: 'webp' | 'avif' | 'jpeg' | 'png'
  /** Pixels. */
  readonly width: number
  /** 1–100, on the format's own scale. */
  readonly quality: number
  /** Pixels: the width of the intermediate picture, which all that are made of one source share. */
  readonly decodedAt: number
}

/** A picture or a font that optional packages draw with a font's file. */
export interface DrawnOutput extends OutputBase {
  readonly kind: 'drawn'
  readonly draw: Drawing
  /** The post whose card it is. */
  readonly postId?: string
}

/** All that a drawn file depends on but the packages: a picture as SVG, or a font cut to the characters of a text. */
export type Drawing = {
  /** SHA-256 of the font's bytes. */
  readonly font: string
} & ({ readonly format: 'png'; readonly svg: string } | { readonly format: 'woff2'; readonly text: string })

/** A drawing with the font that it is drawn with. */
export interface DrawJob {
  readonly draw: Drawing
  readonly font: FontFile
}

/** The outcome of making the pictures that the plan asks for. */
export interface PictureNews {
  /** By a source's hash, the colour that stands for it while it loads, as CSS. */
  readonly colours: ReadonlyMap<string, string>
  /** Paths of outputs that could not be made, or may not be: their originals are shown. */
  readonly absent: ReadonlySet<string>
  /** Sources that can't be encoded, by path, and why, as the encoder says it. */
  readonly failed: ReadonlyMap<string, string>
}

/** Told apart by `kind`. */
export type Output =
  | PageOutput
  | FeedOutput
  | SearchOutput
  | TextOutput
  | ExtensionTextOutput
  | CopyOutput
  | ImageOutput
  | DrawnOutput

export type OutputKind = Output['kind']

/** Its text, the file that it is a copy of, or what is to be made of a picture or drawn. */
export type RenderedFile = { readonly path: string } & (
  | { readonly text: string }
  | { readonly copyFrom: string }
  | Pick<ImageOutput, 'from' | 'image'>
  | DrawJob
)

// ── Config ─────────────────────────────────────────────────────────────────

export interface MenuItem {
  readonly name: string
  /** Site path (`/about/`), content path (`about.md`) or absolute URL. */
  readonly url: string
  /** Lighter ones come first; without one, or 0, last. */
  readonly weight?: number
}

export interface Author {
  readonly name: string
  readonly email?: string
  readonly url?: string
}

/** Every key has a default; see config.ts. */
export interface Config {
  readonly title: string
  readonly description: string
  /** The address of the site, base path included: `https://name.github.io/blog/`. */
  readonly url: string
  /** BCP 47. */
  readonly language: string
  /** IANA name. */
  readonly timeZone: string
  readonly author: Author
  /** Text or HTML, for the foot of every page: `© 某人 <a href="https://beian.miit.gov.cn/">京ICP备…号</a>`. */
  readonly copyright: string
  readonly menu: readonly MenuItem[]
  /** Content folders, first wins on a clash of ids. */
  readonly content: readonly string[]
  readonly statics: readonly string[]
  readonly templates: string
  readonly output: string
  /** Globs or regular expressions (`/…/`) on content paths to ignore. */
  readonly ignore: readonly string[]
  /** Paths of the site's own host at which other projects stand, such as `/tools/`: links to them are not checked. */
  readonly externalPaths: readonly string[]
  /**
   * Taxonomy (plural) → its options. `nested`: `后端/Go`, and a list within the list (`[[前端, Vue]]`), are a term below
   * another, each with a page of its own.
   */
  readonly taxonomies: Readonly<
    Record<
      string,
      {
        readonly title?: string
        readonly slugs?: Readonly<Record<string, string>>
        readonly nested?: boolean | undefined
      }
    >
  >
  readonly permalinks: {
    /** Section → pattern, for posts and pages in it. */
    readonly page: Readonly<Record<string, string>>
    readonly section: Readonly<Record<string, string>>
    readonly taxonomy: Readonly<Record<string, string>>
    readonly term: Readonly<Record<string, string>>
  }
  /** True, or the sections for which it holds. */
  readonly uglyUrls: boolean | Readonly<Record<string, boolean>>
  readonly lowerCasePaths: boolean
  /** Letters without their marks in addresses, as Hugo's setting of this name. */
  readonly removePathAccents: boolean
  /** Folder that all pages are below, '' for none: Hugo's defaultContentLanguageInSubdir. A `url` counts from the root. */
  readonly languageFolder: string
  /** How titles and terms become slugs: as they are (Hugo), or through pinyin. */
  readonly slugs: 'keep' | 'pinyin'
  /** Sections whose posts make the home page, the feeds and the archives; empty: all. */
  readonly mainSections: readonly string[]
  /** Posts that a build publishes without being asked, as Hugo's buildDrafts, buildFuture and buildExpired. */
  readonly publish: { readonly drafts: boolean; readonly future: boolean; readonly expired: boolean }
  readonly pagination: { readonly size: number; readonly path: string }
  readonly feeds: {
    readonly formats: readonly ('rss' | 'atom' | 'json')[]
    /** File names by format. Hugo's: index.xml. */
    readonly names: { readonly rss: string; readonly atom: string; readonly json: string }
    /** File names of the home page's own feeds, where they differ: Hugo's formats that only `outputs.home` lists. */
    readonly homeNames: { readonly rss?: string; readonly atom?: string; readonly json?: string }
    readonly limit: number
    readonly terms: boolean
    readonly sections: boolean
  }
  readonly summary: { readonly length: number }
  readonly related: number
  readonly search: boolean
  readonly markdown: MarkdownConfig
  readonly images: ImagesConfig
  /**
   * Sources of dates, as Hugo's `frontmatter`: keys of the front matter, `:filename` (`2024-04-03-name.md`, whose
   * rest is the slug then), `:default` for Hugo's own keys; for `lastmod`, `:git`, the file's last commit. The first that
   * gives a date wins.
   */
  readonly frontMatter: {
    readonly date?: readonly string[] | undefined
    readonly lastmod?: readonly string[] | undefined
    readonly publishDate?: readonly string[] | undefined
    readonly expiryDate?: readonly string[] | undefined
  }
  /**
   * Two sources of one address, which are a warning that names both. `number`: the older post keeps it and the other
   * gets `-2`, also where only case or Unicode form differ. `warn` (`migrate hugo` asks for it): so do two posts; of
   * others, as with Hugo, one is published, the first in the order of plan/index.ts, and two that differ only in case or
   * Unicode form both, where the disk can. `error`: an error, for posts as well.
   */
  readonly duplicateUrls: 'number' | 'warn' | 'error'
  /** Old path → new path or URL. */
  readonly redirects: Readonly<Record<string, string>>
  /** Links to pages that `check --external` found dead: as written, or to the Internet Archive's copy in the HTML. */
  readonly deadLinks: 'keep' | 'archive'
  readonly cascade: readonly Cascade[]
  /** Languages whose files (`x.en.md`, `en/`) are left out of this site. */
  readonly otherLanguages: readonly string[]
  readonly limits: Limits
  readonly params: Readonly<Record<string, unknown>>
  /**
   * In their order, nested lists laid flat: a theme that is not ours, then `markdown.plugins` and `markdown.rehype` as
   * an extension, then `extensions`.
   */
  readonly extensions: readonly PlacedExtension[]
  /** A hash of all that they are made of; absent where there are none or that can't be known. */
  readonly extensionsKey?: string | undefined
  /** Settings of our theme, each with the site's value, its default or null; its templates see them as `theme`. */
  readonly theme: Readonly<Record<string, unknown>>
  /** The config's file, relative to the root, as messages name it; no setting of the blogger's. */
  readonly file: string
  /** Dates of commits, where `frontMatter.lastmod` asks for `:git`; no setting of the blogger's. */
  readonly committed?: Committed | undefined
  /** Settings of another theme that is in use: all templates but ours see these as `theme`. */
  readonly otherTheme?: Readonly<Record<string, unknown>> | undefined
  /** Present where the blog comes from Hexo, whose rules then hold for its addresses, front matter and Markdown. */
  readonly hexo?: HexoConfig | undefined
}

/** An extension with the key under which it stands in the config: `extensions.0.1`. */
export interface PlacedExtension extends Extension {
  readonly at?: string
}

export interface Committed {
  /** By path relative to the site's root. */
  readonly dates: Readonly<Record<string, IsoDate>>
  /** No repository is there, or only its last commits are. */
  readonly fault?: 'none' | 'shallow' | undefined
}

/** Settings of Hexo by their own meaning, as `ruoyu migrate hexo` writes them; every key has Hexo's default. */
export interface HexoConfig {
  /** Pattern of posts' addresses: `:year/:month/:day/:title/`. */
  readonly permalink: string
  /** Values of the pattern's tokens for posts that have none. */
  readonly permalinkDefaults: Readonly<Record<string, string>>
  /** Pattern of posts' paths below `_posts`, of which title, date and other fields are read: `:title.md`. */
  readonly newPostName: string
  readonly tagDir: string
  readonly categoryDir: string
  readonly archiveDir: string
  /** Names by the words that stand for them in addresses. */
  readonly tagMap: Readonly<Record<string, string>>
  readonly categoryMap: Readonly<Record<string, string>>
  /** Letters of tags and categories in addresses: 0 as they are, 1 lower, 2 upper case. */
  readonly filenameCase: number
  /** Category of a post without one, for the permalink's `:category` alone. */
  readonly defaultCategory: string
  /** Posts on a page of each kind of list; 0 for all. */
  readonly perPage: {
    readonly home: number
    readonly archives: number
    readonly tags: number
    readonly categories: number
  }
  /** Folder of the home page, `` for the root: Hexo's `index_generator.path`. */
  readonly homeDir: string
  /** Archives by year, month and day. */
  readonly archives: { readonly yearly: boolean; readonly monthly: boolean; readonly daily: boolean }
  /** Files beside a post, in the folder of its name, lie at its address: Hexo's `post_asset_folder`. */
  readonly postAssets: boolean
  /** Globs of files that are copied as they are, from the content folder. */
  readonly skipRender: readonly string[]
  /** Globs of files that are read although their names start with `_` or `.`. */
  readonly include: readonly string[]
  /** Globs of files that are left out. */
  readonly exclude: readonly string[]
  /** Form of computed `:abbrlink`s. */
  readonly abbrlink: { readonly alg: 'crc16' | 'crc32'; readonly rep: 'dec' | 'hex' }
  /** Front matter key that hides a post from lists: `hidden`, or what hexo-hide-posts' `filter` says. */
  readonly hidden: string
  /** Names of categories and tags whose posts are encrypted, and so are never published: hexo-blog-encrypt's `encrypt.tags`. */
  readonly encryptedTags: readonly string[]
  /** Files that list all addresses: `sitemap.txt`, one a line, or XML. */
  readonly sitemaps: readonly string[]
  /** Folder below the content folder from which `{% include_code %}` reads. */
  readonly codeDir: string
  /** Tag plugins `{% … %}` are read; else they are text. */
  readonly tags: boolean
  /** Ids of headings, by the renderer that the blog had. */
  readonly headingIds: {
    /** Hexo's own slugs, or GitHub's, which are nearly pandoc's. */
    readonly rule: 'slugize' | 'github'
    /** Letters: 0 as they are, 1 lower, 2 upper case. */
    readonly letters: number
    /** The number behind the second of one id: 1, or 2 with markdown-it. */
    readonly second: number
    /** Straight quotes, dashes and dots are curled before, and in all text: hexo-renderer-marked's `smartypants`. */
    readonly curled: boolean
  }
}

export interface MarkdownConfig {
  /** Raw HTML in posts. */
  readonly html: 'keep' | 'escape' | 'sanitize'
  /**
   * Formulas, written `$…$` and `$$…$$`; `brackets`, for Hugo's passthrough: `\(…\)` and `\[…\]` too;
   * `escaped`, for Hugo without it: `\\(…\\)`, `\\[…\\]`, and `\\\\`, `\\{`, `\_` for TeX's `\\`, `\{`, `_`.
   */
  readonly math:
    | boolean
    | 'brackets'
    | 'escaped'
    | {
        readonly delimiters?: 'dollars' | 'brackets' | 'escaped' | undefined
        /** `mathml`: the browser sets formulas; `katex`: its stylesheet and fonts become part of the site. */
        readonly look?: 'mathml' | 'katex' | undefined
        /** Commands of the blog's own, `\\R` → `\\mathbb{R}`; arguments are `#1`, `#2`. */
        readonly macros?: Readonly<Record<string, string>> | undefined
      }
  readonly emoji: boolean
  /** `==标==`. */
  readonly mark: boolean
  /** Obsidian's `[[页]]`, `[[页#节|文字]]` and `![[图.png]]`. */
  readonly wikiLinks: boolean
  /** `![](a.jpg){width=300}`, `![](a.jpg =300x)`, and a size on the line below a picture. Hugo shows the first two as text. */
  readonly imageSizes: boolean
  /** Our rules for Chinese and Japanese: bold, bare links, line joining. */
  readonly cjk: boolean
  /** Every line end shows, as with Hugo's `hardWraps`. */
  readonly breaks: boolean
  readonly highlight: boolean
  /** Lines of fenced code are numbered; a fence's own `linenos` wins. */
  readonly lineNumbers: boolean
  /** URL of a mermaid ES module; without it diagrams are shown as code. */
  readonly mermaid: string
  /** Hosts whose images keep their referrer. */
  readonly referrerHosts: readonly string[]
  /**
   * A hash of all that the plugins of all extensions are made of and read; absent where that can't be known, and nothing
   * they made is kept.
   */
  readonly pluginsKey?: string | undefined
}

/** Pictures of the site that are made smaller, where an encoder (sharp) is installed. */
export interface ImagesConfig {
  /** Pixels; none larger than the source is made. Empty: pictures are copied as they are. */
  readonly widths: readonly number[]
  /** The last is for browsers that know none of the others. */
  readonly formats: readonly ('webp' | 'avif')[]
  /** 1–100, for all formats or by format. */
  readonly quality: number | { readonly webp?: number; readonly avif?: number; readonly jpeg?: number }
  /** The place of pictures on the theme's pages: HTML's `sizes`. */
  readonly sizes: string
  /** Pictures that stand in no link lead to their originals. */
  readonly original: boolean
  /** Pixels: the width of the one JPEG or PNG for feeds and cards, 1200 for true; false: originals. */
  readonly inFeeds: boolean | number
  /** `missing`: a build makes what is not there yet. `cached`: it shows the original of that, and makes nothing. */
  readonly encode: 'missing' | 'cached'
  /** `clean`: a copied picture loses the position it was taken at, and nothing else. `keep`: it is copied byte for byte. */
  readonly metadata: 'clean' | 'keep'
}

export interface Limits {
  /** Bytes. */
  readonly fileSize: number
  /** Nesting of quotes and lists. */
  readonly depth: number
  readonly tableColumns: number
  /** Milliseconds for one template. */
  readonly templateTime: number
}

/** Decisions of the command line. `now` is an instant; nothing inside reads the clock. */
export interface BuildFlags {
  readonly now: IsoDate
  readonly drafts: boolean
  readonly future: boolean
  readonly expired: boolean
  /** Shows pages with a password or their like: for a server on the blogger's own machine. */
  readonly protected?: boolean
}
