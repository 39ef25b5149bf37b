import { resolve } from 'node:path'
import { describe, withFailuresJoined } from '../diagnostics/describe.ts'
import { printable } from '../diagnostics/printable.ts'
import { readText } from '../io/text.ts'
import { uptime } from '../kit/uptime.ts'
import type { BuildReport } from '../site/build.ts'
import type { Progress } from '../site/options.ts'
import type { Diagnostic, IsoDate, LeftOut } from '../types.ts'
import { type Say, words } from './words.ts'

/** The one place that reads the clock for a build. */
export function now(): IsoDate {
  return new Date().toISOString()
}

/** Adds the words of each diagnostic, so that a program can show them. */
export function printJson<T extends { readonly language: string; readonly diagnostics: readonly Diagnostic[] }>(
  report: T,
): void {
  const diagnostics = report.diagnostics.map((one) => ({ ...one, ...describe(one, report.language) }))
  process.stdout.write(`${JSON.stringify({ ...report, diagnostics }, null, 2)}\n`)
}

export async function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  language: string,
  root: string,
  stream: NodeJS.WriteStream = process.stderr,
): Promise<void> {
  if (diagnostics.length === 0) return
  const { formatTerminal } = await import('../diagnostics/terminal.ts')
  const textOf = (file: string) => readText(resolve(root, file))
  // Errors come last, where a terminal is read first.
  const told = withFailuresJoined(diagnostics)
  const inOrder = [...told.filter((each) => !isError(each)), ...told.filter(isError)]
  stream.write(`${formatTerminal(inOrder, { language, color: colored(stream), textOf })}\n\n`)
}

export async function printReport(report: BuildReport, { root }: { root: string }): Promise<void> {
  const say = words(report.language)
  await printDiagnostics(report.diagnostics, report.language, root)
  for (const line of leftOutLines(report.leftOut, say)) console.log(line)
  const errors = count(report.diagnostics, 'error')
  const warnings = count(report.diagnostics, 'warning')
  if (!report.ok) console.error(say.failed(errors, warnings))
  else
    console.log(
      say.built({
        ...report.outputs,
        files: report.outputs.written + report.outputs.unchanged,
        out: report.out,
        milliseconds: report.milliseconds.total ?? 0,
        warnings,
      }),
    )
}

/** Ends the process once the streams have taken all that was said. Left alone it would first finish V8's own work. */
export function leave([stream, ...others]: readonly NodeJS.WriteStream[]): void {
  if (stream) stream.write('', () => leave(others))
  else process.exit()
}

function leftOutLines(leftOut: readonly LeftOut[], say: Say): readonly string[] {
  return leftOut.map(
    ({ file, reason, date }) => `  ${printable(file)}  ${say.reason[reason]}${date ? ` (${date})` : ''}`,
  )
}

export function isError({ level }: Diagnostic): boolean {
  return level === 'error'
}

function count(diagnostics: readonly Diagnostic[], level: Diagnostic['level']): number {
  return diagnostics.filter((one) => one.level === level).length
}

export function colored(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR
}

/** A line that says what takes long; on a terminal only, and only after a second. */
export function progressLine(): { show: (progress: Progress) => void; clear: () => void } {
  const line = statusLine()
  return {
    show: ({ stage, done, total }) =>
      line.show((seconds) => `${stage}${done === undefined ? '' : rate(done, total, seconds)}`),
    clear: line.clear,
  }
}

/** A plain count's line, as `progressLine` shows one. */
export function countLine(): { show: (done: number, total: number) => void; clear: () => void } {
  const line = statusLine()
  return { show: (done, total) => line.show((seconds) => rate(done, total, seconds)), clear: line.clear }
}

function rate(done: number, total: number | undefined, seconds: number): string {
  return ` ${done}/${total} · ${Math.round(done / seconds)}/s`
}

function statusLine(): { show: (text: (seconds: number) => string) => void; clear: () => void } {
  // `process.stderr` is made when it is asked for, which takes long.
  if (process.env.CI || !process.stderr.isTTY) return { show: () => {}, clear: () => {} }
  const { stderr } = process
  const start = uptime()
  let shown = 0
  return {
    show(text) {
      const elapsed = uptime() - start
      if (elapsed < 1000 || elapsed - shown < 100) return
      shown = elapsed
      stderr.write(`\r\x1b[K${text(elapsed / 1000)}`)
    },
    clear: () => void (shown > 0 && stderr.write('\r\x1b[K')),
  }
}
