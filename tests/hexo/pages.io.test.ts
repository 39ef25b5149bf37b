import { beforeAll, describe, expect, test } from 'vitest'
import { filesOf, type MovedBlog, migrated, moved } from './archive.ts'

/** Pages and code as the themes show them, through `migrate hexo` and a build. */

const config = (lines: string) =>
  `-- _config.yml --\ntitle: T\nurl: https://example.org\npermalink: :title/\n${lines}\n`

describe('a page of friends', () => {
  let blog: MovedBlog
  beforeAll(async () => {
    blog = await moved(`${config('')}-- source/link/index.md --
---
title: 友链
type: link
---
申请在下面。
-- source/friends/index.md --
---
title: 朋友
layout: friends
---
-- source/_data/link.yml --
- class_name: 技术
  class_desc: 常看
  link_list:
    - name: 某站
      link: https://example.net/
      descr: 述
-- source/_data/friends.yml --
dev:
  title: 开发
  items:
    - title: 某人
      url: https://example.com/he
-- source/_posts/a.md --
---
title: 文
date: 2020-01-01
type: link
---
正文
`)
  })

  test('shows its text and the groups of _data/link.yml', () => {
    expect(blog.file('link/index.html')).toMatch(/申请在下面。[\s\S]*(?:技术[\s\S]*常看[\s\S]*某站|开发[\s\S]*某人)/)
  })

  test('shows groups that have names for keys, too', () => {
    expect(blog.file('friends/index.html')).toMatch(/开发[\s\S]*<a href="https:\/\/example\.com\/he"[\s\S]*某人/)
  })

  test('is none of the posts', () => {
    expect(blog.file('a/index.html')).not.toContain('class="friends"')
  })
})

test.each([
  ['', true],
  ['highlight:\n  line_number: false', undefined],
  ['highlight:\n  enable: false\nprismjs:\n  enable: true\n  line_number: true', true],
  ['prismjs:\n  enable: true\n  line_number: false', undefined],
  ['syntax_highlighter: prismjs\nprismjs:\n  line_number: false', undefined],
  ['highlight:\n  enable: false', undefined],
])('lines of code are numbered as %j says', (lines, expected) => {
  expect(migrated(filesOf(config(lines))).config.markdown?.lineNumbers).toBe(expected)
})

test('a fence says otherwise by first_line: and line_number:', async () => {
  const blog = await moved(
    `${config('')}-- source/_posts/a.md --\n---\ntitle: a\ndate: 2020-01-01\n---\n\`\`\`js 说明 first_line:10\na\nb\n\`\`\`\n\n\`\`\`js line_number:false\nc\n\`\`\`\n\n{% raw %}\n\n\`\`\`\n{% raw %}\n<!-- d -->\n{% endraw %}\n\`\`\`\n\n{% endraw %}\n`,
  )
  const page = blog.file('a/index.html')
  expect(page).toMatch(/<figcaption>说明<\/figcaption><pre[^>]* data-lines="10\s11/)
  expect(page).toMatch(/<pre tabindex="0"><code class="language-js">c/)
  // An end of `raw` in code ends none.
  expect(page).toMatch(/\{% raw %\}[\s\S]*\{% endraw %\}/)
  expect(blog.diagnostics.filter(({ code }) => code.startsWith('shortcode-'))).toEqual([])
})
