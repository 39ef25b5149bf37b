import { build } from '../site/build.ts'
import { configFor } from '../site/siteConfig.ts'
import type { CompiledOptions } from './options.ts'
import { leave, now, printDiagnostics, printJson, printReport, progressLine } from './report.ts'
import { words } from './words.ts'

export interface BuildCommandOptions extends CompiledOptions {
  readonly out?: string
  readonly strict?: boolean
  readonly json?: boolean
  readonly verify?: boolean
}

/** `ruoyu build`: exit code 1 where the content has errors, or where two machines would not build the same site. */
export async function buildCommand(options: BuildCommandOptions): Promise<void> {
  if (options.verify && !(await isSame(options))) {
    process.exitCode = 1
    return
  }
  const progress = progressLine()
  const report = await build({ ...options, now, tellsSetup: true, onProgress: progress.show })
  progress.clear()
  if (options.json) printJson(report)
  else await printReport(report, options)
  process.exitCode = report.ok ? 0 : 1
  // Opening stderr takes long: it is left alone where nothing was said to it.
  leave(report.diagnostics.length > 0 ? [process.stdout, process.stderr] : [process.stdout])
}

async function isSame(options: BuildCommandOptions): Promise<boolean> {
  const { config } = (await configFor(options)).value
  const { language, output } = config
  const { verify } = await (await import('../package/program.ts')).verifyCommand()
  const { alike, diagnostics } = await verify({ ...options, now }, output)
  const ok = diagnostics.length === 0
  if (options.json) ok || printJson({ ok, language, diagnostics })
  else if (ok) console.log(words(language).verified(alike))
  else await printDiagnostics(diagnostics, language, options.root)
  return ok
}
