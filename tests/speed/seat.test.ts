import { expect, test } from 'vitest'
import { createSeats } from '../../src/speed/seat.ts'

test('where the fast parser throws, as over 100 KB of character references, the reference takes its text', () => {
  const counts = { fast: 0 }
  const fast = () => {
    throw new Error('Cannot create a string longer than 0x1fffffe8 characters')
  }
  const tree = { type: 'root' as const, children: [] }
  expect(createSeats(fast, { math: false }, counts).parse?.('正文', () => tree)).toBe(tree)
  expect(counts.fast).toBe(0)
})
