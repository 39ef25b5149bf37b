import { describe } from '../diagnostics/describe.ts'
import { diagnose } from '../diagnostics/diagnose.ts'

/**
 * The work of a command that has an end. A plugin that ends the program itself, or is waited for and never answers, would
 * end it as if all were well: then the exit code is 1, with a sentence.
 */
export async function whole(work: Promise<void>): Promise<void> {
  const speak = (code: number): void => {
    if (code !== 0 || process.exitCode) return
    const { message, hint } = describe(diagnose('config-unfinished', { file: '' }, {}), 'zh-CN')
    process.stderr.write(`${message}\n  → ${hint}\n`)
    process.exitCode = 1
  }
  process.on('exit', speak)
  await work.finally(() => process.off('exit', speak))
}
