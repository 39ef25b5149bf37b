import { expect, test } from 'vitest'
import { createMemory, rememberEach } from '../../src/kit/remember.ts'

/** The items of which a value was made in this round. */
function madeOf(remember: ReturnType<typeof createMemory>, items: readonly string[], holds = true): readonly string[] {
  const made: string[] = []
  const ask = rememberEach<string, string>(remember, 'values', [])
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
  const remember = createMemory()
  expect(madeOf(remember, ['a', 'b', 'c'])).toEqual(['a', 'b', 'c'])
  expect(madeOf(remember, ['a', 'b', 'c'])).toEqual([])
  expect(madeOf(remember, ['new', 'c', 'a'])).toEqual(['new'])
  expect(madeOf(remember, ['a', 'new', 'c'])).toEqual([])
})

test('a value that does not hold any more is made again', () => {
  const remember = createMemory()
  madeOf(remember, ['a', 'b'])
  expect(madeOf(remember, ['a', 'b'], false)).toEqual(['a', 'b'])
})

test('what rounds do not use any more is forgotten, and what they use is not', () => {
  const remember = createMemory()
  madeOf(remember, ['a', 'b', 'c', 'd', 'e'])
  madeOf(remember, ['e'])
  madeOf(remember, ['e'])
  expect(madeOf(remember, ['e', 'a'])).toEqual(['a'])
})
