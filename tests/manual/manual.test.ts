import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { completeConfig } from '../../src/config.ts'
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
import { fences, pages, root } from './fences.ts'

const page = (name: string): string => pages.get(name) ?? ''

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
    // The file's own name is no key that anybody writes.
    const known = new Set(['file', ...Object.keys(configKeys), ...Object.keys(hexoKeys).map((path) => `hexo.${path}`)])
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
    const shown = fences.filter(({ page, language }) => page === 'shortcodes.md' && language === 'markdown')
    expect(shown.length).toBeGreaterThan(35)
    for (const { text, after } of shown)
      expect(after).toBe(text.replaceAll('{{</*', '{{<').replaceAll('*/>}}', '>}}').trim())
  })

  test('of commands are commands that there are', () => {
    const lines = fences
      .filter(({ language }) => /^(?:ba)?sh$/.test(language))
      .flatMap(({ where, text }) =>
        text.split('\n').map((command) => ({ where, command: command.replace(/\s+#.*/, '') })),
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
      expect(shown).toContain(hostFiles[host][0]?.text.trimEnd())
  })
})

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
