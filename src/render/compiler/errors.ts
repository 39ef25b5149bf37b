import type { Code, ParamsOf } from '../../diagnostics/catalogue.ts'
import { diagnose } from '../../diagnostics/diagnose.ts'
import type { Diagnostic, Place } from '../../types.ts'
import { isExtensionError } from '../guard.ts'

/** An error on its way through nunjucks, which knows what is to be told. */
interface Fault extends Error {
  readonly diagnostic: Diagnostic
}

/** Makes an error that passes through nunjucks unchanged: it leaves alone what can `Update` itself. */
export function fault<C extends Code>(code: C, place: Place, params: ParamsOf<C>): Fault {
  return faultOf(diagnose(code, place, params))
}

export function faultOf(diagnostic: Diagnostic): Fault {
  const error: Fault = Object.assign(new Error(diagnostic.code), {
    diagnostic,
    Update: () => error,
  })
  return error
}

export function isFault(error: unknown): error is Fault {
  return error instanceof Error && 'diagnostic' in error
}

/** Whatever was thrown while the template stood at `place`, as a fault. */
export function toFault(error: unknown, place: Place): Fault {
  if (isFault(error)) return error
  const reason = error instanceof Error ? error.message : String(error)
  if (isExtensionError(error)) {
    const { name, part, file } = error.extension
    return fault('extension-failed', file === undefined ? place : { file }, { name, part, reason, output: '' })
  }
  // The engine's stack and its longest string are what a runaway recursion or doubling meets first.
  if (error instanceof RangeError) return fault('template-endless', place, { reason })
  return fault('template-failed', place, { reason })
}
