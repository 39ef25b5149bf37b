/** A part of an extension: `filters.up` of `shout`. */
export interface ExtensionPart {
  /** The extension's name. */
  readonly name: string
  readonly part: string
}

/** The error of a part of an extension. */
export interface ExtensionError extends Error {
  readonly extension: ExtensionPart
}

export interface Guard {
  /** Runs a part of an extension; an error says whose it is. */
  readonly run: <T>(part: ExtensionPart, run: () => T) => T
  /** The part that was running when the work was stopped from outside; asked once. */
  readonly stopped: () => ExtensionPart | undefined
}

export function createGuard(): Guard {
  let current: ExtensionPart | undefined
  return {
    run(part, run) {
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
