import { diagnose } from '../diagnostics/diagnose.ts'
import { toPlain } from '../kit/plainData.ts'
import type { Checked, Config, Diagnostic } from '../types.ts'
import { answerTo } from './answer.ts'

/** A minute, unless `limits.templateTime` says otherwise. */
const patience = 6

/** The answers of the extensions' `data`, by their names. All are asked at once; a failure is an error. */
export async function extensionData(
  config: Pick<Config, 'extensions' | 'file' | 'language' | 'limits'>,
): Promise<Checked<Readonly<Record<string, unknown>>>> {
  const diagnostics: Diagnostic[] = []
  const asked = config.extensions.flatMap(({ name, data }) =>
    data ? [{ name, answer: answerTo({ name, part: 'data', code: data, patience, config }, data) }] : [],
  )
  const entries: [string, unknown][] = []
  for (const { name, answer } of asked) {
    const answered = await answer
    if ('problem' in answered) {
      diagnostics.push(answered.problem)
      continue
    }
    // Nothing but plain data can be compared from build to build.
    const { value, faults } = toPlain({ data: answered.value })
    const [fault] = faults
    const isNothing = answered.value === undefined || answered.value === null
    const reason = isNothing ? `it gave no object, but ${answered.value}` : fault && `${fault.key} is no plain data`
    if (reason === undefined) entries.push([name, (value as { data: unknown }).data])
    else
      diagnostics.push(diagnose('extension-failed', { file: config.file }, { name, part: 'data', reason, output: '' }))
  }
  return { value: Object.fromEntries(entries), diagnostics }
}
