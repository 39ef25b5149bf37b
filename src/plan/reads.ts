import { lazyBy as eachOnce } from '../kit/lazy.ts'

/**
 * The files whose bodies a page was made of: an incremental build renders a page again where one of them has changed.
 * Views note each body that they read, and a value that is made once and shared notes it for everyone who asks for it.
 */
export interface Reads {
  readonly note: (file: string) => void
  /** A value with the files that were read for it, which are noted for nobody else. */
  readonly during: <T>(make: () => T) => { readonly value: T; readonly files: readonly string[] }
  /**
   * A value from a part of an extension. An extension may keep what it read and use it again: all that it has read so far is
   * noted, but for calls that read nothing but the file of the post that they are about. Bodies that `checks` reads count for
   * all parts but `html`: a step over pages beside a check of all bodies would else make
   * every page anew for each new body.
   */
  readonly across: <T>(part: Part, make: () => T) => T
  /** Makes a value for each key when it is first asked for; a text again where too many others came between. */
  readonly lazyBy: <K, T>(make: (key: K) => T) => (key: K) => T
}

/** A part of an extension, such as `posts`, with the file of the post that it works on, where it is about one. */
export interface Part {
  readonly name: string
  readonly part: string
  readonly file?: string | undefined
}

/** UTF-16 units of texts that are held of one kind: most pages show one text, and no page shows it again. */
const mostText = 8_000_000

export function createReads(): Reads {
  let current = new Set<string>()
  const during: Reads['during'] = (make) => {
    const outer = current
    const files = new Set<string>()
    current = files
    try {
      return { value: make(), files: [...files] }
    } finally {
      current = outer
    }
  }
  const lazyBy = <K, T>(make: (key: K) => T): ((key: K) => T) => {
    const values = new Map<K, { readonly value: T; readonly files: readonly string[] }>()
    let length = 0
    const makeAnew = (key: K) => {
      const made = during(() => make(key))
      length += typeof made.value === 'string' ? made.value.length : 0
      if (length > mostText) {
        values.clear()
        length = 0
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
    across({ name, part, file: own }, make) {
      const { value, files } = during(make)
      const { checks, others } = readBy(name)
      const isOwnAlone = files.every((file) => file === own)
      for (const file of files) (isOwnAlone ? current : part === 'checks' ? checks : others).add(file)
      for (const file of part === 'html' ? others : [...checks, ...others]) current.add(file)
      return value
    },
    note: (file) => void current.add(file),
    during,
    lazyBy,
  }
}
