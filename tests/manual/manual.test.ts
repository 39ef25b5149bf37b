import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { completeConfig, type UserConfig } from '../../src/config.ts'
import { commands } from '../../src/manual/commands.ts'
import { configKeys, hexoKeys } from '../../src/manual/configKeys.ts'
import { filterKeys } from '../../src/manual/filterKeys.ts'
import { frontMatterKeys } from '../../src/manual/frontMatterKeys.ts'
import { groups } from '../../src/manual/settings.ts'
import { tables } from '../../src/manual/tables.ts'
import { viewKeys } from '../../src/manual/viewKeys.ts'
import { createRules } from '../../src/parse/frontMatter/readFields.ts'
import { ownExtension } from '../../src/render/own.ts'
import { hostFiles, hosts } from '../../src/starter/hosts.ts'
import { ownSettings } from '../../src/theme.ts'
import { site } from '../site.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const posts = join(root, 'content/posts')
const pages = readdirSync(posts)
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, text: readFileSync(join(posts, name), 'utf8') }))

const page = (name: string): string => pages.find((one) => one.name === name)?.text ?? ''

interface Fence {
  readonly page: string
  readonly line: number
  readonly language: string
  readonly text: string
  /** What stands behind it, up to the next fence or heading. */
  readonly after: string
}

const fences: readonly Fence[] = pages.flatMap(({ name, text }) =>
  [
    ...text.matchAll(
      /^([ ]*)(`{3,})([\w-]+)\n([\s\S]*?)^\1\2$\n?((?:(?!#{1,6} |`{3})[\s\S])*?)(?=^(?:#{1,6} |[ ]*`{3})|$(?![\s\S]))/gm,
    ),
  ].map(({ index, 1: indent = '', 3: language = '', 4: code = '', 5: after = '' }) => ({
    ...{ page: name, line: text.slice(0, index).split('\n').length, language },
    ...{ text: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''), after },
  })),
)

/** The words of all tables of a kind, in the order of the pages. */
const asked = (table: string): readonly string[] =>
  fences.flatMap(({ language, text }) => {
    const [name, ...words] = language === 'keys' ? text.trim().split(/\s+/) : []
    return name === table ? (words.length > 0 ? [words.join(' ')] : ['']) : []
  })

const names = (table: string): readonly string[] =>
  asked(table)
    .flatMap((words) => words.split(' '))
    .sort()

/** Sorted, so that a name that stands twice, or nowhere, is seen. */
const sorted = (list: Iterable<string>): readonly string[] => [...list].sort()

