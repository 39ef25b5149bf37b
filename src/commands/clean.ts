import { basename } from 'node:path'
import { announcedFile } from '../io/announced.ts'
import { imageFolder } from '../io/images/store.ts'
import { cacheFolder } from '../io/kept/cacheFolder.ts'
import { cleanOutput } from '../io/output/tidy.ts'
import { removeFolder } from '../io/text.ts'
import { configFor } from '../site/siteConfig.ts'
import { printDiagnostics } from './report.ts'
import { words } from './words.ts'

/** `ruoyu clean`: removes the files that Ruoyu wrote, and its cache; what others put into the output stays. */
export async function cleanCommand(options: { root: string; out?: string }): Promise<void> {
  const { config } = (await configFor(options)).value
  // The cache may share a folder with the records of outputs and of the last announcement.
  removeFolder(cacheFolder(options.root), ['output', '.gitignore', basename(announcedFile)])
  removeFolder(imageFolder(options.root), [])
  const { value: removed, diagnostics } = await cleanOutput(options.root, config)
  await printDiagnostics(diagnostics, config.language, options.root)
  console.log(words(config.language).cleaned(removed.length))
  process.exitCode = diagnostics.some(({ level }) => level === 'error') ? 1 : 0
}
