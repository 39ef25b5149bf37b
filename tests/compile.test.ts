import { expect, test } from 'vitest'
import { site } from './site.ts'

test('what has no page is not said to lack a title', async () => {
  const { diagnostics } = await site(
    `-- content/posts/b/index.md --
---
title: 束
---
文
-- content/posts/b/README.md --
束里的说明
-- content/menu/index.md --
---
headless: true
---
文
-- content/x.en.md --
text
-- content/y.md --
文
`,
    { config: { otherLanguages: ['en'] } },
  )
  expect(diagnostics.map(({ code, file }) => [code, file])).toEqual([['front-matter-missing', 'content/y.md']])
})
