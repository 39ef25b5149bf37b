import type { UserConfig } from '../config.ts'

/** The folder of the old blog; paths are posix and relative to it. */
export interface OldSite {
  /** Files below a folder, at any depth, relative to that folder; none where there is no such folder. */
  readonly files: (folder: string) => readonly string[]
  /** Links below a folder, which are not copied, relative to it. */
  readonly links?: (folder: string) => readonly string[]
  /** A text file's content; undefined where it can't be read. */
  readonly text: (path: string) => string | undefined
}

/** A folder or file of the old blog, and where it goes in the new one. */
export interface Copy {
  readonly from: string
  readonly to: string
}

/** The shortcodes that the new site draws by itself: they are not reported. */
export interface Ours {
  readonly shortcodes: ReadonlySet<string>
}

/** A file of the new blog that is made of one of the old. */
export interface MadeFile {
  readonly to: string
  readonly text: string
}

/** An old blog in our words. */
export interface Migration {
  readonly config: UserConfig
  /** Folders and files; the first of two with one place in the new blog counts. */
  readonly copies: readonly Copy[]
  /** Files to be written where there is none yet. */
  readonly made?: readonly MadeFile[]
  /** A line for all that came over in another form, in the given language; what must not be missed first. */
  readonly became?: (language: string) => readonly string[]
  /** Everything that a blogger must know before the move, a line each in the given language, the most urgent first. */
  readonly report: (language: string, ours: Ours) => readonly string[]
}

/** A generator whose blogs can move in. */
export interface Format {
  /** The NAME of `ruoyu migrate NAME`. */
  readonly name: string
  readonly isSource: (site: OldSite) => boolean
  /** Throws with a message that names the file where the old config can't be read. */
  readonly read: (site: OldSite) => Migration
}
