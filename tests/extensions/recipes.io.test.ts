import { cpSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { build } from '../../src/site/build.ts'
import { createLoader, type Loaded } from '../../src/site/load.ts'
import { standing } from '../io/site.ts'
import { tempFolder, writeIn } from '../io/temp.ts'
import { random, runs, seed } from '../runs.ts'
import { recipes, recipesConfig } from './recipesConfig.ts'

type Random = ReturnType<typeof random>
const size = 8

function post(next: Random, title = `第${next(9)}篇`): string {
  const bodies = [
    () => `见[[${next(size)}]]，[[/about|关于]]和[站外](https://host${next(3)}.example/)。`,
    () => `后面的头发 ${next(99)}，  **发展**\n然后。`,
    () => `{{< countdown 2027-02-0${1 + next(9)} 春节 >}}`,
    () => `\`\`\`mermaid\ngraph LR; A-->${next(9)}\n\`\`\``,
  ]
  const body = Array.from({ length: 1 + next(3) }, () => bodies[next(bodies.length)]?.()).join('\n\n')
  return `---\ntitle: ${title}\ndate: 2025-0${1 + next(9)}-11\ntags: [标签${next(3)}]\n---\n${body}\n`
}

function createEdits(root: string, files: readonly string[], next: Random): readonly (() => void)[] {
  const index = () => next(size)
  return [
    () => writeIn(root, `content/posts/${index()}.md`, post(next)),
    () => writeIn(root, `content/posts/${index()}.md`, post(next)),
    () => writeIn(root, `content/posts/new${index()}.md`, post(next, '新文')),
    () => rmSync(join(root, `content/posts/new${index()}.md`), { force: true }),
    () =>
      writeIn(root, 'content/_data/friends.yaml', `- { name: 友${next(9)}, url: 'https://a/', feed: 'https://a/x' }\n`),
    () => writeIn(root, 'ruoyu.config.ts', recipesConfig(files, `host${next(3)}.example`)),
    () =>
      writeIn(
        root,
        'content/count.md',
        `---\ntitle: 统计\n---\n${files.includes('statistics') ? '{{< statistics >}}' : next(9)}\n`,
      ),
    () => writeIn(root, 'mermaid/mermaid.min.js', `// ${next(9)}\n`),
  ]
}

const options = (root: string) => ({ root, now: () => '2026-01-01T00:00:00+08:00' })

async function built(root: string) {
  const { ok, diagnostics } = await build(options(root))
  expect(ok, JSON.stringify(diagnostics)).toBe(true)
  return { diagnostics, files: standing(root) }
}

/** The site as a build without output and cache makes it. */
async function clean(root: string) {
  const kept = ['dist', '.ruoyu'].map((name) => [join(root, name), join(root, `.kept-${name}`)] as const)
  for (const [from, to] of kept) renameSync(from, to)
  const result = await built(root)
  for (const [from, to] of kept) {
    rmSync(from, { recursive: true })
    renameSync(to, from)
  }
  return result
}

async function shown({ compilation, diagnostics }: Loaded) {
  const files = await Promise.all(compilation.outputs.map((output) => compilation.render(output)))
  return {
    diagnostics: [...diagnostics, ...files.flatMap(({ diagnostics }) => diagnostics)],
    texts: Object.fromEntries(files.flatMap(({ value }) => ('text' in value ? [[value.path, value.text]] : []))),
  }
}

const steps = runs(4, 100)

test.each([['all', recipes] as const, ...(runs(0, 1) ? recipes.map((file) => [file, [file]] as const) : [])])(
  `with %s, ${steps} random edits give a clean build and what a server shows is one (seed ${seed})`,
  { timeout: steps * 60_000 },
  async (_, files) => {
    const next = random(seed)
    // Below node_modules, so that the package of one of them is found.
    const root = tempFolder({ 'content/about.md': '---\ntitle: 关于\n---\n我\n' }, resolve('node_modules'))
    cpSync(resolve('tests/extensions/recipes'), join(root, 'extensions'), { recursive: true })
    const edits = createEdits(root, files, next)
    for (const edit of edits) edit()
    for (let index = 0; index < size; index++) writeIn(root, `content/posts/${index}.md`, post(next))
    const load = createLoader(options(root))
    for (let step = 0; step < steps; step++) {
      const edit = edits[next(edits.length)]
      edit?.()
      const rebuilt = await built(root)
      const right = await clean(root)
      expect(rebuilt, `step ${step}: ${edit}`).toEqual(right)
      const { texts, diagnostics } = await shown(await load())
      expect(diagnostics.filter(({ level }) => level === 'error')).toEqual([])
      expect(
        Object.fromEntries(Object.keys(texts).map((path) => [path, right.files[path]])),
        `step ${step}: ${edit}`,
      ).toEqual(texts)
    }
  },
)
