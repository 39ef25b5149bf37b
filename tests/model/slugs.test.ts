import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSlugger, shorten } from '../../src/model/slugs.ts'

const { plain } = createSlugger({ slugs: 'keep', lowerCasePaths: true })

describe('names follow Hugo', () => {
  // A text, and the name that Hugo 0.111.3 gives it as a tag.
  test.each([
    ['人工智能', '人工智能'],
    ['C++', 'c++'],
    ['C#', 'c#'],
    ['.NET', '.net'],
    ['I am a Developer', 'i-am-a-developer'],
    ['a  b   c', 'a-b-c'],
    ['A/B', 'a/b'],
    ['a//b', 'a/b'],
    ['/lead', 'lead'],
    ['trail/', 'trail'],
    ['读书·笔记', '读书笔记'],
    ['100%', '100'],
    ['x?y', 'xy'],
    ['A_B', 'a_b'],
    ['@me', '@me'],
    ['~x', '~x'],
    ['x.', 'x.'],
    ['Ⅳ章', '章'],
    ['❤️ 生活', '\u{fe0f}-生活'],
    ['a -- b', 'a--b'],
    [' - lead', '-lead'],
    ['trail -', 'trail-'],
    ['中文，标题：「引号」—破折号 end', '中文标题引号破折号-end'],
    ['A/B & test, 50%! 100%25 (x)', 'a/b-test-50-100-x'],
    ['%E4%B8%AD 文', '中-文'],
  ])('%s → %s', (text, slug) => expect(plain(text)).toBe(slug))
})

describe('names are kept where Hugo loses a page, and safe where it writes a bad file', () => {
  test.each([
    ['〇一', '〇一'],
    ['🎉', 'u1f389'],
    ['。', 'u3002'],
    ['❤️', 'u2764-fe0f'],
    ['/', 'u2f'],
    ['..', 'u2e-2e'],
    ['../etc', 'u2e-2e/etc'],
    ['%2e%2e/x', 'u2e-2e/x'],
    ['con', 'con_'],
    ['NUL.txt', 'nul_.txt'],
    ['COM1', 'com1_'],
    ['com10', 'com10'],
    ['a\\b', 'ab'],
    ['a\u0000b', 'ab'],
    ['Cafe\u0301', 'café'],
    ['%ff%fe', 'fffe'],
  ])('%s → %s', (text, slug) => expect(plain(text)).toBe(slug))

  test('any text becomes non-empty segments that no file system minds and no path leaves', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('.', '/', '%', '2', 'e', '中', ' ', '-', '\\', '\u0000', 'c', 'o', 'n', '🎉', '\ud800'),
      }),
    )
    fc.assert(
      fc.property(text, (text) => plain(text).split('/').every(isSafe)),
      { seed: 20261123, numRuns: 500 },
    )
  })
})

function isSafe(segment: string): boolean {
  const unsafe = /^\.*$|[\\<>:"|?*\p{Cc}\p{Cs}]|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/iu
  return !unsafe.test(segment) && segment === segment.normalize('NFC')
}

test('case stays where the site keeps it', () => {
  expect(createSlugger({ slugs: 'keep', lowerCasePaths: false }).plain('Go Lang')).toBe('Go-Lang')
  const bare = createSlugger({ slugs: 'keep', lowerCasePaths: true, removePathAccents: true })
  expect(['Café', 'が行', '한국'].map(bare.plain)).toEqual(['cafe', 'か行', '한국'])
})

test('pinyin is for titles and terms, not for files and slugs that were chosen', () => {
  const { plain, slug } = createSlugger({ slugs: 'pinyin', lowerCasePaths: true, pinyin: () => 'Ren Gong' })
  expect([slug('人工'), plain('人工')]).toEqual(['ren-gong', '人工'])
})

describe('a long segment is cut', () => {
  const bytes = (text: string) => Buffer.byteLength(text)

  test('to 255 bytes, with a hash that tells apart what begins alike', () => {
    const one = shorten(`${'智'.repeat(90)}一`)
    const other = shorten(`${'智'.repeat(90)}二`)
    expect(one).toMatch(/^智+-[\da-f]{8}$/)
    expect(bytes(one)).toBeLessThanOrEqual(255)
    expect(bytes(one)).toBeGreaterThan(250)
    expect(one).not.toBe(other)
  })

  test('between graphemes', () => {
    const family = '👨‍👩‍👧'
    expect(shorten(family.repeat(20)).replaceAll(family, '')).toMatch(/^-[\da-f]{8}$/)
  })

  test('but not where it has 255 bytes', () => {
    expect(shorten('智'.repeat(85))).toBe('智'.repeat(85))
  })
})
