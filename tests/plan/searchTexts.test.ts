import { expect, test } from 'vitest'
import type { SearchPost } from '../../src/search/search.ts'
import { site } from '../site.ts'

async function indexed(markdown: string): Promise<SearchPost | undefined> {
  const built = await site(`-- content/posts/a.md --\n---\ntitle: 文\ntags: [cafe\u0301]\n---\n${markdown}`)
  return (JSON.parse(built.file('search/index.json')) as { posts: readonly SearchPost[] }).posts[0]
}

test('the index has texts in NFC, however they were written', async () => {
  const post = await indexed('## か\u3099く\n\ncafe\u0301、ＡＢＣ\n')
  expect(post).toMatchObject({ k: ['café'], h: ['がく'], x: 'がく\ncafé、ＡＢＣ' })
})

test('the index tells the id of a heading where that is not its text', async () => {
  expect(await indexed('## 安装\n\n文\n\n## 安装 Node\n\n## 安装\n')).toMatchObject({
    h: ['安装', '安装 Node', '安装'],
    i: ['', '安装-node', '安装-1'],
  })
  expect(await indexed('## 安装\n\n文\n')).toMatchObject({ i: [] })
})

test('each heading is a line of the text, so that a hit finds the one above it', async () => {
  const post = await indexed(
    '文\n\n## `码` **粗** [链](/b/)\n\n一\n\n### 二 $x$ ![图](a.png)\n\n- ## 三\n\n> 四\n> ===\n',
  )
  for (const heading of post?.h ?? []) expect(`\n${post?.x}\n`).toContain(`\n${heading}\n`)
  expect(post?.h).toHaveLength(4)
})
