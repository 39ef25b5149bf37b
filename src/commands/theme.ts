import { loadConfig } from '../io/config.ts'
import { eject, mergeEjected, outdatedNames } from '../io/ejected.ts'
import { printDiagnostics } from './report.ts'
import { words } from './words.ts'

/** `ruoyu theme eject NAME…`: files of the theme in use become the site's own, with a record of what they were. */
export async function ejectCommand(names: readonly string[], { root }: { root: string }): Promise<void> {
  const { config } = (await loadConfig(root)).value
  for (const name of names) {
    const { value, diagnostics } = eject(root, config, name)
    if (value) console.log(words(config.language).ejected(value.path))
    await printDiagnostics(diagnostics, config.language, root)
    if (!value) process.exitCode = 1
  }
}

/** `ruoyu theme merge [NAME…]`: what the theme changed since then comes into them; all whose originals have changed, unless named. */
export async function mergeCommand(names: readonly string[], { root }: { root: string }): Promise<void> {
  const { config } = (await loadConfig(root)).value
  const say = words(config.language)
  const outdated = outdatedNames(root, config)
  const wanted = outdated.filter((name) => names.length === 0 || names.includes(name))
  for (const name of wanted) {
    const { path, conflicts } = mergeEjected(root, config, name)
    console.log(conflicts.length > 0 ? say.conflicts(path, conflicts) : say.merged(path))
    if (conflicts.length > 0) process.exitCode = 1
  }
  if (wanted.length === 0) console.log(say.nothingToMerge(names))
}
