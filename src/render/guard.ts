/** A part of an extension: `filters.up` of `shout`. */
export interface ExtensionPart {
  /** The extension's name. */
  readonly name: string
  readonly part: string
  /** The file of the post that it works on, where it is about one. */
  readonly file?: string | undefined
}

/** The error of a part of an extension. */
export interface ExtensionError extends Error {
  readonly extension: ExtensionPart
}

export interface Guard {
  /** Runs a part of an extension; an error says whose it is. */
  readonly run: <T>(part: ExtensionPart, run: () => T) => T
  /** The same for a word, which is a text of its arguments alone: neither counted nor surrounded. */
  readonly naming: <T>(part: ExtensionPart, run: () => T) => T
  /** From then on `around` runs each part. */
  readonly surround: (around: Around) => void
  /** The part that was running when the work was stopped from outside; asked once. */
  readonly stopped: () => ExtensionPart | undefined
}

type Around = <T>(part: ExtensionPart, run: () => T) => T

/** `onRun` is told of each part before it runs. */
export function createGuard(onRun: () => void = () => {}): Guard {
  let around: Around = (_part, run) => run()
  let current: ExtensionPart | undefined
  const naming: Guard['naming'] = (part, run) => {
    const outer = current
    current = part
    // Work that is stopped comes to no `catch` and no `finally`.
    try {
      const value = run()
      current = outer
      return value
    } catch (error) {
      current = outer
      throw isExtensionError(error) || isTold(error) ? error : extensionError(part, error)
    }
  }
  return {
    run(part, run) {
      onRun()
      return naming(part, () => around(part, run))
    },
    naming,
    surround(other) {
      around = other
    },
    stopped() {
      const part = current
      current = undefined
      return part
    },
  }
}

export function isExtensionError(error: unknown): error is ExtensionError {
  return error instanceof Error && 'extension' in error
}

/** True for an error of a template that the part has called, which has its own place. */
function isTold(error: unknown): boolean {
  return error instanceof Error && 'diagnostic' in error
}

function extensionError(extension: ExtensionPart, error: unknown): ExtensionError {
  return Object.assign(new Error(error instanceof Error ? error.message : String(error)), { extension })
}
