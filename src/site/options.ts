import type { BuildFlags, Config, Diagnostic, IsoDate } from '../types.ts'

export interface SiteOptions {
  /** Absolute folder of the site. */
  readonly root: string
  /** The clock. */
  readonly now: () => IsoDate
  readonly drafts?: boolean
  readonly future?: boolean
  readonly expired?: boolean
  /** Shows protected pages, with a mark. */
  readonly protected?: boolean
  /** Over the config's. */
  readonly out?: string
  readonly baseUrl?: string
  /** Leaves the records of kept files and dead links alone: each address is the post's own. */
  readonly asWritten?: boolean
  /** Takes nothing from the cache on disk. */
  readonly fresh?: boolean
}

export interface Progress {
  readonly stage: 'read' | 'plan' | 'parse' | 'pictures' | 'render' | 'write'
  readonly done?: number
  readonly total?: number
}

export type OnProgress = (progress: Progress) => void

/** The command line's flags over the config's. */
export function flagsOf(options: SiteOptions, { publish }: Config): BuildFlags {
  return {
    now: options.now(),
    drafts: options.drafts ?? publish.drafts,
    future: options.future ?? publish.future,
    expired: options.expired ?? publish.expired,
    ...(options.protected && { protected: true }),
  }
}

/** True where these stop the build: errors do, under `strict` warnings as well. */
export function blocks(
  diagnostics: readonly Diagnostic[],
  { strict }: { readonly strict?: boolean | undefined },
): boolean {
  return diagnostics.some(({ level }) => level === 'error' || (strict && level === 'warning'))
}
