import { rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Checked, Config, Diagnostic } from '../../types.ts'
import { quietly } from '../disk.ts'
import { isUntidy } from './carryOut.ts'
import { manifestName } from './manifest.ts'
import { isPublished, refuseOutput } from './outputFolder.ts'
import { placesOf, removeOwnIfEmpty } from './places.ts'
import { openPublisher } from './publish.ts'

/** Every start begins with this: finishes or undoes what an earlier one left half done, and takes away what it left behind. */
export async function recoverOutput(root: string, config: Config): Promise<readonly Diagnostic[]> {
  let isThere = false
  // A refusal of the system here is one for a build as well, which says so.
  quietly(() => {
    isThere = isUntidy(placesOf(root, config)) && !refuseOutput(root, config)
  })
  if (!isThere) return []
  const { value: publisher, diagnostics } = await openPublisher(root, config, { wait: 0 })
  publisher?.abandon()
  // Who holds the lock tidies up as well.
  return diagnostics.filter(({ code }) => code !== 'output-locked')
}

/** Removes all that Ruoyu published, and nothing else; gives the paths. */
export async function cleanOutput(root: string, config: Config): Promise<Checked<readonly string[]>> {
  const places = placesOf(root, config)
  if (!isPublished(places)) return { value: [], diagnostics: [] }
  const { value: publisher, diagnostics } = await openPublisher(root, config)
  if (!publisher) return { value: [], diagnostics }
  const { value, diagnostics: failures } = publisher.commit()
  if (failures.length > 0) return { value: value.removed, diagnostics: [...diagnostics, ...failures] }
  rmSync(join(places.own, manifestName), { force: true })
  removeOwnIfEmpty(places)
  try {
    rmdirSync(places.out)
  } catch {} // Files of others are in it.
  return { value: value.removed, diagnostics }
}
