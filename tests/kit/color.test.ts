import { expect, test } from 'vitest'
import { legible } from '../../src/kit/color.ts'

test.each([
  ['stays where it stands out enough', '#a8382b', '#fcfbf8', '#a8382b'],
  ['is lit up by night', '#a8382b', '#191816', '#c2746b'],
  ['is darkened by day', '#ff0', '#fcfbf8', '#707000'],
  ['black by night', '#000000', '#191816', '#8a8a8a'],
])('an accent %s', (_, color, ground, right) => {
  expect(legible(color, ground)).toBe(right)
})

test('what is no colour has none', () => expect(legible('red', '#fff')).toBeUndefined())
