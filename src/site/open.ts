import { createPlainRender } from '../compile.ts'
import { createTextOf } from '../io/read.ts'
import type { Config, Memo, TextOf } from '../types.ts'
import type { SiteOptions } from './options.ts'
import type { BodiesFor, Quick } from './quickPort.ts'
import { createSiteReader, type FirstLook, type ReadSite } from './sources.ts'

export interface OpenMeans {
  readonly memo: Memo
  readonly quick: Quick | undefined
  /** Taken just now. */
  readonly look?: FirstLook | undefined
}

/** A site as a process works on it, once or again and again: how it is read, and what is kept of it on disk. */
export interface OpenSite {
  readonly read: ReadSite
  /** The text of a file that was not read because an earlier build did. */
  readonly textOf: TextOf
  readonly bodiesFor: BodiesFor
  readonly pinyin: (config: Config) => Promise<((text: string) => string) | undefined>
}

export function openSite(options: SiteOptions, { memo, quick, look }: OpenMeans): OpenSite {
  const textOf = createTextOf(options.root)
  const plainBodies: BodiesFor = (config, _counts, { onBody, code } = {}) => {
    return { begin() {}, render: createPlainRender(config, { textOf, onBody, code }) }
  }
  return {
    read: createSiteReader(options, memo, { openFiles: quick?.openFiles, openFacts: quick?.openFacts, look }),
    textOf,
    bodiesFor: quick?.bodiesFor ?? plainBodies,
    pinyin: async ({ slugs }) => (slugs === 'pinyin' ? memo('pinyin', [], loadPinyin) : undefined),
  }
}

async function loadPinyin(): Promise<(text: string) => string> {
  const { pinyin } = await import('pinyin-pro')
  return (text) => pinyin(text, { toneType: 'none', nonZh: 'consecutive', v: true })
}
