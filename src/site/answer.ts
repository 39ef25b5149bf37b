import { describe, lastWord } from '../diagnostics/describe.ts'
import { diagnose } from '../diagnostics/diagnose.ts'
import { endWithin } from '../io/stopAfter.ts'
import { watchLoop } from '../io/watchLoop.ts'
import type { Config, Diagnostic } from '../types.ts'

/** Milliseconds after which a word says for whom the program waits. */
const lateAfter = 5000

/** Milliseconds after the end of its patience, in which a busy machine comes to the timer. */
const graceOfTimer = 2000

export interface Question {
  /** The extension's name, and its field. */
  readonly name: string
  readonly part: 'data' | 'announce'
  /** Its code: a loop behind an `await` holds up the program, which a thread then ends with a word. */
  readonly code: unknown
  /** Times that it may take of what one template may, for it may ask other hosts. */
  readonly patience: number
  readonly config: Pick<Config, 'file' | 'language' | 'limits'>
}

/** The answer of an extension, or the error that it ends with: it throws, or loops or waits for longer than its patience. */
export async function answerTo(
  { name, part, code, patience, config: { file, language, limits } }: Question,
  ask: () => unknown,
): Promise<{ readonly value: unknown } | { readonly problem: Diagnostic }> {
  const milliseconds = patience * limits.templateTime
  const seconds = milliseconds / 1000
  const place = { file }
  const late = setTimeout(() => {
    const { message } = describe(diagnose('extension-late', place, { name, part, seconds }), language)
    process.stderr.write(`${message}\n`)
  }, lateAfter)
  const endless = diagnose('extension-endless', place, { name, part, output: '', seconds })
  // A timer, below, tells of all that does not hold the thread up.
  const lastOne = { after: milliseconds + graceOfTimer, word: lastWord(endless, language), isLast: true }
  const endWatch = watchLoop(String(code), [lastOne])
  try {
    const ended = await endWithin(milliseconds, async () => await ask())
    return ended ?? { problem: endless }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { problem: diagnose('extension-failed', place, { name, part, reason, output: '' }) }
  } finally {
    clearTimeout(late)
    endWatch()
  }
}
