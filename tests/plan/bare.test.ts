import { expect, test } from 'vitest'
import { site } from '../site.ts'

test('translations with one url, and an alias at another page’s path, are warnings in a blog without a config', async () => {
  const built = await site(`-- content/posts/x.md --
---
title: 甲
date: 2024-01-01
url: /x/
---
文
-- content/posts/x.en.md --
---
title: A
date: 2024-01-01
url: /x/
---
text
-- content/posts/y.md --
---
title: 乙
date: 2024-01-02
aliases: [/x/, /posts/]
---
文
`)
  expect(built.diagnostics.map(({ level, code }) => `${level} ${code}`).sort()).toEqual([
    'warning redirect-shadowed',
    'warning redirect-shadowed',
    'warning url-shared',
  ])
  expect(built.paths).toEqual(expect.arrayContaining(['x/index.html', 'x-2/index.html', 'posts/y/index.html']))
})
