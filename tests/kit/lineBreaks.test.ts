import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breakLines, ellipted, widthOf } from '../../src/kit/lineBreaks.ts'

test('no line begins with a closing mark or ends with an opening one', () => {
  expect(breakLines('「慢。」看见，然后说：「好。」', 5)).toEqual(['「慢。」', '看见，然', '后说：', '「好。」'])
  const signs = fc.array(fc.constantFrom(...'天地玄黄宇宙洪荒，。、；：？！「」『』《》（）“”…'), {
    minLength: 1,
    maxLength: 40,
  })
  fc.assert(
    fc.property(signs, fc.integer({ min: 12, max: 20 }), (signs, width) => {
      // A run of marks that is wider than a line is cut in any case.
      const text = signs.join('').replace(/[^天地玄黄宇宙洪荒]{3,}/g, (marks) => marks.slice(0, 2))
      const lines = breakLines(text, width)
      expect(lines.join('')).toBe(text)
      expect(lines.slice(1).filter((line) => /^[，。、；：？！」』》）”…]/.test(line))).toEqual([])
      expect(lines.slice(0, -1).filter((line) => /[「『《（“]$/.test(line))).toEqual([])
      expect(lines.filter((line) => widthOf(line) > width)).toEqual([])
    }),
  )
})

test('Latin words, versions and names stay whole, unless one is wider than a line', () => {
  expect(breakLines('把 require(esm) 用在 Node.js 20.19', 8)).toEqual(['把 require(esm)', '用在 Node.js', '20.19'])
  expect(breakLines('Donaudampfschifffahrtsgesellschaft', 8).map((line) => widthOf(line) <= 8)).toEqual([
    true,
    true,
    true,
  ])
})

test('lines are as few as can be, and then as even as can be', () => {
  expect(breakLines('一二三四五六七八九十甲', 10)).toEqual(['一二三四五六', '七八九十甲'])
})

test('more lines than there is room for end with an ellipsis, not in the middle of a word', () => {
  const lines = breakLines('A title that is far too long', 6)
  expect(ellipted(lines, 2, 6)).toEqual([lines[0], expect.stringMatching(/^[a-z ]+…$/)])
  expect(ellipted(['天地玄黄，', '宇宙洪荒'], 1, 5)).toEqual(['天地玄黄…'])
  expect(ellipted(['天地'], 1, 5)).toEqual(['天地'])
})
