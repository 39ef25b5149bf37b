import type { Compilation, OutlineMeans, Planned } from '../compile.ts'
import type { PluginSource } from '../io/configPlugins.ts'
import type { FactCache } from '../io/images/facts.ts'
import type { Manifest } from '../io/output/manifest.ts'
import type { Published, Publisher } from '../io/output/publish.ts'
import type { FoundFile } from '../io/walk.ts'
import type {
  Checked,
  Config,
  Diagnostic,
  Memo,
  Output,
  PictureNews,
  RenderBodies,
  RenderedFile,
  SeatCounts,
  SourceFile,
  Sources,
} from '../types.ts'
import type { Threads } from './quick.ts'

/** The port that everything quick stands behind: it changes the time that a build takes and nothing of what it makes. */
export interface Quick {
  readonly bodiesFor: BodiesFor
  /** Writes to the disk what was rendered. */
  readonly saveBodies: () => void
  /** `now` is in milliseconds since 1970. Without `isKept` the disk is left alone. */
  readonly openMemory: (now: number, isKept: boolean) => KeptMemory
  readonly openFiles: (config: Config) => FileCache | undefined
  /** Facts about pictures that earlier builds looked into; absent where nothing may be taken from the disk. */
  readonly openFacts: (() => PictureFactCache) | undefined
  /** A publisher on another thread; absent where there is none to be had. */
  readonly openPublisher?:
    | ((root: string, config: Config) => Promise<Checked<DistantPublisher | undefined>>)
    | undefined
  readonly patchSearch: PatchSearch
  /** Lets the other threads come to their end. */
  readonly close: () => Promise<void>
}

export interface QuickMeans {
  readonly root: string
  /** A hash of the program, where it is known. */
  readonly program?: string | undefined
  /** Takes nothing from the disk. */
  readonly fresh?: boolean | undefined
  /** Threads that were started early; without it there is no other thread. */
  readonly threads?: Threads | undefined
  /** Bodies that are on disk are read when they are asked for: throws `changedCode` then where they are damaged. */
  readonly readLate?: boolean | undefined
}

export type OpenQuick = (means: QuickMeans) => Promise<Quick | undefined>

/** `counts` grows by how many texts each parser takes. */
export type BodiesFor = (config: Config, counts: SeatCounts, means?: BodiesMeans) => Bodies

export interface BodiesMeans {
  readonly code?: Sources['code'] | undefined
  /** Told how many bodies are done. */
  readonly onBody?: ((done: number, total: number) => void) | undefined
  /** Without them other threads can't have those of the config. */
  readonly plugins?: PluginSource | undefined
}

export interface Bodies {
  /**
   * Lets a thread that stands ready begin with the bodies of these files, where nothing is kept yet, before it is known
   * which of them are asked for.
   */
  readonly begin: (files: readonly SourceFile[]) => void
  readonly render: RenderBodies
}

/** A memory that outlives the process. */
export interface KeptMemory {
  readonly memo: Memo
  /** Asked before `save`, for it keeps what the keys are made of. */
  readonly keysOf: (planned: Planned) => (news: PictureNews) => OutputKeys
  /** Writes to the disk what was made anew. */
  readonly save: () => void
}

/** The same key stands for the same bytes; an output without one is rendered. */
export interface OutputKeys {
  /** The key of an output that was made of the bodies of the files `read`, which only a page need tell. */
  readonly keyOf: (output: Output, read?: readonly string[]) => string | undefined
  /** The key that the output would have if it showed what it shows under `last`, its key in the last build's record. */
  readonly standing: (output: Output, last: string | undefined) => string | undefined
}

/** Content files as earlier builds read them. */
export interface FileCache extends NonNullable<OutlineMeans['kept']> {
  /** The content hashes, by path, of those files that an earlier build read and nobody touched since. */
  readonly untouched: (files: readonly FoundFile[], time: number) => ReadonlyMap<string, string>
  /** Writes what is new to the disk. A file that is read after the first look is not kept: its stamp is not known. */
  readonly save: () => void
}

export interface PictureFactCache extends FactCache {
  /** Writes what is new to the disk, and what was asked for. */
  readonly save: () => void
}

/** Tells what went wrong at the end only. */
export interface DistantPublisher {
  /** Ends at once, or where the other thread is behind, when it has caught up. */
  readonly put: (file: RenderedFile, key?: string) => Promise<void>
  readonly keep: Publisher['keep']
  /** Makes files of the search index and puts them. */
  readonly putSearch: (input: ReturnType<Compilation['searchInput']>, files: readonly SearchFile[]) => void
  readonly commit: (note: string) => Promise<Checked<Published>>
  readonly abandon: () => Promise<readonly Diagnostic[]>
}

export interface SearchFile {
  /** In the index. */
  readonly name: string
  /** In the output. */
  readonly path: string
  readonly key: string | undefined
}

export interface PatchMeans {
  readonly publisher: Publisher
  readonly searchInput: Compilation['searchInput']
  readonly keys: OutputKeys
  /** Record of what the last build published. */
  readonly last: Manifest | undefined
}

/** Puts or keeps files of the search index that need not be made anew as a whole; gives the outputs that are done. */
export type PatchSearch = (toRender: readonly Output[], means: PatchMeans) => ReadonlySet<Output>
