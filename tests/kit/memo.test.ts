import { expect, test } from 'vitest'
import { createMemo, memoEach } from '../../src/kit/memo.ts'

/** The items of which a value was made in this round. */
function madeOf(memo: ReturnType<typeof createMemo>, items: readonly string[], holds = true): readonly string[] {
  const made: string[] = []
  const ask = memoEach<string, string>(memo, 'values', [])
  for (const item of items) {
    const make = () => {
      made.push(item)
      return `value of ${item}`
    }
    expect(ask(item, make, () => holds)).toBe(`value of ${item}`)
  }
  return made
}

test('an item gets its value again in whatever place it comes again', () => {
  const memo = createMemo()
  expect(madeOf(memo, ['a', 'b', 'c'])).toEqual(['a', 'b', 'c'])
  expect(madeOf(memo, ['a', 'b', 'c'])).toEqual([])
  expect(madeOf(memo, ['new', 'c', 'a'])).toEqual(['new'])
  expect(madeOf(memo, ['a', 'new', 'c'])).toEqual([])
})

test('a value that does not hold any more is made again', () => {
  const memo = createMemo()
  madeOf(memo, ['a', 'b'])
  expect(madeOf(memo, ['a', 'b'], false)).toEqual(['a', 'b'])
})

test('what rounds do not use any more is forgotten, and what they use is not', () => {
  const memo = createMemo()
  madeOf(memo, ['a', 'b', 'c', 'd', 'e'])
  madeOf(memo, ['e'])
  madeOf(memo, ['e'])
  expect(madeOf(memo, ['e', 'a'])).toEqual(['a'])
})
