import { lazyBy as eachOnce } from '../kit/lazy.ts'

/**
 * The files that a page was made of: an incremental build renders a page again where one of them has changed. Views note
 * the file of each body that they read, and of each post that they show what its front matter says (`frontMatterOf`);
 * a value that is made once and shared notes what was read for it for everyone who asks for it.
 */
export interface Reads {
  readonly note: (name: string) => void
  /** A value with the names that were noted for it, and for nobody else. */
  readonly during: <T>(make: () => T) => { readonly value: T; readonly files: readonly string[] }
  /**
   * A value from a part of an extension. An extension may keep what it read and use it again: all that it has read so far is
   * noted, but for calls that read nothing but the file of the post that they are about. Files that `checks` reads count for
   * all parts but `html`: a step over pages beside a check of all bodies would else make
   * every page anew for each new body.
   */
  readonly across: <T>(part: Part, make: () => T) => T
  /**
   * Makes a value for each key when it is first asked for; again where too many others came between: `sizeOf` is in UTF-16
   * units, those of a text unless told.
   */
  readonly lazyBy: <K, T>(make: (key: K) => T, sizeOf?: (made: T) => number) => (key: K) => T
}

/** A part of an extension, such as `posts`, with the file of the post that it works on, where it is about one. */
export interface Part {
  readonly name: string
  readonly part: string
  readonly file?: string | undefined
}

/** The name under which the front matter of a file is noted; the file's own path stands for all of it. */
export function frontMatterOf(file: string): string {
  return `=${file}`
}

export function isFrontMatter(name: string): boolean {
  return name.startsWith('=')
}

/** Stands for every file: a page that reads more than `mostNamed` is taken to read all. */
export const everyFile = '*'
const mostNamed = 200

/** UTF-16 units of texts that are held of one kind: most pages show one text, and no page shows it again. */
const mostText = 8_000_000

export function createReads(): Reads {
  let current = new Set<string>()
  const during: Reads['during'] = (make) => {
    const outer = current
    const files = new Set<string>()
    current = files
    try {
      return { value: make(), files: files.size > mostNamed ? inShort([...files]) : [...files] }
    } finally {
      current = outer
    }
  }
  const lazyBy = <K, T>(make: (key: K) => T, sizeOf: (made: T) => number = lengthOf): ((key: K) => T) => {
    const values = new Map<K, { readonly value: T; readonly files: readonly string[] }>()
    let size = 0
    const makeAnew = (key: K) => {
      const made = during(() => make(key))
      size += sizeOf(made.value)
      if (size > mostText) {
        values.clear()
        size = 0
      }
      values.set(key, made)
      return made
    }
    return (key) => {
      const { value, files } = values.get(key) ?? makeAnew(key)
      for (const file of files) current.add(file)
      return value
    }
  }
  const readBy = eachOnce((_name: string) => ({ checks: new Set<string>(), others: new Set<string>() }))
  return {
    across({ name, part, file: own = '' }, make) {
      const { value, files } = during(make)
      const { checks, others } = readBy(name)
      const isOwnAlone = files.every((file) => file === own || file === frontMatterOf(own))
      for (const file of files) (isOwnAlone ? current : part === 'checks' ? checks : others).add(file)
      for (const file of part === 'html' ? others : [...checks, ...others]) current.add(file)
      return value
    },
    note: (name) => void current.add(name),
    during,
    lazyBy,
  }
}

function lengthOf(made: unknown): number {
  return typeof made === 'string' ? made.length : 0
}

function inShort(names: readonly string[]): readonly string[] {
  const [frontMatters, bodies] = [names.filter(isFrontMatter), names.filter((name) => !isFrontMatter(name))]
  return [
    ...(bodies.length > mostNamed ? [everyFile] : bodies),
    ...(frontMatters.length > mostNamed ? [frontMatterOf(everyFile)] : frontMatters),
  ]
}
