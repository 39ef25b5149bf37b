import { build } from '../build.ts'
import type { CompiledOptions } from './options.ts'
import { now, printJson, printReport, progressLine } from './report.ts'

/** `ruoyu build`: exit code 1 where the content has errors. */
export async function buildCommand(
  options: CompiledOptions & { out?: string; strict?: boolean; json?: boolean },
): Promise<void> {
  const progress = progressLine()
  const report = await build({ ...options, now, onProgress: progress.show })
  progress.clear()
  if (options.json) printJson(report)
  else await printReport(report, options)
  process.exitCode = report.ok ? 0 : 1
}
