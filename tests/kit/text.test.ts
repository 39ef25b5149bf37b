import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { count, excerpt, readingMinutes, sentences, truncate } from '../../src/kit/text.ts'

describe('count', () => {
  test.each([
    ['使用Node.js开发', 4, 1],
    ['GPT-3、LLaMA和PaLM', 1, 3],
    ['', 0, 0],
    ['Hello, world. It’s 3.14 — fine.', 0, 5],
    ['日本語のテキスト、ひらがな', 12, 0],
    ['안녕 세상', 0, 2],
    ['𠮷野家の々〇', 6, 0],
    ['C++ и Привет 🎉', 0, 3],
  ])('%s', (text, characters, words) => {
    expect(count(text)).toEqual({ characters, words })
  })

  test('agrees with the scripts that Unicode gives, on any text', () => {
    const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u
    const letters = fc.constantFrom(...'汉字中々〇かカーaZ09é안ж。，…—·“、 \n🎉-_+')
    fc.assert(
      fc.property(fc.string({ unit: letters }), (text) => {
        expect(count(text).characters).toBe(Array.from(text).filter((each) => han.test(each)).length)
      }),
      { seed: 44 },
    )
  })
})

test('row 45: reading time', () => {
  expect(readingMinutes(0, 0)).toBe(0)
  expect(readingMinutes(1, 0)).toBe(1)
  expect(readingMinutes(400, 0)).toBe(1)
  expect(readingMinutes(400, 1)).toBe(2)
  expect(readingMinutes(1000, 500)).toBe(5)
})

describe('row 47: truncate', () => {
  test.each([
    ['𠮷野家', 1, '𠮷…'],
    ['👨‍👩‍👧你好', 1, '👨‍👩‍👧…'],
    ['你好', 2, '你好'],
    ['👨‍👩‍👧', 1, '👨‍👩‍👧'],
    ['ab cd', 3, 'ab…'],
    ['你好', 0, '…'],
    ['', 3, ''],
  ])('%s to %d', (text, length, cut) => {
    expect(truncate(text, length)).toBe(cut)
  })
})

describe('sentences', () => {
  test.each([
    ['他说：“好。”然后走了。', ['他说：“好。”', '然后走了。']],
    ['真的？！（真的。）是！嗯……我想', ['真的？！', '（真的。）', '是！', '嗯……我想']],
    ['用 Node.js 写的。v1.2 很好', ['用 Node.js 写的。', 'v1.2 很好']],
    ['It works, e.g. here. Then “Done.” Next', ['It works, e.g. here. ', 'Then “Done.” ', 'Next']],
    ['', []],
  ])('%s', (text, split) => {
    expect(sentences(text, 'zh-CN')).toEqual(split)
  })

  test('join to the text again', () => {
    const any = fc.string({ unit: fc.constantFrom(...'中文。！？”」）a. b\n"!') })
    fc.assert(
      fc.property(any, (text) => sentences(text, 'zh-CN').join('') === text),
      { seed: 46 },
    )
  })
})

describe('row 46: excerpt', () => {
  test('takes whole sentences up to the limit', () => {
    expect(excerpt(['第一句。第二句！', '第三句很长很长。'], 10, 'zh-CN')).toBe('第一句。第二句！')
    expect(excerpt(['第一句。第二句！', '第三句。'], 12, 'zh-CN')).toBe('第一句。第二句！第三句。')
  })
  test('keeps a closing quote with its sentence, or leaves both out', () => {
    expect(excerpt(['一。', '他说：“好。”走了。'], 8, 'zh-CN')).toBe('一。')
    expect(excerpt(['一。', '他说：“好。”走了。'], 9, 'zh-CN')).toBe('一。他说：“好。”')
  })
  test('cuts a first sentence that is too long, never through an emoji', () => {
    expect(excerpt(['长👨‍👩‍👧长长长长长长长长。'], 2, 'zh-CN')).toBe('长👨‍👩‍👧…')
  })
  test('sets a blank between paragraphs that end without full-width punctuation', () => {
    expect(excerpt(['没有标点', 'Next one.', '地址：', '这里'], 50, 'zh-CN')).toBe('没有标点 Next one. 地址：这里')
  })
  test('is empty where there is nothing', () => {
    expect(excerpt([], 10, 'zh-CN')).toBe('')
    expect(excerpt(['中文。'], 0, 'zh-CN')).toBe('')
  })
})
