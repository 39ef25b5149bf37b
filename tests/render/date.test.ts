import { expect, test } from 'vitest'
import { formatDate } from '../../src/render/date.ts'

const date = '2024-04-03T06:07:08+08:00'

test.each([
  ['zh-CN', '2024年4月3日'],
  ['zh-TW', '2024年4月3日'],
  ['ja', '2024年4月3日'],
  ['en', 'April 3, 2024'],
  ['en-GB', '3 April 2024'],
])('in %s', (language, expected) => {
  expect(formatDate(date, language)).toBe(expected)
})

test('by a pattern', () => {
  expect(formatDate(date, 'zh-CN', 'YYYY-MM-DD HH:mm:ss')).toBe('2024-04-03 06:07:08')
  expect(formatDate(date, 'zh-CN', 'YY年M月D日 H时')).toBe('24年4月3日 6时')
})

test('an offset moves no day', () => {
  expect(formatDate('2024-01-01T00:30:00+14:00', 'en')).toBe('January 1, 2024')
  expect(formatDate('2024-01-01', 'zh-CN', 'YYYY/MM/DD HH:mm')).toBe('2024/01/01 00:00')
})

test('what is no date is an error', () => {
  expect(() => formatDate('gestern', 'zh-CN')).toThrow('“gestern” is no date')
})
