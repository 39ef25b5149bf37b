import { lstatSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { inspect } from 'node:util'
import type { BuildFailure, Message } from 'esbuild'
import { distance } from 'fastest-levenshtein'
import { completeConfig, withSlash } from '../config.ts'
import { diagnose } from '../diagnostics/diagnose.ts'
import { extensionsIn } from '../kit/extensionList.ts'
import { configFile } from '../kit/names.ts'
import { bodyPlugins } from '../kit/pluginEntries.ts'
import type { Checked, Config, Diagnostic } from '../types.ts'
import {
  bundledModule,
  type ConfigModule,
  fromMemory,
  isModule,
  type PlacedError,
  plainModule,
  settingsOf,
} from './configModule.ts'
import { extensionKeysOf, extensionsAt, globsWithoutFiles, type PluginSource } from './configPlugins.ts'
import { withFolders } from './extensionFolders.ts'
import { hostAddress } from './hostAddress.ts'
import { isPlainFile, readPlainFile } from './plainFile.ts'
import type { Strip } from './stripTypes.ts'
import { timedOut, untilItEnds } from './untilItEnds.ts'

export interface LoadedConfig {
  readonly config: Config
  /** Relative to the root; absent where the site has none. */
  readonly path?: string
  /** The source of its plugins, if it has any. */
  readonly plugins?: PluginSource | undefined
  /** True where the config, or the host that builds it, says at which address the site will live. */
  readonly hasUrl: boolean
  /** A file that looks like a config and is not read, and the name that would be. */
  readonly misnamed?: { readonly name: string; readonly right: string } | undefined
  readonly text?: string
  /** The config and what it imports from the site itself or from linked packages, relative to the root. */
  readonly inputs: readonly string[]
}

/** The names that a config may have; the first that exists is taken. */
export const configNames = ['ts', 'mts', 'js', 'mjs', 'json'].map((extension) => `ruoyu.config.${extension}`)

/** Bytes. */
const mostBytes = 16_000_000

/** Loads the site's config and completes it; with an error the value is the defaults. Runs the config's code. */
export async function loadConfig(root: string, env = process.env): Promise<Checked<LoadedConfig>> {
  const [path, second] = configNames.filter((name) => exists(join(root, name)))
  const misnamed = misnamedConfig(root, path)
  const defaults = completeConfig({}, path ?? configFile).value
  if (!path) {
    const url = hostAddress(env, ownDomain(root, defaults))
    const config = { ...defaults, ...(url && { url: withSlash(url) }), title: basename(root) }
    return { value: { config, hasUrl: url !== undefined, misnamed, inputs: [] }, diagnostics: [] }
  }
  const diagnostics = second ? [diagnose('config-two', { file: path }, { second })] : []
  let inputs: readonly string[] = [path]
  let text = ''
  const failed = (...faults: readonly Diagnostic[]) => ({
    value: { config: defaults, path, text, inputs, hasUrl: true, misnamed },
    diagnostics: [...diagnostics, ...faults],
  })
  try {
    text = readPlainFile(join(root, path), mostBytes).bytes.toString()
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    return failed(
      code === 'ENOENT'
        ? diagnose('config-no-file', { file: path }, {})
        : diagnose('file-unreadable', { file: path }, { code }),
    )
  }
  try {
    const { module, user } = await untilItEnds(path, text, () => evaluateWithTheme(root, path, text))
    inputs = module.inputs
    if (typeof user !== 'object' || user === null || ![Object.prototype, null].includes(Object.getPrototypeOf(user)))
      return failed(diagnose('config-no-default', { file: path }, {}))
    const completed = completeConfig(user, path)
    const extensions = withFolders(root, completed.value)
    const value = { ...completed.value, extensions: extensions.value }
    const faults = [...completed.diagnostics, ...extensions.diagnostics]
    const config = value.extensions.length > 0 ? await withExtensions(value, { root, module, user }) : value
    const plugins = bodyPlugins(value.extensions).length > 0 ? { root, code: module.code } : undefined
    const isWritten = 'url' in user && user.url !== undefined
    const url = isWritten ? config.url : hostAddress(env, ownDomain(root, config))
    const named = { ...config, url: withSlash(url ?? config.url), title: config.title || basename(root) }
    const hasUrl = url !== undefined || faults.length > 0
    const lacking = globsWithoutFiles(root, value).map((glob) =>
      diagnose('plugin-files-none', { file: path }, { from: glob }),
    )
    const loaded = { config: named, path, text, inputs, plugins, hasUrl, misnamed }
    return { value: loaded, diagnostics: [...diagnostics, ...faults, ...lacking] }
  } catch (error) {
    return failed(...explain(error, path))
  }
}

/** Names that other generators or a slip would give it; those of Hugo's and Hexo's are passed over beside one of ours. */
function misnamedConfig(root: string, path: string | undefined): LoadedConfig['misnamed'] {
  const name = namesIn(root).find((name) => {
    if (configNames.includes(name)) return false
    // A file manager adds (1), an editor .txt.
    const [, stem = '', extension = ''] = /^\.?(.*?)(?: ?\(\d+\))?\.([^.]+?)(?:\.txt)?$/.exec(name) ?? []
    if (!/^(?:[cm]?[jt]s|json[5c]?|ya?ml|toml|config)$/i.test(extension)) return false
    if (/^ruoyu\.config$/i.test(`${stem}.${extension}`)) return true
    if (distance(stem.toLowerCase(), 'ruoyu.config') <= 2 || /^ruoyu(?:[.-]?conf(?:ig)?)?$/i.test(stem)) return true
    return !path && /^(?:hugo|_?config)$/i.test(stem)
  })
  const [, extension = ''] = /\.(\w+?)(?:\.txt)?$/.exec(name?.toLowerCase() ?? '') ?? []
  const right = configNames.find((right) => right === `ruoyu.config.${extension}`) ?? configFile
  return name === undefined ? undefined : { name, right }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

/** The name in the file `CNAME` of a site on GitHub Pages. */
function ownDomain(root: string, { statics }: Config): string | undefined {
  for (const folder of statics) {
    const path = join(root, folder, 'CNAME')
    if (isPlainFile(path)) return /^\s*([\w.-]+)\s*$/.exec(readPlainFile(path, 1000).bytes.toString())?.[1]
  }
  return undefined
}

interface Origin {
  readonly root: string
  readonly module: ConfigModule
  readonly user: object
}

async function withExtensions(config: Config, { root, module, user }: Origin): Promise<Config> {
  const { pluginsKey, extensionsKey } = await extensionKeysOf(root, module, extensionsIn(user), config.output)
  // The keys stand for them wherever the config is compared; what they hold may be no data.
  const toJSON = () => config.extensions.map(({ name }) => name)
  const extensions = Object.assign([...extensionsAt(root, config.extensions)], { toJSON })
  return { ...config, extensions, extensionsKey, markdown: { ...config.markdown, ...(pluginsKey && { pluginsKey }) } }
}

function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    // A folder that may not be entered; to read the file says why.
    return true
  }
}

