import { cpSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'vitest'
import { tempFolder, writeIn } from '../io/temp.ts'
import { random, runs, seed } from '../runs.ts'
import { type Edits, editAtRandom, type Random } from './edited.ts'
import { recipes, recipesConfig } from './recipesConfig.ts'

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

function createEdits(root: string, files: readonly string[], next: Random): Edits {
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
    await editAtRandom(root, edits, next, steps)
  },
)
