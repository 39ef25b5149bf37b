import { describe, expect, test } from 'vitest'
import { switchHints } from '../../src/parse/switchHints.ts'
import { site } from '../site.ts'
import { findings, html } from './render.ts'

describe('markdown.mark', () => {
  const mark = { markdown: { mark: true } }
  test.each([
    ['一 ==标== 二', '<p>一 <mark>标</mark> 二</p>'],
    ['==甲 **粗** 乙==。', '<p><mark>甲 <strong>粗</strong> 乙</mark>。</p>'],
    ['==甲== 与 ==乙==', '<p><mark>甲</mark> 与 <mark>乙</mark></p>'],
    ['**==甲==**', '<p><strong><mark>甲</mark></strong></p>'],
    ['[==甲==](/a/)', '<p><a href="/a/"><mark>甲</mark></a></p>'],
    ['| ==甲== |\n| - |', '<mark>甲</mark>'],
  ])('%j', async (body, right) => {
    expect(await html(body, mark)).toContain(right)
    expect(await html(body, { markdown: { mark: true, html: 'sanitize' } })).toContain(right)
  })

  test.each(['a == b == c', '`==甲==`', '甲 === 乙 ===', '\\==甲==', '==甲', '**甲 ==乙** 丙=='])(
    '%j has none',
    async (body) => {
      expect(await html(body, mark)).toBe(await html(body))
    },
  )

  test('is off unless it is turned on', async () => {
    expect(await html('==甲==')).toBe('<p>==甲==</p>')
  })
})

describe('markdown.wikiLinks', () => {
  const archive = (body: string) =>
    `-- content/posts/a.md --\n---\ntitle: 甲\ndate: 2024-01-01\n---\n${body}\n-- content/notes/页.md --\n---\ntitle: 页\ndate: 2024-01-02\n---\n## 节 一\n\n文\n-- content/posts/图 1.png --\n`
  const built = async (body: string, on = true) => {
    const { file, diagnostics } = await site(archive(body), { config: { markdown: { wikiLinks: on } } })
    const page = file('posts/a/index.html')
    const prose = /<div class="prose">\n(.*?)\n*<\/div>\n<footer/s.exec(page)?.[1]?.trim() ?? ''
    return { prose, told: diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`) }
  }
  const page = '/notes/%E9%A1%B5/'

  test.each([
    ['见 [[页]]。', `<p>见 <a href="${page}">页</a>。</p>`],
    ['见 [[notes/页|这里]]。', `<p>见 <a href="${page}">这里</a>。</p>`],
    ['[[页#节 一]]', `<a href="${page}#%E8%8A%82-%E4%B8%80">页 › 节 一</a>`],
    ['**[[页]]** 与 `[[页]]`', `<p><strong><a href="${page}">页</a></strong> 与 <code>[[页]]</code></p>`],
    ['| [[页\\|文]] |\n| - |\n', `<a href="${page}">文</a>`],
    ['## 题\n\n[[#题]]', '<a href="#%E9%A2%98">题</a>'],
    ['![[图 1.png]]', '<img src="/posts/%E5%9B%BE%201.png" alt="图 1.png"'],
    ['![[图 1.png|说明]]', 'alt="说明"'],
    ['![[图 1.png|300]]', 'width="300"'],
    ['```\n[[页]]\n```', '[[页]]'],
  ])('%j', async (body, right) => {
    const { prose, told } = await built(body)
    expect(prose).toContain(right)
    expect(told).toEqual([])
  })

  test('a page that is not there is told of at its place', async () => {
    expect((await built('一\n\n见 [[没有]] 与 [[页]]')).told).toEqual(['link-dead 7:3'])
  })

  test('are off unless they are turned on', async () => {
    expect((await built('[[页]]', false)).prose).toBe('<p>[[页]]</p>')
  })

  test('leave all other places where they were', async () => {
    expect(await findings('[[页]] [坏](javascript:x)', { markdown: { wikiLinks: true } })).toEqual([
      'link-scheme-dangerous 1:7',
    ])
  })
})

describe('check hints at a switch', () => {
  const hints = async (body: string, config = {}) => {
    const { entries, site: model } = await site(
      `-- content/a.md --\n---\ntitle: 文\n---\n${body}\n-- content/b.md --\n---\ntitle: 二\n---\n${body}\n`,
      { config },
    )
    return switchHints(entries, ({ text = '' }) => text, model.config.markdown).map(
      ({ file, line, column, params }) => `${file}:${line}:${column} ${params.name} ×${params.count}`,
    )
  }

  test.each([
    ['一\n\n文 ==标==，==再==', ['content/a.md:6:3 mark ×4']],
    ['见 [[页|字]] 与 ![[图.png]]', ['content/a.md:4:3 wikiLinks ×4']],
    ['a==b || c==d', []],
    ['`==甲==` `[[页]]`\n\n```\n==甲== [[页]]\n```', []],
    ['参考 [[1]]，[[TOC]]，a[[0]]', []],
    ['标题\n====\n\n甲 == 乙 == 丙', []],
  ])('%j', async (body, said) => {
    expect(await hints(body)).toEqual(said)
  })

  test('that is on, at none', async () => {
    expect(await hints('==标== [[b]]', { markdown: { mark: true, wikiLinks: true } })).toEqual([])
  })
})
