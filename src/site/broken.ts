import { outline, type Planned } from '../compile.ts'
import { staticFolders, templateFolders } from '../kit/folders.ts'
import type { BuildFlags, Diagnostic, Output } from '../types.ts'
import type { SiteSources } from './sources.ts'

/** Content files with errors, which a server shows apart from the site of all others. */
export interface Broken {
  readonly files: ReadonlySet<string>
  /** Their own pages, as far as they can be told, or where they would stand by their names. */
  readonly outputs: readonly Output[]
}

/**
 * The content files that are broken by themselves. Undefined where something else is that the whole site hangs on: the
 * config, a folder, the assets. A template's mistake shows at the pages that use it.
 */
export function brokenFiles(
  diagnostics: readonly Diagnostic[],
  { config, inputs }: Pick<SiteSources, 'config' | 'inputs'>,
): ReadonlySet<string> | undefined {
  const errors = diagnostics.filter(({ level }) => level === 'error')
  const isBelow = (folders: readonly string[], file: string) =>
    folders.some((folder) => file.startsWith(folder === '.' ? '' : `${folder.replace(/^\.\/|\/+$/g, '')}/`))
  const isOneFile = ({ file }: Diagnostic) =>
    !inputs.includes(file) &&
    (isBelow([...config.content, ...staticFolders(config)], file) ||
      (file.endsWith('.njk') &&
        isBelow([...templateFolders(config).map(({ folder }) => folder), 'ruoyu/templates'], file)))
  if (!errors.every(isOneFile)) return undefined
  const ofContent = errors.filter(({ file }) => isPage(file) && isBelow(config.content, file))
  const isRef = ({ code }: Diagnostic) => code === 'ref-missing' || code === 'ref-ambiguous'
  const broken = new Set(ofContent.filter((error) => !isRef(error)).map(({ file }) => file))
  const names = new Set([...broken].map(nameOf))
  // A reference to a broken file is no fault of the file that has it.
  for (const error of ofContent.filter(isRef)) if (!names.has(nameOf(`${error.params.path}`))) broken.add(error.file)
  return broken
}

function isPage(file: string): boolean {
  return /\.(?:md|markdown|mdown|html?)$/i.test(file)
}

/** The name by which a reference may know a page: `posts/b/index.md`, `b.md` and `b` are `b`. */
function nameOf(path: string): string | undefined {
  const bare = path.toLowerCase().replace(/#.*$|\.(?:md|markdown|mdown|html?)(?:#.*)?$/g, '')
  return bare
    .split('/')
    .filter((name) => !/^_?index$|^$/.test(name))
    .at(-1)
}

/** The pages of broken files: where one is an entry, as planned, else by its name. */
export function brokenOutputs(
  files: ReadonlySet<string>,
  { sources, outputs, site }: Planned,
  flags: BuildFlags,
): readonly Output[] {
  const content = sources.content
    .filter(({ path }) => files.has(path))
    .map(({ path, hash }) => ({ path, hash, text: '---\ntitle: x\n---\n' }))
  const byName = outline({ ...sources, content }, site.config, { ...flags, drafts: true }).outputs
  const own = [...outputs, ...byName].filter(({ origin, path }) => files.has(origin) && path.endsWith('.html'))
  return [...new Map(own.toReversed().map((output) => [output.path, output])).values()]
}
