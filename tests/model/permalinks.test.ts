import { describe, expect, test } from 'vitest'
import { expand, patternFor, type Subject, unknownToken } from '../../src/model/permalinks.ts'
import { createSlugger } from '../../src/model/slugs.ts'

const slugger = createSlugger({ slugs: 'keep', lowerCasePaths: true })
const subject: Subject = {
  sections: ['blog', 'A B', 'c'],
  title: '标题 One',
  name: '2024-03-05-file',
  date: '2024-03-05T01:00:00+08:00',
}
const address = (pattern: string, more: Partial<Subject> = {}) =>
  expand(pattern, { ...subject, ...more }, slugger, true)

describe('tokens', () => {
  test.each([
    [':year/:month/:day', '2024/03/05'],
    [':monthname/:weekday/:weekdayname/:yearday', 'march/2/tuesday/65'],
    [':section/:sections', 'blog/blog/a-b/c'],
    ['/:sections[1:]/x', 'a-b/c/x'],
    ['/:sections[:1]/x', 'blog/x'],
    ['/:sections[last]/x', 'c/x'],
    ['/:sections[0]/x', 'blog/x'],
    ['/:sections[7]/x', 'x'],
    ['/:sections[1:2]/x', 'a-b/x'],
    [':title', '标题-one'],
    [':slug', '标题-one'],
    [':filename/:contentbasename', '2024-03-05-file/2024-03-05-file'],
    [':slugorfilename', '2024-03-05-file'],
    [':slugorcontentbasename/', '2024-03-05-file'],
    ['/Blog/:year-:month', 'blog/2024-03'],
    ['no-token', 'no-token'],
  ])('%s → %s', (pattern, expected) => expect(address(pattern)).toBe(expected))

  test('a slug beats the title and the file name', () => {
    const all = ':slug/:slugorfilename/:slugorcontentbasename/:title'
    expect(address(all, { slug: '007' })).toBe('007/007/007/标题-one')
  })

  test('dates count by their own offset, and a page without one has year 1, as in Hugo', () => {
    expect(address(':year/:month/:day', { date: '2024-01-01T00:30:00+08:00' })).toBe('2024/01/01')
    expect(address(':year/:month/:day/:weekdayname/:yearday', { date: undefined })).toBe('1/01/01/monday/1')
  })

  test('the empty root section leaves no double slash', () => {
    expect(address('/:section/:sections/:filename', { sections: [] })).toBe('2024-03-05-file')
  })
})

describe('a title in a pattern comes out as Hugo 0.111.3 has it', () => {
  test.each([
    ['C++ guide', 'c-guide'],
    ['I love C++', 'i-love-c-'],
    ['C# 入门', 'c#-入门'],
    ['I love C#', 'i-love-c'],
    ['#x#', '#x#'],
    ['dots...', 'dots...'],
    ['a -- b', 'a--b'],
    ['A/B & test, 50%! 100%25 (x)', 'a/b-test-50-100-x'],
  ])('%s → %s', (title, expected) => expect(address('/:title/', { title })).toBe(expected))

  test('a plus of a term is a blank, too, where there is a pattern; its # stays', () => {
    expect(expand('/topics/:slug/', { ...subject, title: 'C++' }, slugger, false)).toBe('topics/c-')
    expect(expand('/topics/:slug/', { ...subject, title: 'C#' }, slugger, false)).toBe('topics/c#')
  })
})

test('unknown tokens are found, known ones and escaped colons are not', () => {
  expect(unknownToken('/:year/:tilte/')).toBe(':tilte')
  expect(unknownToken('/:year/\\:x/:sections[1:]')).toBeUndefined()
  expect(unknownToken('/:constructor')).toBe(':constructor')
})

test('a pattern is chosen by the deepest folder, without regard to case', () => {
  const patterns = { blog: 'b', 'blog/weekly/': 'w', '/': 'root' }
  expect(patternFor(patterns, 'Blog/x')).toBe('b')
  expect(patternFor(patterns, 'blog/weekly/2024')).toBe('w')
  expect(patternFor(patterns, '')).toBe('root')
  expect(patternFor(patterns, 'other')).toBeUndefined()
})
