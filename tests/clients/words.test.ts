import { expect, test } from 'vitest'
import { blocksOf, missingWords, pageText } from './words.ts'

/** The reading that the corpora are held against must itself see a loss. */

const source =
  '---\ntitle: 题目\n---\n\n**粗**体 word，第二句。\n\n- 项 `code`\n\n{{< x "隐" >}}同一段{{< /x >}}\n\n同一段\n'
const page =
  '<main><h1>题目</h1><p><strong>粗</strong>体 word，第二句。</p><ul><li>项 <code>code</code></li></ul><p>同一段</p><p>同一段</p></main>'
const missing = (html: string) => missingWords(blocksOf(source, { emoji: false }), pageText(html))

test('a whole page misses nothing', () => {
  expect(missing(page)).toEqual([])
})

test.each([
  ['a word', page.replace('word', ''), ['word']],
  ['a sentence', page.replace('第二句', ''), ['第二句']],
  ['an item', page.replace(/<ul>.*<\/ul>/, ''), ['项', 'code']],
  ['the title', page.replace('题目', ''), ['题目']],
])('%s that is gone is seen', (_, html, words) => {
  expect(missing(html)).toEqual(words)
})
