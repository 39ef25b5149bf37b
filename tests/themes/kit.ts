import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { HtmlValidate } from 'html-validate'
import { build } from '../../src/site/build.ts'
import type { Diagnostic } from '../../src/types.ts'
import { tempFolder, writeIn } from '../io/temp.ts'

/**
 * The kit that any theme can be run through: a site with every kind of page, and among its posts an empty one, a long one
 * with all that Markdown makes, one without a picture, with a cover, in a script that runs from the right, and in Chinese.
 */

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

const post = (front: string, body = '') => `---\n${front}\n---\n${body}`

const all = `一段文字，里面有**粗体**、*强调*、\`代码\`、[链接](/about/)和脚注[^1]。

## 一节

- 项
- [x] 做完了

1. 一
2. 二

> 引文

| 表 | 格 |
| --- | ---: |
| 甲 | 1 |

\`\`\`js
const a = 1
\`\`\`

### 小节

![图](/a.png)

> [!NOTE]
> 提示

[^1]: 注。
`

const content = {
  'content/_index.md': post('title: 首页'),
  'content/about.md': post('title: 关于', '一页。'),
  'content/archive.md': post('title: 归档\nlayout: archives'),
  'content/notes/_index.md': post('title: 没有文章的栏目'),
  'content/posts/_index.md': post('title: 文章', '栏目的话。'),
  'content/posts/empty.md': post('title: 空'),
  'content/posts/long.md': post(
    `title: ${'很长的标题'.repeat(20)}\ndate: 2025-01-01\ncategories: [长]\ntags: [甲, 乙]\naliases: [/old/]`,
    `${all}\n${'长文。'.repeat(500)}\n\n${'unbreakable'.repeat(30)}\n`,
  ),
  'content/posts/plain.md': post('title: 没有图\ndate: 2025-01-02\ncategories: [短]\ntags: [甲]', '没有图。'),
  'content/posts/cover/index.md': post('title: 有封面\ndate: 2025-01-03\nimage: cover.png\ntags: [乙]', '文。'),
  'content/posts/cover/cover.png': picture,
  'content/posts/rtl.md': post('title: مقال\ndate: 2025-01-04\nlang: ar', 'نص من اليمين إلى اليسار.'),
  'content/posts/english.md': post('title: English\ndate: 2025-01-05\nlang: en', 'Some words.'),
  'public/a.png': picture,
}

/** Pages that a browser looks at: one of each kind, and one of each case. */
export const looks = [
  ...[
    'page/2/',
    'about/',
    'notes/',
    'tags/甲/',
    '404.html',
    'posts/empty/',
    'posts/long/',
    'posts/cover/',
    'posts/rtl/',
  ],
  ...(process.env.RUOYU_LONG ? ['', 'archive/', 'posts/', 'tags/', 'posts/plain/', 'posts/english/'] : []),
]

export interface Dressed {
  readonly folder: string
  readonly diagnostics: readonly Diagnostic[]
  readonly html: readonly string[]
}

/** Builds the site in a theme: the module that exports it, or none for ours, and what its `theme` says besides. */
export async function dress(theme: string | undefined, settings: object = {}): Promise<Dressed> {
  const root = tempFolder(content)
  const use = theme === undefined ? {} : { use: relative(root, theme) }
  const config = {
    ...{ title: '试衣', url: 'https://example.com/', author: { name: '若愚' }, pagination: { size: 2 } },
    menu: [{ name: '关于', url: '/about/' }],
    theme: { ...use, ...settings },
  }
  writeIn(root, 'ruoyu.config.json', JSON.stringify(config))
  const { diagnostics } = await build({ root, now: () => '2026-11-27T00:00:00+08:00' })
  return dressedIn(join(root, 'dist'), diagnostics)
}

export function dressedIn(folder: string, diagnostics: readonly Diagnostic[]): Dressed {
  const html = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'))
  return { folder, diagnostics, html: html.sort() }
}

const validator = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'], root: true })

/** The faults of all its pages, each with its page. */
export async function htmlFaults({ folder, html }: Dressed): Promise<readonly string[]> {
  const faults = html.map(async (path) => {
    const { results } = await validator.validateString(readFileSync(join(folder, path), 'utf8'))
    return results.flatMap(({ messages }) =>
      messages.map(({ line, ruleId, message }) => `${path}:${line} ${ruleId}: ${message}`),
    )
  })
  return (await Promise.all(faults)).flat()
}
