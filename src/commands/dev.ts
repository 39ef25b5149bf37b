import { resolve } from 'node:path'
import { startDev } from '../dev/dev.ts'
import { createEvents } from '../dev/events.ts'
import { createPreview } from '../dev/preview.ts'
import { listen } from '../dev/server.ts'
import { basePath } from '../dev/snapshot.ts'
import { recoverOutput } from '../io/output/tidy.ts'
import { readText } from '../io/text.ts'
import { createLoader } from '../site/load.ts'
import { configFor } from '../site/siteConfig.ts'
import type { CompiledOptions } from './options.ts'
import { now, printDiagnostics } from './report.ts'
import { words } from './words.ts'

export interface ServeOptions {
  readonly root: string
  readonly port: number
  readonly host?: string
  readonly open?: boolean
}

/** `ruoyu dev`: serves the site and reloads it at every save, drafts included. Ends with Ctrl-C. */
export async function devCommand(options: ServeOptions & CompiledOptions): Promise<void> {
  const { config } = await configFor(options)
  const say = words(config.language)
  const load = createLoader({ ...options, drafts: true, now })
  const { origin } = await startDev({
    root: options.root,
    port: options.port,
    ...(options.host && { host: options.host }),
    load,
    textOf: (file) => readText(resolve(options.root, file)),
    async onChange(snapshot) {
      await printDiagnostics(snapshot.diagnostics, snapshot.language, options.root)
      console.log(say.refreshed(new Date().toTimeString().slice(0, 8), snapshot.diagnostics.length))
    },
  })
  await announce(origin + basePath(config.url), options, config.language)
}

/** `ruoyu preview`: serves the built folder as a static host would. */
export async function previewCommand(options: ServeOptions & { out?: string }): Promise<void> {
  const { config } = await configFor(options)
  await printDiagnostics(await recoverOutput(options.root, config), config.language, options.root)
  const current = createPreview({ out: resolve(options.root, config.output), config, clock: () => performance.now() })
  const { origin } = await listen(options, { live: false, current, events: createEvents() })
  await announce(origin + basePath(config.url), options, config.language)
}

async function announce(url: string, { host, open }: ServeOptions, language: string): Promise<void> {
  console.log(url)
  if (host) console.warn(words(language).exposed(host))
  if (open) await (await import('open')).default(url)
}
