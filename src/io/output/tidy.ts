import { rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Checked, Config, Diagnostic } from '../../types.ts'
import { isHalfDone } from './journal.ts'
import { ownFolder, readManifest } from './manifest.ts'
import { outputFolder } from './outputFolder.ts'
import { openPublisher } from './publish.ts'

/** Finishes what a build left half done, for those who only want to show the output. */
export async function recoverOutput(root: string, config: Config): Promise<readonly Diagnostic[]> {
  if (!isHalfDone(outputFolder(root, config))) return []
  const { value: publisher, diagnostics } = await openPublisher(root, config)
  publisher?.abandon()
  return diagnostics
}

/** Removes all that Ruoyu published, and nothing else; gives the paths. */
export async function cleanOutput(root: string, config: Config): Promise<Checked<readonly string[]>> {
  const out = outputFolder(root, config)
  if (!readManifest(out) && !isHalfDone(out)) return { value: [], diagnostics: [] }
  const { value: publisher, diagnostics } = await openPublisher(root, config)
  if (!publisher) return { value: [], diagnostics }
  const { value, diagnostics: failures } = publisher.commit()
  if (failures.length === 0) removeOwn(out)
  return { value: value.removed, diagnostics: [...diagnostics, ...failures] }
}

function removeOwn(out: string): void {
  rmSync(join(out, ownFolder), { recursive: true, force: true })
  try {
    rmdirSync(out)
  } catch {} // Files of others are in it.
}
