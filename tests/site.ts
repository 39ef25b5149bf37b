import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Compilation, compile } from '../src/compile.ts'
import { completeConfig, type UserConfig } from '../src/config.ts'
import { isRecord } from '../src/keep/record.ts'
import { isDataFile } from '../src/kit/dataFiles.ts'
import { isFrontMatter } from '../src/plan/reads.ts'
import { partsOf } from '../src/theme.ts'
import type {
  BuildFlags,
  Config,
  Diagnostic,
  FileRef,
  Output,
  SourceFile,
  Sources,
  StopAfter,
  Template,
  TextOf,
} from '../src/types.ts'

export interface TestSite extends Compilation {
  /** Every problem, those of rendering included. */
  readonly diagnostics: readonly Diagnostic[]
  /** The finished text of an output; fails where there is none. */
  readonly file: (path: string) => string
  /** The files whose bodies an output was made of. */
  readonly read: (path: string) => readonly string[]
  /** The files whose front matter it was made of. */
  readonly readFront: (path: string) => readonly string[]
  readonly paths: readonly string[]
  readonly sources: Sources
}

export interface TestOptions {
  readonly config?: UserConfig
  readonly flags?: Partial<BuildFlags>
  /** True for outputs that are finished; all unless told otherwise. */
  readonly render?: (output: Output) => boolean
  readonly stopAfter?: StopAfter
  readonly fonts?: Sources['fonts']
}

const defaults: UserConfig = { title: '测试', url: 'https://example.com/', author: { name: '若愚' } }

/**
 * Builds a whole site in memory from a text archive: `-- content/posts/a.md --` and then the file's text.
 * Files below `templates/` replace the theme's; those below `public/` and non-Markdown ones below `content/` are copied.
 */
export async function site(
  archive: string,
  { config = {}, flags = {}, render = () => true, stopAfter, fonts = [] }: TestOptions = {},
): Promise<TestSite> {
  const completed = completeConfig({ ...defaults, ...config }, 'ruoyu.config.ts')
  const sources = { ...toSources(readArchive(archive), completed.value), fonts }
  const compilation = await compile(sources, {
    ...{ config: completed.value, stopAfter },
    flags: { now: '2026-01-01T00:00:00+08:00', drafts: false, future: false, expired: false, ...flags },
  })
  const rendered = new Map<string, string>()
  const reads = new Map<string, readonly string[]>()
  const diagnostics = [...completed.diagnostics, ...compilation.diagnostics]
  for (const output of compilation.outputs.filter(render)) {
    const { value, diagnostics: found, read } = await compilation.render(output)
    diagnostics.push(...found)
    rendered.set(value.path, textOf(value))
    reads.set(value.path, read)
  }
  const file = (path: string): string => {
    const text = rendered.get(path)
    if (text === undefined) throw new Error(`no ${path} among ${[...rendered.keys()].join(', ')}`)
    return text
  }
  const read = (path: string) => reads.get(path)?.filter((name) => !isFrontMatter(name)) ?? []
  const readFront = (path: string) => (reads.get(path) ?? []).filter(isFrontMatter).map((name) => name.slice(1))
  return { ...compilation, sources, diagnostics, file, read, readFront, paths: [...rendered.keys()] }
}

/** The text of a file; '' for one that is only copied. */
export function textOf(file: object): string {
  return 'text' in file ? String(file.text) : ''
}

/** A site of one post, `content/posts/post.md`, with this body. */
export function post(body: string, options?: TestOptions): Promise<TestSite> {
  return site(`-- content/posts/post.md --\n---\ntitle: 文\ndate: 2025-01-01\n---\n${body}`, options)
}

/** The post's own HTML on its page, without the theme round it. */
export function bodyOf(built: TestSite, id = 'posts/post.md'): string {
  const found = built.site.posts.find((one) => one.id === id)
  if (!found) throw new Error(`no post ${id}`)
  return built
    .bodyOf(found)
    .html()
    .map((part) => (typeof part === 'string' ? part : part.type === 'url' ? part.url : ''))
    .join('')
}

function readArchive(archive: string): readonly Required<SourceFile>[] {
  return archive
    .split(/^-- (.+) --\n/m)
    .slice(1)
    .reduce<Required<SourceFile>[]>((files, piece, index, pieces) => {
      if (index % 2 === 0) files.push(sourceFile(piece, pieces[index + 1] ?? ''))
      return files
    }, [])
}

export function sourceFile(path: string, text: string): Required<SourceFile> {
  return { path, text, hash: createHash('sha1').update(text).digest('hex') }
}

function toSources(files: readonly Required<SourceFile>[], { theme }: Config): Sources {
  const assets = [
    'style.css',
    'theme.js',
    'search.js',
    ...partsOf(theme).flatMap((part) => [`${part}.css`, `${part}.js`]),
  ]
  const below = (folder: string) => files.filter(({ path }) => path.startsWith(`${folder}/`))
  const isMarkdown = ({ path }: SourceFile) => /\.(md|markdown|html)$/.test(path)
  const own = below('templates').map(
    ({ path, text }): Template => ({ name: path.slice('templates/'.length), path, text }),
  )
  const isData = ({ path }: SourceFile) => path.startsWith('content/_data/')
  const isOfRecord = ({ path }: SourceFile) => isRecord(path, ['content'])
  const names = new Set(own.map(({ name }) => name))
  return {
    content: below('content').filter((file) => isMarkdown(file) && !isData(file)),
    resources: below('content')
      .filter((file) => !isMarkdown(file) && !isOfRecord(file) && !isData(file))
      .map(fileRef),
    code: below('content/downloads/code').map((file) => ({
      ...file,
      path: file.path.replace('content/downloads/code/', ''),
    })),
    records: below('content').filter(isOfRecord),
    data: below('content').filter((file) => isData(file) && isDataFile(file.path)),
    statics: below('public').map(fileRef),
    templates: [...own, ...themeTemplates.filter(({ name }) => !names.has(name))],
    assets: assets.map((name) => ({ name, path: `assets/${name}`, text: '' })),
  }
}

function fileRef({ path, text }: Required<SourceFile>): FileRef {
  return { path, size: Buffer.byteLength(text), mtimeMs: 0 }
}

const themeFolder = fileURLToPath(new URL('../templates', import.meta.url))

const themeTemplates: readonly Template[] = readdirSync(themeFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.njk'))
  .map((name) => ({
    name: name.replaceAll('\\', '/'),
    path: `ruoyu/templates/${name}`,
    text: readFileSync(join(themeFolder, name), 'utf8'),
  }))

/** For files that were all read. */
export const textAtHand: TextOf = ({ text = '' }) => text
