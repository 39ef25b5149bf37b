import fc from 'fast-check'
import { expect, test } from 'vitest'
import { completeConfig, type UserConfig } from '../src/config.ts'
import { describe } from '../src/diagnostics/describe.ts'
import { inConfig } from '../src/diagnostics/inConfig.ts'
import type { Diagnostic } from '../src/types.ts'
import { isQuick, runs, seed } from './runs.ts'
import { site } from './site.ts'

const numRuns = runs(300, 20_000)
const path = 'ruoyu.config.ts'

/** Texts that a blogger may have meant, and those that nobody does. */
const texts = fc.oneof(
  fc.constantFrom(
    '',
    '/',
    '..',
    '../x',
    '/a/',
    'content',
    '标签',
    'a b',
    '.',
    '/:year/:slug/',
    '/:none/',
    '%2e%2e',
    '\0',
  ),
  fc.constantFrom(
    'https://a.cn/b',
    'javascript:x',
    '//x',
    'zh-CN',
    'en',
    'UTC',
    'CON',
    '/(/',
    '**/*',
    '__proto__',
    '{',
    '</script>',
  ),
  fc.string({ maxLength: 12, unit: 'binary' }),
)
const scalars = fc.oneof(
  texts,
  fc.constantFrom<unknown>(true, false, null, 0, -1, 1, 2, 1.5, 1e9, Number.MAX_SAFE_INTEGER, Number.NaN, Infinity),
)
const lists = fc.array(fc.oneof(texts, scalars), { maxLength: 3 })
const names = fc.oneof(
  texts,
  fc.constantFrom('name', 'url', 'title', 'slugs', 'posts', 'tags', 'constructor', 'toString'),
)
const maps = fc.dictionary(names, fc.oneof(scalars, fc.dictionary(names, scalars, { maxKeys: 2 })), { maxKeys: 3 })
const values = fc.oneof(
  scalars,
  lists,
  maps,
  fc.array(maps, { maxLength: 2 }),
  fc.constantFrom<unknown>(undefined, () => 1, 1n, Symbol('a'), new Date(0)),
)

/** Every key with its group: `markdown.math`. */
const keys = fc.oneof(fc.constantFrom(...keysOf(completeConfig({}, path).value)), names)

function keysOf(group: object): readonly string[] {
  return Object.entries(group).flatMap(([key, value]) =>
    isGroup(value) ? [key, ...keysOf(value).map((below) => `${key}.${below}`)] : [key],
  )
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const configs = fc
  .array(fc.tuple(keys, values), { maxLength: 4 })
  .map((settings) => settings.reduce<object>((config, [key, value]) => set(config, key.split('.'), value), {}))

function set(config: object, [key = '', ...rest]: readonly string[], value: unknown): object {
  const below = Object.hasOwn(config, key) ? config[key as never] : undefined
  const inner = rest.length > 0 ? set(isGroup(below) ? below : {}, rest, value) : value
  return Object.defineProperty({ ...config }, key, {
    value: inner,
    enumerable: true,
    configurable: true,
    writable: true,
  })
}

const posts = ['甲', '乙', '丙'].map(
  (title, day) =>
    `-- content/posts/${title}.md --\n---\ntitle: ${title}\ndate: 2025-01-0${day + 1}\ntags: [文, a b]\n---\n[文](甲.md) ![图](/图.png)\n`,
)
const archive = `${posts.join('')}-- content/about.md --\n---\ntitle: 关于\n---\n我 {{< figure src="a.png" >}}\n-- public/图.png --\n`

test(`whatever a config says, it is refused at its place or builds (seed ${seed}, ${numRuns} runs)`, {
  timeout: 3_600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(configs, async (config) => {
      const text = `export default ${JSON.stringify(config, (_key, value) => (typeof value === 'bigint' ? 1 : value), 2)}\n`
      let diagnostics: readonly Diagnostic[] = []
      const quick = await isQuick(async () => {
        diagnostics = completeConfig(config, path).diagnostics
        if (diagnostics.length === 0) ({ diagnostics } = await site(archive, { config: config as UserConfig }))
      })
      expect(quick).toBe(true)
      for (const found of diagnostics.map((one) => inConfig(one, path, text))) {
        expect(describe(found, 'zh').message).not.toContain('[object')
        if (found.file === path) expectInside(found, text)
      }
    }),
    { seed, numRuns },
  )
})

function expectInside({ line, column = 1 }: Diagnostic, text: string): void {
  if (line === undefined) return
  const written = text.split('\n')[line - 1]
  expect(written).toBeDefined()
  expect(column).toBeLessThanOrEqual((written?.length ?? 0) + 1)
}
