import { describe, expect, test } from 'vitest'
import { catalogue } from '../../src/diagnostics/catalogue.ts'
import { diagnose } from '../../src/diagnostics/diagnose.ts'
import { codeFrame, linesOf } from '../../src/diagnostics/frame.ts'
import { formatTerminal } from '../../src/diagnostics/terminal.ts'

const text = '---\ntitle: 你好\ndate: 2024-13-45\n---\n'

describe('the code frame', () => {
  test('shows the line, its neighbours, and carets under the place', () => {
    const frame = codeFrame(linesOf(text), { file: 'a.md', line: 3, column: 7, length: 10 })
    expect(frame.map(({ number, text }) => `${number ?? ' '}│${text}`)).toEqual([
      '2│title: 你好',
      '3│date: 2024-13-45',
      ' │      ^^^^^^^^^^',
      '4│---',
    ])
  })

  test('counts a Han character as two columns wide', () => {
    const [line, carets] = codeFrame(linesOf('标题：好'), { file: 'a.md', line: 1, column: 3, length: 1 })
    expect([line?.text, carets?.text]).toEqual(['标题：好', '    ^^'])
  })

  test('shows a window of a very long line', () => {
    const [line, carets] = codeFrame(linesOf(`${'字'.repeat(9000)}X${'字'.repeat(9000)}`), {
      file: 'a.md',
      line: 1,
      column: 9001,
    })
    expect(line?.text).toHaveLength(100)
    expect(line?.text.charAt(50)).toBe('X')
    expect(carets?.text).toBe(`${' '.repeat(100)}^`)
  })
})

test('the terminal shows place, words, frame and hint, in the language of the site', () => {
  const diagnostic = diagnose(
    'config-key-unknown',
    { file: 'ruoyu.config.ts', line: 1, column: 1 },
    { key: 'titel', suggestion: 'title', names: '' },
  )
  const format = (language: string) => formatTerminal([diagnostic], { language, color: false, textOf: () => 'titel' })
  expect(format('zh-CN')).toBe(
    'ruoyu.config.ts:1:1 错误 配置里有不认识的键“titel” config-key-unknown\n     1 │ titel\n       │ ^\n  → 是不是想写“title”？',
  )
  expect(format('en')).toContain('did you mean “title”?')
})

test('every message has a code in lower-case words', () => {
  for (const code of Object.keys(catalogue)) expect(code).toMatch(/^[a-z]+(-[a-z0-9]+)*$/)
})

test('a post can not speak to the terminal: no control character, no change of direction, no line break of its own', () => {
  const hostile = '\x1b[2J\x9b1m\n\r\u202e\b'
  const found = diagnose('link-dead', { file: `${hostile}.md`, line: 1, column: 1 }, { url: hostile })
  const shown = formatTerminal([found], { language: 'zh', color: false, textOf: () => `前${hostile}后` })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(shown).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/)
  expect(shown.split('\n')[0]).toContain('link-dead')
})
