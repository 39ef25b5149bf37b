import { hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Extension } from '../extension.ts'
import { extensionsIn, type Placed } from '../kit/extensionList.ts'
import { globSource } from '../kit/glob.ts'
import { type BodyPlugins, bodyPlugins, filesReadBy, isNeverKept } from '../kit/pluginEntries.ts'
import type { Config } from '../types.ts'
import { type BodyCode, bodyCode } from './bodyCode.ts'
import { type ConfigModule, settingsOf } from './configModule.ts'

export interface ExtensionKeys {
  /** Stands for all plugins that work on bodies. */
  readonly pluginsKey?: string | undefined
  /** Stands for all else that extensions do. */
  readonly extensionsKey?: string | undefined
}

/**
 * Keys of all that the extensions of a site are made of, so that what they made can be kept: the bundled config, what it
 * gave them, the environment that it reads, the installed packages that it leaves outside with all that those depend on,
 * by name and version, the lock files, and the files of linked packages and of `{ plugin, files }`. Undefined where they
 * can't be known again: `cache: false`, settings that are no data, or a package that was loaded before it was updated.
 */
export async function extensionKeysOf(
  root: string,
  module: ConfigModule,
  placed: readonly Placed[],
  output: string,
): Promise<ExtensionKeys> {
  const installed = packagesPrint(root, module)
  if (loadedBefore(module, installed) !== installed) return {}
  const keyOf = (value: unknown, code: BodyCode, ...more: readonly string[]): string | undefined => {
    const settings = toText(value)
    const packages = code === module ? installed : packagesPrint(root, { ...code, linked: module.linked })
    return settings === undefined
      ? undefined
      : hash('sha1', [code.text, environment(code), packages, settings, ...more].join('\n'))
  }
  const extensions = placed.map(({ item }) => item) as readonly Extension[]
  const forBodies = bodyPlugins(extensions)
  const entries = forBodies.flatMap(({ remark = [], rehype = [] }) => [...remark, ...rehype])
  const others = extensions.map(({ remark: _, rehype: __, ...extension }) => extension)
  const extensionsKey = keyOf(others, module)
  if (forBodies.length === 0 || entries.some(isNeverKept)) return { extensionsKey }
  const files = filesBelow(root, entries.flatMap(filesReadBy), output)
  return { extensionsKey, pluginsKey: keyOf(forBodies, await bodyCode(module, placed), ...files) }
}

/** The source of the plugins for another thread: the bundled config and the site's root, absolute. */
export interface PluginSource {
  readonly root: string
  readonly code: string
}

/** Runs the config once more, in this thread. */
export async function loadPlugins({ root, code }: PluginSource): Promise<readonly BodyPlugins[]> {
  const user = (await settingsOf({ code })) as object
  return bodyPlugins(extensionsAt(root, extensionsIn(user).map(({ item }) => item) as readonly Extension[]))
}

/** The extensions, whose plugins find the site's root as the current folder of each file, wherever the program was started. */
export function extensionsAt(root: string, extensions: readonly Extension[]): readonly Extension[] {
  const atRoot = () => (_tree: unknown, file: { cwd: string }) => {
    file.cwd = root
  }
  return bodyPlugins(extensions).length > 0 ? [{ name: 'ruoyu', remark: [atRoot] }, ...extensions] : extensions
}

/** Prints of packages when this process loaded them, under the names of their modules: Node loads a module once. */
const loaded = new Map<string, string>()

function loadedBefore({ outside }: ConfigModule, print: string): string {
  const names = outside.join('\n')
  const first = loaded.get(names) ?? print
  loaded.set(names, first)
  return first
}

/** A function by its text; undefined for what leads back to itself. */
function toText(value: unknown): string | undefined {
  const plain = (_key: string, value: unknown): unknown => {
    if (value instanceof Map || value instanceof Set) return [...value]
    return ['function', 'bigint', 'symbol'].includes(typeof value) || value instanceof RegExp ? String(value) : value
  }
  try {
    return JSON.stringify(value, plain)
  } catch {
    return undefined
  }
}

