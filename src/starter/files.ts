import type { UserConfig } from '../config.ts'
import { configSource } from '../migrate/configSource.ts'
import { type Host, hostFiles } from './hosts.ts'
import type { StarterWords } from './words.ts'

/** A file of a new site; `path` is relative to its folder. */
export interface StarterFile {
  readonly path: string
  readonly text: string
}

export interface Answers {
  readonly title: string
  /** Absent where nobody knows it yet: a build then takes it from its host, or warns. */
  readonly url?: string | undefined
  readonly author: string
  readonly language: string
  readonly timeZone: string
  readonly host: Host
  /** ISO 8601 with offset. */
  readonly date: string
}

/** The first files of a blog, but for package.json: a config, a post, a page, and what its host needs. */
export function starterFiles(answers: Answers, say: StarterWords): readonly StarterFile[] {
  const { title, url, author, language, timeZone, host, date } = answers
  const config: UserConfig = {
    title,
    ...(url && { url }),
    language,
    timeZone,
    ...(author && { author: { name: author } }),
    menu: [{ name: say.about.title, url: '/about/' }],
  }
  const signed = author ? [`author: ${JSON.stringify(author)}`] : []
  return [
    { path: 'ruoyu.config.ts', text: configSource(config) },
    {
      path: 'content/posts/hello.md',
      text: post(['type: post', `date: ${date}`, 'slug: hello', 'draft: false', ...signed], say.hello),
    },
    { path: 'content/about.md', text: post(['type: page', `date: ${date}`, ...signed], say.about) },
    ...commonFiles(host),
  ]
}

/** Files that a site that moves in needs as well. */
export function commonFiles(host: Host): readonly StarterFile[] {
  return [{ path: '.gitignore', text: 'node_modules\ndist\n.ruoyu\n' }, ...hostFiles[host]]
}

function post(frontMatter: readonly string[], { title, text }: { readonly title: string; readonly text: string }) {
  return ['---', `title: ${JSON.stringify(title)}`, ...frontMatter, '---', '', text, ''].join('\n')
}

/** A package.json with all that a site needs in it: scripts whose names are free, and packages that are not there yet. */
export function packageJson(
  there: Readonly<Record<string, unknown>>,
  { name, packages }: { readonly name: string; readonly packages: Readonly<Record<string, string>> },
): string {
  const scripts = { dev: 'ruoyu dev', build: 'ruoyu build', new: 'ruoyu new', check: 'ruoyu check' }
  const isNew = Object.keys(there).length === 0
  const known = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((key) =>
    Object.keys(entries(there[key])),
  )
  const missing = Object.entries(packages).filter(([key]) => !known.includes(key))
  const dependencies = { ...entries(there.dependencies), ...Object.fromEntries(missing) }
  const made = {
    ...(isNew && { name: packageName(name), version: '1.0.0', private: true, type: 'module' }),
    ...there,
    scripts: { ...scripts, ...entries(there.scripts) },
    ...(Object.keys(dependencies).length > 0 && { dependencies }),
    // npm 11 warns of scripts that nobody has allowed or refused; esbuild's only quickens a command that we never run.
    ...(isNew && { allowScripts: { esbuild: false } }),
  }
  return `${JSON.stringify(made, null, 2)}\n`
}

function entries(value: unknown): Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {}
}

/** A folder's name as npm takes it. */
function packageName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '')
  return name || 'blog'
}
