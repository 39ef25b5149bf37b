import { readdirSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Checked, Config, Diagnostic } from '../../types.ts'
import { quietly } from '../disk.ts'
import { isUntidy } from './carryOut.ts'
import { manifestName } from './manifest.ts'
import { isPublished, refuseOutput } from './outputFolder.ts'
import { ownFolder } from './outputPath.ts'
import { placesOf, removeOwnIfEmpty } from './places.ts'
import { openPublisher } from './publish.ts'

/**
 * Every start begins with this: finishes or undoes what an earlier one left half done, and takes away what it left behind,
 * in every output that has a record at the site's root: a config that is broken can't say which it was.
 */
export async function recoverOutput(root: string, config: Config): Promise<readonly Diagnostic[]> {
  const others = recordedOutputs(root).filter(
    (output) => placesOf(root, { ...config, output }).own !== placesOf(root, config).own,
  )
  const found: Diagnostic[] = []
  for (const output of [config.output, ...others]) found.push(...(await recover(root, { ...config, output })))
  return found
}

/** The outputs below the root whose record stands there; a name that was too long is a hash, and tells none. */
function recordedOutputs(root: string): readonly string[] {
  let names: readonly string[] = []
  quietly(() => {
    names = readdirSync(join(root, ownFolder, 'output'))
  })
  return names.flatMap((name) => {
    try {
      const output = decodeURIComponent(name)
      return output && !output.startsWith('..') ? [output] : []
    } catch {
      return []
    }
  })
}

async function recover(root: string, config: Config): Promise<readonly Diagnostic[]> {
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