describe('every name has its place in the manual, once', () => {
  test('keys of the config', () => {
    expect(names('config')).toEqual(sorted(new Set(Object.keys(configKeys).map((path) => path.split('.')[0] ?? ''))))
    expect(asked('hexo')).toEqual([''])
    const { value } = completeConfig({ hexo: {} }, '')
    const known = new Set([...Object.keys(configKeys), ...Object.keys(hexoKeys).map((path) => `hexo.${path}`)])
    const isKnown = (path: string) => known.has(path) || [...known].some((other) => other.startsWith(`${path}.`))
    expect(Object.keys(value).filter((key) => !isKnown(key))).toEqual([])
  })

  test('keys of the front matter', () => {
    const rows = frontMatterKeys.map(([keys]) => keys.split(' '))
    const shown = names('front-matter')
    expect(rows.filter((keys) => shown.filter((name) => keys.includes(name)).length !== 1)).toEqual([])
    const ofTemplates = readdirSync(join(root, 'templates'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.njk'))
      .flatMap((name) => [...readFileSync(join(root, 'templates', name), 'utf8').matchAll(/\bpost\.params\.(\w+)/g)])
      .map(([, key = '']) => key)
    const told = new Set(rows.flat().map((key) => key.toLowerCase()))
    const read = [...createRules(completeConfig({}, '').value).keys, ...ofTemplates]
    expect(read.filter((key) => !told.has(key.toLowerCase()))).toEqual([])
  })

  test('settings of the theme', () => {
    expect(names('theme')).toEqual(sorted(Object.keys(groups)))
    expect(sorted(Object.values(groups).flatMap(Object.keys))).toEqual(sorted(Object.keys(ownSettings)))
  })

  test('filters, with a sample that works', () => {
    const { filters = {} } = ownExtension({ language: 'zh', url: 'http://a.cn/', assets: [], markdown: String })
    expect(names('filters')).toEqual(sorted(Object.keys(filters)))
    expect(sorted(Object.keys(filterKeys))).toEqual(sorted(Object.keys(filters)))
  })

  test('fields of views', () => expect(names('view')).toEqual(sorted(Object.keys(viewKeys))))

  test('fields of extensions and themes', () => {
    expect([asked('extension'), asked('theme-package'), asked('commands')]).toEqual([[''], [''], ['']])
  })

  test('commands and their options', () => expect(sorted(asked('options'))).toEqual(sorted(commands.keys())))

  test('shortcodes', () => {
    const all = readdirSync(join(root, 'templates/shortcodes')).map((name) => name.replace('.njk', ''))
    const headings = [...page('shortcodes.md').matchAll(/^### (.*)$/gm)].map(([, heading = '']) => heading)
    const told = headings.flatMap((heading) => [...heading.matchAll(/`(\w+)`/g)].map(([, name = '']) => name))
    expect(sorted([...told, 'unknown', 'encrypted'])).toEqual(sorted(all))
  })

  test('no table is empty, and no cell that explains', () => {
    const made = fences
      .filter(({ language }) => language === 'keys')
      .map(({ text }) => {
        const [name = '', ...words] = text.trim().split(/\s+/)
        return tables[name]?.(words).children.map(({ children }) => children.map((cell) => cell.children.length))
      })
    expect(made.length).toBeGreaterThan(50)
    expect(made.filter((rows) => !rows || rows.length < 2)).toEqual([])
  })
})

describe('samples', () => {
  test('of shortcodes stand beside what they give', () => {
    const samples = fences.filter(({ page, language }) => page === 'shortcodes.md' && language === 'markdown')
    expect(samples.length).toBeGreaterThan(35)
    for (const { text, after } of samples)
      expect(after.trim()).toBe(text.replaceAll('{{</*', '{{<').replaceAll('*/>}}', '>}}').trim())
  })

  test('of commands are commands that there are', () => {
    const lines = fences
      .filter(({ language }) => /^(?:ba)?sh$/.test(language))
      .flatMap(({ page, line, text }) =>
        text.split('\n').map((command) => ({ where: `${page}:${line}`, command: command.replace(/\s+#.*/, '') })),
      )
      .filter(({ command }) => command.startsWith('npx ruoyu '))
    expect(lines.length).toBeGreaterThan(20)
    expect(lines.flatMap(({ where, command }) => faultsOf(command).map((fault) => `${where} ${fault}`))).toEqual([])
  })

  test('of hosts’ files are what init writes', () => {
    const deploy = page('deploy-anywhere.md')
    for (const host of hosts) if (host !== 'none') expect(deploy).toContain(`init --deploy ${host} --yes`)
    const shown = fences.filter(({ page }) => page === 'deploy-anywhere.md').map(({ text }) => text)
    for (const host of ['cloudflare-pages', 'netlify', 'vercel', 'rsync'] as const)
      expect(shown).toContain(hostFiles[host][0]?.text)
  })

  test('of configs and themes are taken, and those of extensions run on a site', async () => {
    const samples = fences
      .filter(({ language }) => language === 'ts')
      .map(({ page, line, text }) => ({ where: `${page}:${line}`, text }))
    // A page shows how code itself looks; others take packages that are not here.
    const own = samples.filter(({ text }) => !/function greet|from '(?!ruoyu')|use: '|remarkEmoji/.test(text))
    expect(samples.length - own.length).toBeLessThan(6)
    const configs = await Promise.all(own.map(async ({ where, text }) => ({ where, config: await configOf(text) })))
    for (const { where, config } of configs) expect(completeConfig(config, '').diagnostics, where).toEqual([])
    const extensions = configs.flatMap(({ config }) => config.extensions ?? [])
    expect(extensions.length).toBeGreaterThan(5)
    const { diagnostics, file } = await site(
      '-- content/posts/a.md --\n---\ntitle: 甲\ndate: 2025-01-01\n---\n再读{{< book 边城 >}}。\n' +
        '-- templates/partials/footer.njk --\n{{ 90 | hours }}，{{ since }}，{% for post in site.posts %}{{ post.data.pace.words }}{% endfor %}\n',
      { config: { extensions } },
    )
    expect(diagnostics.map(({ code, params }) => `${code} ${params.name} ${params.message}`)).toEqual([
      'extension-found covers 《甲》没有封面',
    ])
    const html = file('posts/a/index.html')
    for (const part of ['<cite>《边城》</cite>', '1.5 小时，2009，1 分钟，约一杯茶']) expect(html).toContain(part)
  })
})

/** A sample as a whole config: it is one, or a theme, an extension, or some keys. */
async function configOf(text: string): Promise<UserConfig> {
  const { transform } = await import('esbuild')
  const isWhole = text.includes('export default')
  const isExtension = text.startsWith('{')
  const source = isWhole ? text : `export default ${isExtension ? `{ extensions: [${text}] }` : `{ ${text} }`}`
  const { code } = await transform(source.replaceAll('import.meta.dirname', '"."'), { loader: 'ts' })
  const run = code
    .replace(/^import .*$/gm, '')
    .replace(/export default |export \{\s*(\w+) as default\s*\};?/, (_, name = '') => `return ${name}`)
  const value = new Function('defineConfig', run)((config: unknown) => config)
  return text.includes('satisfies Theme') ? { theme: { use: value } } : value
}

/** The faults of a command line, by the definition of the command that it names. */
function faultsOf(line: string): readonly string[] {
  const [, , ...words] = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''))
  const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find((one) => commands.has(one))
  const command = name === undefined ? undefined : commands.get(name)
  if (!name || !command) return [`no command: ${line}`]
  const { operands, unknown } = command.parseOptions(words.slice(name.split(' ').length))
  return [
    ...unknown.map((option) => `${option} in ${line}`),
    ...argumentFaults(command, operands).map((fault) => `${fault}: ${line}`),
  ]
}

function argumentFaults({ registeredArguments }: Command, given: readonly string[]): readonly string[] {
  const required = registeredArguments.filter((argument) => argument.required).length
  const most = registeredArguments.some((argument) => argument.variadic) ? Infinity : registeredArguments.length
  return given.length < required || given.length > most ? [`${given.length} arguments`] : []
}
