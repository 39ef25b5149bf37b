import { recoverOutput } from '../io/output/tidy.ts'
import { isPage } from '../kit/outputKind.ts'
import { loadSite } from '../site/load.ts'
import type { CompiledOptions } from './options.ts'
import { now, printDiagnostics } from './report.ts'

/** `ruoyu plan`: every output with its path, url, kind, origin and template, before one is rendered. */
export async function planCommand(options: CompiledOptions & { json?: boolean }): Promise<void> {
  const { compilation, config, diagnostics } = await loadSite({ ...options, now })
  const recovered = await recoverOutput(options.root, config)
  const outputs = compilation.outputs.map((output) => ({
    path: output.path,
    url: output.url,
    kind: output.kind,
    origin: output.origin,
    ...(isPage(output) && { template: output.template }),
  }))
  if (options.json) process.stdout.write(`${JSON.stringify(outputs, null, 2)}\n`)
  else for (const { path, kind, origin } of outputs) console.log(`${kind.padEnd(9)} ${path}  ← ${origin}`)
  const errors = diagnostics.filter(({ level }) => level === 'error')
  await printDiagnostics([...recovered, ...errors], config.language, options.root)
  process.exitCode = errors.length > 0 ? 1 : 0
}
