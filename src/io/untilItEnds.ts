import { lastWord } from '../diagnostics/describe.ts'
import { diagnose } from '../diagnostics/diagnose.ts'
import { placed } from './configModule.ts'
import { watchLoop } from './watchLoop.ts'

/** Milliseconds that a config may wait for others. */
const patience = 60_000
/** Milliseconds after which a word says that the config runs still. */
const lateAfter = 3000

/** Thrown for a config that waits too long. */
export const timedOut = Symbol('the config takes too long')

/** A config that waits for nothing that can come, or ends the program itself, would end it as if all were well. */
export async function untilItEnds<T>(path: string, text: string, run: () => Promise<T>): Promise<T> {
  const unfinished = lastWord(diagnose('config-unfinished', { file: path }, {}), 'zh-CN')
  const late = lastWord(diagnose('config-late', { file: path }, { seconds: patience / 1000 }), 'zh-CN')
  const endWatch = watchLoop(text, [
    { after: lateAfter, word: late, isLast: false },
    // A timer, below, tells of all that does not hold the thread up.
    { after: patience + 5000, word: unfinished, isLast: true },
  ])
  const speak = (): void => {
    process.stderr.write(unfinished)
    process.exitCode = 1
  }
  process.prependListener('exit', speak)
  let timer: NodeJS.Timeout | undefined
  let refuse: (error: unknown) => void = () => {}
  const tooLate = new Promise<never>((_, reject) => {
    refuse = (error) => reject(placed(error))
    timer = setTimeout(() => reject(timedOut), patience).unref()
  })
  // A promise of the config's own that nobody waits for may fail as well.
  process.on('unhandledRejection', refuse)
  try {
    const done = await Promise.race([run(), tooLate])
    // Node tells of such a promise once all that is ready has run.
    await Promise.race([new Promise((resolve) => setImmediate(resolve)), tooLate])
    return done
  } finally {
    endWatch()
    clearTimeout(timer)
    process.off('exit', speak)
    process.off('unhandledRejection', refuse)
  }
}
