import { resolve } from 'node:path'
import { startDev } from '../dev/dev.ts'
import { createEvents } from '../dev/events.ts'
import { createPreview } from '../dev/preview.ts'
import { listen } from '../dev/server.ts'
import { basePath } from '../dev/snapshot.ts'
import { isEmptyFolder } from '../io/copyTree.ts'
import { recoverOutput } from '../io/output/tidy.ts'
import { readText } from '../io/text.ts'
import { createLoader } from '../site/load.ts'
import { configFor } from '../site/siteConfig.ts'
import type { Config } from '../types.ts'
import type { CompiledOptions } from './options.ts'
import { isError, now, printDiagnostics } from './report.ts'
import { words } from './words.ts'

export interface ServeOptions {
  readonly root: string
  readonly port: number
  readonly host?: string
  readonly open?: boolean
}

/** `ruoyu dev`: serves the site and reloads it at every save, drafts included. Ends with Ctrl-C. */
export async function devCommand(options: ServeOptions & CompiledOptions): Promise<void> {
  const { config } = (await configFor(options)).value
  await printDiagnostics(await recoverOutput(options.root, config), config.language, options.root)
  const say = words(config.language)
  let told = new Set<string>()
  const dev = startDev({
    root: options.root,
    port: options.port,
    ...(options.host && { host: options.host }),
    load: createLoader({ ...options, drafts: true, protected: true, now }),
    textOf: (file) => readText(resolve(options.root, file)),
    async onChange({ diagnostics, language }) {
      // A standing warning is told once, not at every save.
      const fresh = diagnostics.filter((each) => isError(each) || !told.has(JSON.stringify(each)))
      told = new Set(diagnostics.map((each) => JSON.stringify(each)))
      await printDiagnostics(fresh, language, options.root)
      const errors = diagnostics.filter(isError).length
      console.log(say.refreshed(new Date().toTimeString().slice(0, 8), errors, diagnostics.length - errors))
    },
    onPage: (diagnostics, language) => void printDiagnostics(diagnostics, language, options.root),
  })
  await announce(dev, options, config)
}

/** `ruoyu preview`: serves the built folder as a static host would. */
export async function previewCommand(options: ServeOptions & { out?: string }): Promise<void> {
  const { config } = (await configFor(options)).value
  await printDiagnostics(await recoverOutput(options.root, config), config.language, options.root)
  const out = resolve(options.root, config.output)
  if (isEmptyFolder(out)) {
    console.error(words(config.language).notBuilt(config.output))
    process.exitCode = 1
    return
  }
  const current = createPreview({ out, config, clock: () => performance.now() })
  await announce(listen(options, { live: false, current, events: createEvents() }), options, config)
}

/** Says where the server listens, or why it can't. */
async function announce(
  server: Promise<{ readonly origin: string; readonly port: number }>,
  { port, host, open }: ServeOptions,
  { url, language }: Config,
): Promise<void> {
  const say = words(language)
  try {
    const { origin, port: taken } = await server
    const address = origin + basePath(url)
    if (port !== 0 && taken !== port) console.log(say.portMoved(port, taken))
    console.log(address)
    if (host) console.warn(say.exposed(host))
    if (open) await (await import('open')).default(address)
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (!/^(?:listen|bind|getaddrinfo)$/.test(syscall ?? '')) throw error
    console.error(say.cantListen(`${host ?? 'localhost'}:${port}`, code ?? ''))
    process.exitCode = 1
  }
}