/** A theme that the config names by its package, or by a path from the root, is imported in the name's place. */
async function evaluateWithTheme(root: string, path: string, text: string): ReturnType<typeof evaluate> {
  const evaluated = await evaluate(root, path, text)
  const { theme } = (evaluated.user ?? {}) as { theme?: { use?: unknown } | null }
  const name = theme?.use
  if (typeof name !== 'string' || !isModule(name, root)) return evaluated
  const whole = `import * as given from ${JSON.stringify(name)}
import config from './${path}'
const user = await (typeof config === 'function' ? config({}) : config)
export default { ...user, theme: { ...user.theme, use: given.default ?? {} } }`
  return evaluate(root, fromMemory, whole)
}

/** JSON, JavaScript and what is that without its types need no bundler, but where they are broken it says where. */
async function evaluate(root: string, path: string, text: string): Promise<{ module: ConfigModule; user: unknown }> {
  const run = async (module: ConfigModule) => ({ module, user: await settingsOf(module) })
  const none = { ...{ code: '', text: '', own: '', imports: {} }, inputs: [path], outside: [], linked: [] }
  const plain = async (strip?: Strip) => {
    const module = plainModule(root, path, text, strip)
    return module && run(module)
  }
  const ways = path.endsWith('.json')
    ? [async () => ({ module: none, user: JSON.parse(text) as unknown })]
    : [() => plain(), async () => plain((await import('./stripTypes.ts')).stripTypes)]
  for (const way of ways) {
    try {
      const evaluated = await way()
      if (evaluated) return evaluated
      break
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  return run(await bundledModule(root, path, text))
}

/** esbuild tells where; an error that the config's own code throws has its place, if its stack names one. */
function explain(error: unknown, path: string): readonly Diagnostic[] {
  if (error === timedOut) return [diagnose('config-unfinished', { file: path }, {})]
  if (isBuildFailure(error)) return error.errors.map((failure) => toDiagnostic(failure, path))
  const { place } = (error ?? {}) as Partial<PlacedError>
  const thrown = typeof error === 'object' && error !== null && !('message' in error) ? inspect(error) : error
  const reason = error instanceof Error ? error.message : String(thrown)
  return [diagnose('config-broken', place ?? { file: path }, { reason })]
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && /^Build failed with/.test(error.message) && 'errors' in error
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
