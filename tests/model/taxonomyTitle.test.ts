import { expect, test } from 'vitest'
import { taxonomyTitle } from '../../src/model/taxonomyTitle.ts'

test.each([
  ['tags', 'zh-CN', '标签'],
  ['tags', 'zh-HK', '標籤'],
  ['categories', 'ja', 'カテゴリー'],
  ['series', 'en-GB', 'Series'],
  ['tags', 'fr', 'Tags'],
  ['moods', 'zh-CN', 'moods'],
  ['constructor', 'zh-CN', 'constructor'],
])('%s in %s is %s', (name, language, title) => {
  expect(taxonomyTitle(name, language)).toBe(title)
})
