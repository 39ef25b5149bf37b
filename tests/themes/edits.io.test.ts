import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { type Edits, editAtRandom, type Random } from '../extensions/edited.ts'
import { tempFolder, writeIn } from '../io/temp.ts'
import { random, runs, seed } from '../runs.ts'

const size = 6

function post(next: Random, title = `第${next(9)}篇`): string {
  const front = [
    `title: ${title}`,
    `date: 2025-0${1 + next(9)}-11`,
    `tags: [标签${next(3)}]`,
    `categories: [分类${next(2)}]`,
    ...(next(2) ? ['image: /a.png'] : []),
  ]
  const bodies = ['## 一节\n\n文。', '![图](/a.png)', `见[站外](https://host${next(3)}.example/)。`, '> 引文']
  return `---\n${front.join('\n')}\n---\n${bodies[next(bodies.length)]}\n`
}

function config(name: string, next: Random): string {
  const settings =
    name === 'minimal'
      ? { width: 30 + next(9) }
      : { columns: String(2 + next(2)), sidebar: next(2) ? { recent: next(4) } : false, links: [] }
  return JSON.stringify({
    ...{ title: `站${next(3)}`, url: 'https://example.com/', pagination: { size: 2 } },
    theme: { use: `./theme/index.ts`, ...settings },
  })
}

function createEdits(root: string, name: string, next: Random): Edits {
  const index = () => next(size)
  return [
    () => writeIn(root, `content/posts/${index()}.md`, post(next)),
    () => writeIn(root, `content/posts/${index()}.md`, post(next)),
    () => writeIn(root, `content/posts/new${index()}.md`, post(next, '新文')),
    () => rmSync(join(root, `content/posts/new${index()}.md`), { force: true }),
    () => writeIn(root, 'ruoyu.config.json', config(name, next)),
    () => writeIn(root, 'content/about.md', `---\ntitle: 关于${next(3)}\n---\n我\n`),
    () => writeIn(root, 'templates/slots/footer.njk', `<p>{{ site.title }}${next(3)}</p>\n`),
    () => writeIn(root, 'templates/partials/sidebar.njk', `<aside>{{ site.posts | length }}${next(3)}</aside>\n`),
    () => rmSync(join(root, 'templates'), { recursive: true, force: true }),
    () => writeIn(root, 'theme/templates/partials/foot.njk', `{# ${next(9)} #}\n`),
    () => writeIn(root, 'public/a.png', `${next(9)}`),
  ]
}

const steps = runs(3, 100)

test.each(['minimal', 'magazine'])(
  `in the theme %s, ${steps} random edits give a clean build and what a server shows is one (seed ${seed})`,
  { timeout: steps * 60_000 },
  async (name) => {
    const next = random(seed)
    const root = tempFolder({ 'content/about.md': '---\ntitle: 关于\n---\n我\n' })
    cpSync(join(import.meta.dirname, name), join(root, 'theme'), { recursive: true })
    const edits = createEdits(root, name, next)
    writeIn(root, 'public/a.png', '1')
    writeIn(root, 'ruoyu.config.json', config(name, next))
    for (let index = 0; index < size; index++) writeIn(root, `content/posts/${index}.md`, post(next))
    await editAtRandom(root, edits, next, steps)
  },
)
