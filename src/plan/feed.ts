import type { IsoDate } from '../types.ts'

/** The feed's own head, whatever its format. All URLs are absolute. */
export interface Feed {
  readonly title: string
  readonly description: string
  readonly language: string
  readonly author: string
  readonly copyright: string
  /** The page that lists the same posts. */
  readonly url: string
  readonly self: string
  /** The newest post's date; undefined where no post has one. */
  readonly updated: IsoDate | undefined
  readonly generator: string
}

export interface FeedItem {
  readonly url: string
  readonly title: string
  readonly date: IsoDate | undefined
  readonly updated: IsoDate | undefined
  readonly author: string
  readonly language: string
  readonly summary: string
  readonly image: string | null
  /** Names of its terms. */
  readonly tags: readonly string[]
  /** The whole text, with absolute URLs. */
  readonly html: string
  /** `html` escaped as text of an XML element. */
  readonly xml: string
}

export interface FeedFormat {
  readonly item: (item: FeedItem) => string
  /** The text before, between and behind the items. */
  readonly frame: (feed: Feed) => FeedFrame
}

export interface FeedFrame {
  readonly start: string
  readonly between: string
  readonly end: string
}
