import { Script } from 'node:vm'
import type { EndWithin, StopAfter } from '../types.ts'

/** A name that no other code has, under which the script finds the step. */
const key = Symbol.for('ruoyu: the step that is timed')
const script = new Script("globalThis[Symbol.for('ruoyu: the step that is timed')]()")

/** V8 stops the step from a thread of its own, which costs some 0.07 ms a step. */
export const stopAfter: StopAfter = (milliseconds, run) => {
  let value: { readonly value: ReturnType<typeof run> } | undefined
  Reflect.set(globalThis, key, () => {
    value = { value: run() }
  })
  try {
    script.runInThisContext({ timeout: milliseconds })
    return value
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined
    throw error
  }
}

/** Milliseconds: beyond it a timer ends at once. */
const longestTimer = 2 ** 31 - 1

export const endWithin: EndWithin = async (milliseconds, run) => {
  const started = stopAfter(milliseconds, run)
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, Math.min(milliseconds, longestTimer), undefined)
  })
  try {
    return started && (await Promise.race([started.value.then((value) => ({ value })), tooLate]))
  } finally {
    clearTimeout(timer)
  }
}
