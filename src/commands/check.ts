import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { distinct } from '../diagnostics/describe.ts'
import { writeText } from '../io/copyTree.ts'
import { recoverOutput } from '../io/output/tidy.ts'
import { reportSlips } from '../parse/slips.ts'
import { switchHints } from '../parse/switchHints.ts'
import { type Loaded, loadSite } from '../site/load.ts'
import { blocks } from '../site/options.ts'
import { renderAll } from '../site/publishSite.ts'
import { setupFaults } from '../site/setup.ts'
import { checkExternal, type ExternalLinks, recordFaults, writeMoved } from './checkExternal.ts'
import { checkUrls } from './checkUrls.ts'
import { keepWords } from './keepWords.ts'
import type { CompiledOptions } from './options.ts'
import { now, printDiagnostics, printJson } from './report.ts'
import { words } from './words.ts'

export interface CheckOptions extends CompiledOptions {
  readonly strict?: boolean
  readonly json?: boolean
  readonly fix?: boolean
  readonly urls?: string
  readonly writeAliases?: boolean
  readonly yes?: boolean
  readonly external?: boolean
  readonly days?: number
  readonly proxy?: string
}

/** `ruoyu check`: all of a build but the writing, and the slips that leave Markdown as text. */
export async function checkCommand(options: CheckOptions): Promise<void> {
  const loaded = await loadSite({ ...options, now })
  const recovered = await recoverOutput(options.root, loaded.config)
  if (options.urls && !loaded.hasWrongConfig) return checkUrls(loaded, { ...options, urls: options.urls })
  const { compilation, config } = loaded
  const entries = loaded.hasWrongConfig ? [] : compilation.entries
  const slips = entries.map((entry) => reportSlips(entry, loaded.textOf(entry.source)))
  const rendered = await renderAll(compilation)
  const external = options.external ? await checkExternal(loaded, options) : undefined
  if (options.external && !external) return
  const diagnostics = distinct([
    ...recovered,
    ...[loaded, rendered, ...slips].flatMap((part) => part.diagnostics),
    ...(loaded.hasWrongConfig ? [] : setupFaults(options, loaded, compilation.outputs)),
    ...switchHints(entries, loaded.textOf, config.markdown),
    ...recordFaults(loaded),
    ...(external?.diagnostics ?? []),
  ])
  const ok = !blocks(diagnostics, options)
  if (options.json)
    printJson({ ok, language: config.language, ...(external && { external: external.counts }), diagnostics })
  else {
    // All that it finds is its product: one stream holds it.
    await printDiagnostics(diagnostics, config.language, options.root, process.stdout)
    const { length } = diagnostics.filter(({ level }) => level === 'warning')
    if (external) console.log(keepWords(config.language).external(external.counts))
    if (ok) console.log(words(config.language).checked(length))
  }
  // A mend moves what stands behind it: links have a run of their own.
  if (options.fix && external) await fixMoved(external, loaded, options)
  else if (options.fix) await fix(loaded, slips, diagnostics.length, options)
  process.exitCode = ok ? 0 : 1
}

/** Shows the mends that can't change a meaning, makes them once the blogger agrees, and says what of `all` messages is left. */
async function fix(
  { compilation, config }: Loaded,
  slips: readonly ReturnType<typeof reportSlips>[],
  all: number,
  options: CheckOptions,
): Promise<void> {
  const say = words(config.language)
  const mended = slips.flatMap((slip) => (slip.fixed === undefined ? [] : slip.mended))
  if (mended.length === 0) return console.log(say.fixedNothing)
  console.log(say.mending(mended.length))
  await printDiagnostics(mended, config.language, options.root, process.stdout)
  if (!options.yes && !(await agreed())) return
  let files = 0
  compilation.entries.forEach(({ source }, index) => {
    const text = slips[index]?.fixed
    if (text === undefined) return
    writeText(resolve(options.root, source.path), text)
    files++
  })
  console.log(say.mended(mended.length, files))
  if (all > mended.length) console.log(say.leftOver(all - mended.length))
}

async function fixMoved({ moved }: ExternalLinks, { config }: Loaded, { root, yes }: CheckOptions): Promise<void> {
  if (moved.size === 0 || (!yes && !(await agreed()))) return
  const { addresses, files } = writeMoved(root, moved)
  console.log(keepWords(config.language).movedWritten(addresses, files))
}

/** Without a terminal `--fix` itself is the agreement. */
async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) return true
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question('[y/N] ')
  terminal.close()
  return /^y/i.test(answer.trim())
}
