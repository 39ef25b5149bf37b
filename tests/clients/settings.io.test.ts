import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Setting } from '../../src/extension.ts'
import { build } from '../../src/site/build.ts'
import { createLoader } from '../../src/site/load.ts'
import { ownSettings } from '../../src/theme.ts'
import { standing } from '../io/site.ts'
import { tempFolder, writeIn } from '../io/temp.ts'
import { runs } from '../runs.ts'

const post = (front: string) =>
  `---\n${front}\n---\n文[^1]。\n\n## 节\n\n### 小节\n\n## 末节\n\n\`\`\`js\n${'1\n'.repeat(9)}\`\`\`\n\n[^1]: 注。\n`
const files = {
  'content/about.md': post('title: 关于'),
  'content/posts/a.md': post('title: 甲\ndate: 2025-01-01\ntags: [一]\ncategories: [二]\nseries: [三]\ncover: /a.svg'),
  'content/posts/b.md': post('title: 乙\ndate: 2025-01-02\npinned: true\nseries: [三]'),
  'font.woff2': readFileSync('node_modules/katex/dist/fonts/KaTeX_Main-Regular.woff2'),
  'public/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
}

/** A value that a site may write, other than the default. */
function sampleOf(setting: Setting): unknown {
  switch (setting.type) {
    case 'boolean':
      return !setting.default
    case 'number':
      return (setting.min ?? 1) + 1
    case 'color':
      return '#2b5b8a'
    case 'choice':
      return setting.options.find((option) => option !== setting.default)
    case 'list':
      return setting.of.type === 'choice' ? setting.of.options : [sampleOf(setting.of)]
    case 'map':
      return { github: sampleOf(setting.of) }
    case 'group':
      return Object.fromEntries(Object.entries(setting.fields).map(([name, field]) => [name, sampleOf(field)]))
    default:
      return '/a.svg'
  }
}

/** Settings that say something only where they name a font. */
const fonts: Readonly<Record<string, unknown>> = { cards: { font: 'font.woff2' }, font: { text: 'font.woff2' } }
const samples = Object.entries(ownSettings).map(([name, setting]) => [name, fonts[name] ?? sampleOf(setting)] as const)
/** A build for all settings of a group; the long form sets one after the other. */
const groupSize = runs(8, 1)

function set(root: string, count: number): void {
  const taxonomies = { categories: {}, tags: {}, series: {} }
  const theme = Object.fromEntries(samples.slice(0, count))
  writeIn(root, 'ruoyu.config.json', JSON.stringify({ title: '站', url: 'https://x.example/', taxonomies, theme }))
}

test('every setting of our theme changes the site, and what changes is what a clean build writes', async () => {
  const root = tempFolder(files)
  const make = async (folder: string, count: number) => {
    set(folder, count)
    const { diagnostics } = await build({ root: folder, now: () => '2026-11-27T00:00:00+08:00' })
    expect(diagnostics.filter(({ level }) => level === 'error')).toEqual([])
    return standing(folder)
  }
  let earlier = await make(root, 0)
  for (let count = groupSize; count < samples.length + groupSize; count += groupSize) {
    const names = samples.slice(count - groupSize, count).map(([name]) => name)
    const site = await make(root, count)
    expect(site, `${names}`).not.toEqual(earlier)
    expect(site, `${names}`).toEqual(await make(tempFolder(files), count))
    earlier = site
  }
}, 600_000)

test('in dev a save of the config changes the pages, with every setting', async () => {
  const root = tempFolder(files)
  set(root, 0)
  const load = createLoader({ root, now: () => '2026-11-27T00:00:00+08:00' })
  const textsOf = async ({ compilation }: Awaited<ReturnType<typeof load>>) => {
    const rendered = await Promise.all(compilation.outputs.map((output) => compilation.render(output)))
    return rendered.map(({ value }) => value)
  }
  let earlier = await textsOf(await load())
  for (let count = groupSize; count < samples.length + groupSize; count += groupSize) {
    set(root, count)
    const texts = await textsOf(await load(new Set(['ruoyu.config.json'])))
    expect(texts, `${samples.slice(count - groupSize, count).map(([name]) => name)}`).not.toEqual(earlier)
    earlier = texts
  }
}, 600_000)
