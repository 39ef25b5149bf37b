import { join } from 'node:path'
import { quietly } from '../io/disk.ts'
import { cacheFolder } from '../io/kept/cacheFolder.ts'
import { readKept, writeKept } from '../io/kept/keptFile.ts'
import { decodeUtf8 } from '../io/plainFile.ts'
import { copiedFrom } from '../kit/outputKind.ts'
import type { Checked, Config, FileRef, ImageOutput, IsoDate, Memo, Output, Site } from '../types.ts'
import { hashText } from './cache.ts'

/**
 * A memory that outlives the process: the site without its bodies and the list of its outputs, each in a file of its own,
 * under a print of the program and of all that it was made of.
 */
export interface KeptMemory {
  readonly memo: Memo
  /** The same print stands for the same value. */
  readonly printOf: (value: unknown) => string
  /** Writes to the disk what was made anew. */
  readonly save: () => void
}

interface Unsaved {
  readonly print: string
  readonly value: unknown
}

/**
 * `program` is a print of it; without one nothing is kept. `now` is in milliseconds since 1970. Without `isKept` prints are
 * known and the disk is left alone.
 */
export function createKeptMemory(root: string, program: string | undefined, now: number, isKept = true): KeptMemory {
  const prints = new WeakMap<object, string>()
  const unsaved = new Map<string, Unsaved>()
  const fileOf = (name: string): string => join(cacheFolder(root), name)
  const printOf = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
    const print = prints.get(value) ?? hashText(JSON.stringify(value))
    prints.set(value, print)
    return print
  }
  const textOf = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return String(value)
    return prints.get(value) ?? JSON.stringify(value)
  }
  const kept = (name: string, print: string, inputs: readonly unknown[]): unknown => {
    const bytes = readKept(fileOf(name), print)
    return bytes && forms[name]?.unpack(JSON.parse(decodeUtf8(bytes) ?? ''), inputs, now)
  }
  return {
    memo<T>(name: string, inputs: readonly unknown[], make: () => T): T {
      const form = forms[name.replace(/ after .*/, '')]
      // A function's print is not known.
      if (!form || inputs.some((input) => typeof input === 'function')) return make()
      const asText = form.texts ? textOf : printOf
      const print = hashText([program, name, ...inputs.map(asText)].join('\n'))
      const isOnDisk = isKept && program !== undefined && name in forms
      const cached = isOnDisk ? kept(name, print, inputs) : undefined
      // A value that is kept under a print came from the same `make`.
      const made = (cached ?? make()) as T & object
      if (isOnDisk && !cached) unsaved.set(name, { print, value: made })
      form.sign(made, print, prints)
      return made
    },
    printOf,
    save() {
      for (const [name, { print, value }] of unsaved)
        quietly(() => writeKept(fileOf(name), print, Buffer.from(JSON.stringify(forms[name]?.pack(value, now)))))
      unsaved.clear()
    },
  }
}

/** How a value is kept in JSON, and what it stands under in what is made of it. */
interface Form {
  readonly pack: (value: unknown, now: number) => unknown
  /** Undefined where it does not hold any more. */
  readonly unpack: (kept: unknown, inputs: readonly unknown[], now: number) => unknown
  readonly sign: (value: object, print: string, prints: WeakMap<object, string>) => void
  /** Inputs may come as objects or as their JSON. */
  readonly texts?: boolean
}

const signChecked: Form['sign'] = (made, print, prints) => void prints.set((made as Checked<object>).value, print)

interface Verdict {
  /** When it was given. */
  readonly at: number
  readonly value: { readonly validUntil?: IsoDate }
}

const forms: Readonly<Record<string, Form>> = {
  /** It holds for a time, so that its print does not tell all of it. */
  publish: {
    pack: (value, at) => ({ at, value }),
    unpack: (kept, _inputs, now) => {
      const { at, value } = kept as Verdict
      const isOver = value.validUntil !== undefined && now >= Date.parse(value.validUntil)
      return now < at || isOver ? undefined : value
    },
    sign: (value, print, prints) => void prints.set(value, hashText(`${print}\n${JSON.stringify(value)}`)),
    texts: true,
  },
  /** A config may hold what JSON can't. */
  model: {
    pack: (value) => {
      const { value: site, diagnostics } = value as Checked<Site>
      return { value: { ...site, config: undefined }, diagnostics }
    },
    unpack: (kept, [config]) => {
      const { value, diagnostics } = kept as Checked<Site>
      return { value: { ...value, config: config as Config }, diagnostics }
    },
    sign: signChecked,
  },
  structure: { pack: (value) => value, unpack: (kept) => kept, sign() {} },
  plan: {
    pack: (value) => {
      const { value: outputs, diagnostics } = value as Checked<readonly Output[]>
      return { value: packedOutputs(outputs), diagnostics }
    },
    unpack: (kept, [, , statics, resources, , , , , , ...assets]) => {
      const files = new Set(
        [...(statics as readonly FileRef[]), ...(resources as readonly FileRef[])].map(({ path }) => path),
      )
      const fonts = new Set(assets)
      const isOurs = ({ path }: Output, from: string | undefined) =>
        from === undefined || files.has(from) || fonts.has(`${path} ${from}`)
      const { value: packed, diagnostics } = kept as Checked<readonly PackedOutput[]>
      const value = unpackedOutputs(packed)
      // A cache that came from elsewhere may name any file.
      return value.every((output) => isOurs(output, output.kind === 'image' ? output.from : copiedFrom(output)))
        ? { value, diagnostics }
        : undefined
    },
    sign: signChecked,
  },
}

/** An encoded picture as a row of values, 0 for one that is the same as in the row before. */
type PackedOutput = Output | readonly (string | number)[]

/** There are a dozen pictures for a page where all are photos, and most of what says one says the next. */
function packedOutputs(outputs: readonly Output[]): readonly PackedOutput[] {
  let last: readonly (string | number)[] = []
  return outputs.map((output) => {
    if (output.kind !== 'image') return output
    const { path, url, origin, from, image } = output
    const row = [path, url, origin, from, image.source, image.format, image.width, image.quality, image.decodedAt]
    const packed = row.map((value, column) => (value === last[column] ? 0 : value))
    last = row
    return packed
  })
}

function unpackedOutputs(packed: readonly PackedOutput[]): readonly Output[] {
  let last: readonly (string | number)[] = []
  return packed.map((output) => {
    if (!isRow(output)) return output
    last = output.map((value, column) => value || (last[column] ?? 0))
    const [path, url, origin, from, source, format, width, quality, decodedAt] = last
    return {
      path,
      url,
      kind: 'image',
      origin,
      from,
      image: { source, format, width, quality, decodedAt },
    } as ImageOutput
  })
}

function isRow(output: PackedOutput): output is readonly (string | number)[] {
  return Array.isArray(output)
}
