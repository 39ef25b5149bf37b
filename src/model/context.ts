import type { Config, Diagnostic, Post } from '../types.ts'
import type { Written } from './addresses.ts'
import type { Folders } from './folders.ts'
import type { HexoFacts } from './hexo/facts.ts'
import type { Slugger } from './slugs.ts'

/** Helpers that every part of the model needs. */
export interface Context {
  readonly config: Config
  readonly folders: Folders
  readonly slugger: Slugger
  /** The site's language's, with numbers counted; making one takes a millisecond. */
  readonly collator: Intl.Collator
  /** `foldTerm`, remembered. */
  readonly fold: (name: string) => string
  readonly status: Readonly<Record<string, Post['status']>>
  /** In a blog that comes from Hexo alone. */
  readonly hexo: HexoFacts | undefined
  /** Every page lies at the content root. */
  readonly flat: boolean
  /** Id of the section of a folder: its `_index.md`, or `posts/`. */
  readonly sectionId: (dir: string) => string
  /** Ids of the sections that a folder lies in, outermost first. */
  readonly sectionIds: (dir: string) => readonly string[]
  /** Keeps the diagnostics of a checked value and hands on the value. */
  readonly note: <T>(checked: Written<T>) => T | undefined
  readonly report: (diagnostic: Diagnostic) => void
}
