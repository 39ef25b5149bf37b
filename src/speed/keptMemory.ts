import { join } from 'node:path'
import { cacheFolder } from '../io/cacheFolder.ts'
import { isSystemError } from '../io/disk.ts'
import { readKept, writeKept } from '../io/keptFile.ts'
import { decodeUtf8 } from '../io/plainFile.ts'
import { nothing } from '../model/rendered.ts'
import type { Checked, Config, Post, Remember, Site } from '../types.ts'
import { hashText } from './cache.ts'

/**
 * A memory that outlives the process: the site without its bodies and the list of its outputs, each in a file of its own,
 * under a print of the program and of all that it was made of.
 */
export interface KeptMemory {
  readonly remember: Remember
  /** The same print stands for the same value. */
  readonly printOf: (value: unknown) => string
  /** Writes to the disk what was made anew. */
  readonly save: () => void
}

interface Unsaved {
  readonly print: string
  readonly value: unknown
}

/** `program` is a print of it; without one nothing is kept. */
export function createKeptMemory(root: string, program: string | undefined): KeptMemory {
  const prints = new WeakMap<object, string>()
  const unsaved = new Map<string, Unsaved>()
  const fileOf = (name: string): string => join(cacheFolder(root), name)
  const printOf = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
    const print = prints.get(value) ?? hashText(JSON.stringify(value))
    prints.set(value, print)
    return print
  }
  const kept = (name: string, print: string, inputs: readonly unknown[]): unknown => {
    const bytes = readKept(fileOf(name), print)
    return bytes && forms[name]?.unpack(JSON.parse(decodeUtf8(bytes) ?? ''), inputs)
  }
  return {
    remember<T>(name: string, inputs: readonly unknown[], make: () => T): T {
      if (name.startsWith('publish')) {
        // The clock has a say as well.
        const value = make()
        prints.set(value as object, hashText(JSON.stringify([value, inputs])))
        return value
      }
      // A function's print is not known.
      if (!program || !forms[name] || inputs.some((input) => typeof input === 'function')) return make()
      const print = hashText([program, name, ...inputs.map(printOf)].join('\n'))
      const before = kept(name, print, inputs)
      // What is kept under a print came from the same `make`.
      const made = (before ?? make()) as T & Checked<object>
      if (!before) unsaved.set(name, { print, value: made })
      prints.set(made.value, print)
      return made
    },
    printOf,
    save() {
      for (const [name, { print, value }] of unsaved)
        quietly(() => writeKept(fileOf(name), print, Buffer.from(JSON.stringify(forms[name]?.pack(value)))))
      unsaved.clear()
    },
  }
}

/** How a value is kept in JSON. */
interface Form {
  readonly pack: (value: unknown) => unknown
  readonly unpack: (kept: unknown, inputs: readonly unknown[]) => unknown
}

const forms: Readonly<Record<string, Form>> = {
  /** A config may hold what JSON can't, and posts have no bodies yet. */
  model: {
    pack: (value) => {
      const { value: site, diagnostics } = value as Checked<Site>
      const bare = (posts: readonly Post[]) => posts.map((post) => ({ ...post, rendered: undefined }))
      const kept = { ...site, config: undefined, posts: bare(site.posts), pages: bare(site.pages) }
      return { value: kept, diagnostics }
    },
    unpack: (kept, [config]) => {
      const { value, diagnostics } = kept as Checked<Site>
      for (const post of [...value.posts, ...value.pages]) Object.assign(post, { rendered: nothing })
      return { value: { ...value, config: config as Config }, diagnostics }
    },
  },
  plan: { pack: (value) => value, unpack: (kept) => kept },
}

function quietly(action: () => void): void {
  try {
    action()
  } catch (error) {
    if (!isSystemError(error)) throw error
  }
}