/** The variables that the config names, or all where it takes the environment as a whole. */
function environment({ text: code, outside }: BodyCode): string {
  const named = /\bprocess\s*\.\s*env\s*(?:\?\.|\.)\s*([\w$]+)|\bprocess\s*\.\s*env\s*\[\s*['"]([^'"]+)['"]\s*\]/g
  const names = [code, ...outside.map((file) => readFileSync(file, 'utf8'))].flatMap((text) =>
    Array.from(text.matchAll(named), ([, dotted, quoted]) => dotted ?? quoted ?? ''),
  )
  const isWhole = /\bprocess\s*\.\s*env\b|['"](?:node:)?process['"]|\benv\s*}?\s*=\s*process\b/.test(
    code.replace(named, ''),
  )
  const wanted = isWhole ? Object.keys(process.env) : [...new Set(names)]
  return JSON.stringify(wanted.sort().map((name) => [name, process.env[name]]))
}

const lockNames = [
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'bun.lockb',
  '.pnp.cjs',
]

function packagesPrint(root: string, { outside, linked }: Pick<ConfigModule, 'outside' | 'linked'>): string {
  const seen = new Map<string, string>()
  for (const file of [...outside, ...linked]) addPackage(packageOf(file), root, seen)
  const locks = seen.size === 0 ? [] : above(root).flatMap((folder) => lockNames.map((name) => join(folder, name)))
  const entries = outside.map((file) => hashFile(file))
  return [...[...seen.values()].sort(), ...locks.filter(existsSync).map(hashFile), ...entries].join('\n')
}

interface Manifest {
  readonly name?: string
  readonly version?: string
  readonly dependencies?: object
  readonly optionalDependencies?: object
  readonly peerDependencies?: object
}

/** Adds a package and all that it depends on; `folder` is its real path. */
function addPackage(folder: string, root: string, seen: Map<string, string>): void {
  if (seen.has(folder)) return
  const { name, version, dependencies, optionalDependencies, peerDependencies } = manifestOf(folder)
  const isLinked = !folder.includes(`${sep}node_modules${sep}`)
  // The site's own folder would bring the output too.
  const files = isLinked && !above(root).includes(folder) ? filesOf(folder) : []
  seen.set(
    folder,
    [`${name}@${version}`, ...files.map((file) => `${relative(folder, file)} ${hashFile(file)}`)].join('\n'),
  )
  for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
    const path = above(folder)
      .map((parent) => join(parent, 'node_modules', dependency))
      .find((path) => existsSync(join(path, 'package.json')))
    if (path) addPackage(realpathSync(path), root, seen)
  }
}

function manifestOf(folder: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  } catch {
    return {}
  }
}

/** The folder of the package that a module belongs to: some have a nameless package.json further in. */
function packageOf(file: string): string {
  const folders = above(dirname(file))
  return folders.find((folder) => manifestOf(folder).name !== undefined) ?? dirname(file)
}

/** A folder and all that hold it. */
function above(folder: string): readonly string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...above(parent)]
}

/** All files of a folder but those of packages and of what begins with a dot, sorted. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return filesOf(path)
      return entry.isFile() ? [path] : []
    })
}

/** Path and hash of each file of the site that a glob of these names. */
function filesBelow(root: string, globs: readonly string[], output: string): readonly string[] {
  if (globs.length === 0) return []
  const wanted = globsPattern(globs)
  return pathsBelow(root, output).flatMap((path) => (wanted.test(path) ? `${path} ${hashFile(join(root, path))}` : []))
}

/** Globs of `{ plugin, files }` that name no file of the site. */
export function globsWithoutFiles(root: string, { extensions, output }: Config): readonly string[] {
  const entries = bodyPlugins(extensions).flatMap(({ remark = [], rehype = [] }) => [...remark, ...rehype])
  const globs = entries.flatMap(filesReadBy)
  if (globs.length === 0) return []
  const paths = pathsBelow(root, output)
  return globs.filter((glob) => !paths.some((path) => globsPattern([glob]).test(path)))
}

function globsPattern(globs: readonly string[]): RegExp {
  return new RegExp(`^(?:${globs.map(globSource).join('|')})$`, 'u')
}

/** Paths of the site's files but those of the output: copies there would change with each build. */
function pathsBelow(root: string, output: string): readonly string[] {
  const isOutput = (path: string): boolean => !relative(resolve(root, output), join(root, path)).startsWith('..')
  const paths = filesOf(root).map((file) => relative(root, file).replaceAll('\\', '/'))
  return paths.filter((path) => !isOutput(path))
}

function hashFile(file: string): string {
  return hash('sha1', readFileSync(file))
}
