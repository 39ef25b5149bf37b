import { expect, test } from 'vitest'
import { blankFences } from '../../src/fastParse/fences.ts'
import { isQuick } from '../runs.ts'

const rows: readonly (readonly [string, string, string])[] = [
  ['at the margin', 'a\n\n```js\n*x*\n```\nb', 'a\n\n\n\nxxxxxxxxx\n\n\nb'],
  ['right behind a paragraph', 'a\n```\n*x*\n```\nb', 'a\n\n\nxxxxxxx\n\n\nb'],
  ['of tildes, with backticks in it', '~~~\n```\n~~~\n*b*', '\n\nxxxxxxx\n\n\n*b*'],
  ['that nothing closes', '```\n*x*', '\n\nxxx\n\n'],
  ['that nothing follows', '```', '\n\n\n'],
  ['indented as a whole', '- a\n\n  ```\n  *x*\n  ```\n', '- a\n\n\n\nxxxxxxxxxxxxx\n\n\n'],
  ['behind a comment that ends on its line', '<!--more-->\n\n```\n*x*\n```', '<!--more-->\n\n\n\nxxxxxxx\n\n'],
]

test.each(rows)('the content of a fence is blanked: %s', (_, body, blanked) => {
  expect(blankFences(body)).toBe(blanked)
  expect(blanked).toHaveLength(body.length)
})

test.each([
  ['a line stands further out than the fence', '  ```\n*x*\n  ```'],
  ['a fence in a list may be the one that it closes', '- ```\n  a\n\n  ```\n  *x*'],
  ['it may be HTML', '<div>\n```\n*x*\n```'],
  ['it may be HTML with the mark of a quote on a line', '<div>\n>\n```\n*x*\n```'],
  ['a comment runs on', '<!--\n\n```\n*x*\n```\n-->'],
  ['it stands deeper than three spaces', '1.  a\n\n    ```\n    *x*\n    ```'],
  ['it stands in a quote', '> ```\n> *x*\n> ```'],
])('a body stays as it is where %s', (_, body) => {
  expect(blankFences(body)).toBe(body)
})

test('50,000 fences without a blank line take no second', async () => {
  for (const body of ['```\n'.repeat(50_000), `a\n${'    ```\n'.repeat(50_000)}`])
    expect(await isQuick(() => blankFences(body))).toBe(true)
})
