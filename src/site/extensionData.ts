import { diagnose } from '../diagnostics/diagnose.ts'
import { stopAfter } from '../io/stopAfter.ts'
import { toPlain } from '../kit/plainData.ts'
import type { Checked, Config, Diagnostic } from '../types.ts'

/** Milliseconds that the data of one extension may take: it may come from another host. */
const longest = 60_000

/** The answers of the extensions' `data`, by their names. All are asked at once; a failure is an error. */
export async function extensionData({
  extensions,
}: Pick<Config, 'extensions'>): Promise<Checked<Readonly<Record<string, unknown>>>> {
  const diagnostics: Diagnostic[] = []
  const answers = extensions.flatMap(({ name, data }) => (data ? [answerOf(name, data)] : []))
  const entries: [string, unknown][] = []
  for (const { name, value, reason } of await Promise.all(answers)) {
    if (reason === undefined) entries.push([name, value])
    else
      diagnostics.push(diagnose('extension-failed', { file: configFile }, { name, part: 'data', reason, output: '' }))
  }
  return { value: Object.fromEntries(entries), diagnostics }
}

const configFile = 'ruoyu.config.ts'

interface Answer {
  readonly name: string
  readonly value?: unknown
  readonly reason?: string
}

async function answerOf(name: string, ask: () => unknown): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it gave nothing within ${longest / 1000} s`)), longest)
  })
  try {
    const answer = stopAfter(longest, () => Promise.resolve(ask()))
    if (!answer) throw new Error(`it was stopped after ${longest / 1000} s`)
    // Nothing but plain data can be compared from build to build.
    const { value, faults } = toPlain({ data: await Promise.race([answer.value, tooLong]) })
    const [fault] = faults
    return fault
      ? { name, reason: `${fault.key} is no plain data` }
      : { name, value: (value as { data: unknown }).data }
  } catch (error) {
    return { name, reason: error instanceof Error ? error.message : String(error) }
  } finally {
    clearTimeout(timer)
  }
}
