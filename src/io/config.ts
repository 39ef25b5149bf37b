import { lstatSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { BuildFailure, Message } from 'esbuild'
import { completeConfig } from '../config.ts'
import { diagnose } from '../diagnostics/diagnose.ts'
import type { Checked, Config, Diagnostic } from '../types.ts'
import { configModule } from './configModule.ts'

export interface LoadedConfig {
  readonly config: Config
  /** Relative to the root; absent where the site has none. */
  readonly path?: string
  readonly text?: string
  /** The config and what it imports from the site itself, relative to the root. */
  readonly inputs: readonly string[]
}

/** The names that a config may have; the first that exists is taken. */
export const configNames = ['ts', 'mts', 'js', 'mjs', 'json'].map((extension) => `ruoyu.config.${extension}`)

/** Loads the site's config and completes it; with an error the value is the defaults. Runs the config's code. */
export async function loadConfig(root: string): Promise<Checked<LoadedConfig>> {
  const path = configNames.find((name) => lstatSync(join(root, name), { throwIfNoEntry: false }))
  if (!path) return { value: { config: completeConfig({}, '').value, inputs: [] }, diagnostics: [] }
  if (!statSync(join(root, path), { throwIfNoEntry: false })?.isFile())
    return {
      value: { config: completeConfig({}, path).value, path, text: '', inputs: [path] },
      diagnostics: [diagnose('config-no-file', { file: path }, {})],
    }
  let inputs: readonly string[] = [path]
  let text = ''
  try {
    text = readFileSync(join(root, path), 'utf8')
    const module = await configModule(root, path)
    inputs = module.inputs
    const { default: user } = (await import(module.url)) as { readonly default?: unknown }
    const { value: config, diagnostics } = complete(user, path)
    return { value: { config, path, text, inputs }, diagnostics }
  } catch (error) {
    return { value: { config: completeConfig({}, path).value, path, text, inputs }, diagnostics: explain(error, path) }
  }
}

function complete(user: unknown, path: string): Checked<Config> {
  if (typeof user === 'object' && user !== null && !Array.isArray(user)) return completeConfig(user, path)
  return { value: completeConfig({}, path).value, diagnostics: [diagnose('config-no-default', { file: path }, {})] }
}

/** esbuild tells where; an error that the config's own code throws names the file only. */
function explain(error: unknown, path: string): readonly Diagnostic[] {
  const failures = (error as Partial<BuildFailure> | undefined)?.errors
  if (Array.isArray(failures)) return failures.map((failure) => toDiagnostic(failure, path))
  const reason = error instanceof Error ? error.message : String(error)
  return [diagnose('config-broken', { file: path }, { reason })]
}

function toDiagnostic({ text, location }: Message, path: string): Diagnostic {
  if (!location) return diagnose('config-broken', { file: path }, { reason: text })
  const { line, lineText } = location
  // esbuild counts in bytes of UTF-8, editors in UTF-16 units.
  const units = (bytes: number): number => Buffer.from(lineText).subarray(0, bytes).toString().length
  const column = units(location.column) + 1
  const length = Math.max(1, units(location.column + location.length) + 1 - column)
  return diagnose('config-broken', { file: location.file, line, column, length }, { reason: text })
}
