import { describe, expect, test } from 'vitest'
import { parseFiles, parseOne } from './files.ts'

describe('cutting a file in two', () => {
  test('the body starts on the line after the closing delimiter', () => {
    const { entry } = parseOne('---\ntitle: 文\n---\n\n正文\n')
    expect(entry).toMatchObject({ id: 'a.md', body: '\n正文\n', bodyLine: 4 })
  })

  test.each([
    ['a byte order mark', '\ufeff---\ntitle: 文\n---\n正文\n', 4],
    ['CRLF', '---\r\ntitle: 文\r\n---\r\n正文\r\n', 4],
    ['lone CR', '---\rtitle: 文\r---\r正文\r', 4],
    ['blank lines first', '\n \n---\ntitle: 文\n---\n正文\n', 6],
    ['blanks after the delimiters', '---  \ntitle: 文\n--- \n正文\n', 4],
    ['a longer closing line', '---\ntitle: 文\n-----\n正文\n', 4],
    ['TOML', '+++\ntitle = "文"\n+++\n正文\n', 4],
    ['JSON', '{\n "title": "文"\n}\n正文\n', 4],
    ['JSON on one line', '{"title": "文", "x": {"y": "}{"}}\n正文\n', 2],
  ])('%s makes no difference', (_name, text, bodyLine) => {
    const { entry, problems } = parseOne(text)
    expect(entry).toMatchObject({ body: '正文\n', bodyLine, frontMatter: { title: '文' } })
    expect(problems).toEqual([])
  })

  test('a rule or a fence further down belongs to the body', () => {
    const { body } = parseOne('---\ntitle: 文\n---\n甲\n\n---\n\n乙\n')
    expect(body).toBe('甲\n\n---\n\n乙\n')
  })

  test('an empty body is a page', () => {
    expect(parseOne('---\ntitle: 文\n---').entry).toMatchObject({ body: '', bodyLine: 4 })
  })

  test('without front matter the whole file is the body, with a warning', () => {
    const { entry, problems } = parseOne('# 标题\n\n正文')
    expect(entry).toMatchObject({ body: '# 标题\n\n正文', bodyLine: 1, frontMatter: { title: 'a' } })
    expect(problems).toEqual(['a.md:1:1 front-matter-missing'])
  })

  test('front matter that only its end marks, as Hexo takes it, is read, with a warning', () => {
    const { entry, problems } = parseOne('\ntitle: 文\ntags:\n- 甲\n  \nlayout: post\n---\n正文\n')
    expect(entry).toMatchObject({ body: '正文\n', bodyLine: 8, frontMatter: { title: '文', terms: { tags: ['甲'] } } })
    expect(problems).toEqual(['a.md:2:1 front-matter-unopened'])
  })

  test.each(['注意: 甲\n---\n乙', 'note: a\n---\nb', 'title: 甲\n乙\n---\n', '正文\ntitle: 甲\n---\n', 'title: 甲\n'])(
    '%j is text',
    (text) => {
      expect(parseOne(text)).toMatchObject({ entry: { body: text }, problems: ['a.md:1:1 front-matter-missing'] })
    },
  )

  test.each(['----\n正文', '{{< figure src="a.png" >}}\n', '{% raw %}', '++++'])('%j opens no front matter', (text) => {
    expect(parseOne(text).problems).toEqual(['a.md:1:1 front-matter-missing'])
  })

  test('front matter of nothing but comments is empty', () => {
    const { problems } = parseOne('---\n# nothing\n---\n正文')
    expect(problems).toEqual(['a.md:2:1 title-missing'])
  })
})

describe('files that are no posts', () => {
  test('an empty one gives a warning and no entry', () => {
    const { entries, problems } = parseFiles({ 'a.md': ' \n' })
    expect(entries).toEqual({})
    expect(problems).toEqual(['a.md file-empty'])
  })

  test('an empty _index.md makes a section', () => {
    const { entries, problems } = parseFiles({ 'posts/_index.md': '' })
    expect(Object.keys(entries)).toEqual(['posts/_index.md'])
    expect(problems).toEqual([])
  })

  test('an HTML file is an entry only with front matter, and its body stays HTML', () => {
    const { entries } = parseFiles({ 'a.html': '<p>1</p>', 'b.html': '---\ntitle: 文\n---\n<p>1</p>' })
    expect(entries['b.html']).toMatchObject({ body: '<p>1</p>' })
    expect(entries['a.html']).toBeUndefined()
  })
})

describe('characters that no page may hold', () => {
  test('are taken out of front matter, with a warning at the first', () => {
    const { frontMatter, problems, diagnostics } = parseOne('---\ntitle: 甲\u0008乙\u0008\n---\n')
    expect(frontMatter.title).toBe('甲乙')
    expect(problems).toEqual(['a.md:2:9 body-control-character'])
    expect(diagnostics[0]?.params).toEqual({ character: 'U+0008', count: 2 })
  })

  test('are left out where they are NUL', () => {
    const { frontMatter, problems } = parseOne('\n---\ntitle: 甲\0\n---\n')
    expect(frontMatter.title).toBe('甲')
    expect(problems).toEqual(['a.md:3:9 body-control-character'])
  })

  test('do not come back by an escape', () => {
    expect(parseOne('---\ntitle: "甲\\u0008乙\\0\\ud800"\n---\n').frontMatter.title).toBe('甲乙')
  })
})

describe('ids', () => {
  test('are paths below the content folder, the innermost where they nest', () => {
    const { entries } = parseFiles(
      { 'zh/a.md': '---\ntitle: 甲\n---', 'b.md': '---\ntitle: 乙\n---' },
      { content: ['./content/', 'content/zh'] },
    )
    expect(Object.keys(entries)).toEqual(['a.md', 'b.md'])
  })
})

describe('cascade', () => {
  const post = '---\ntitle: 文\n---\n'

  test("a section's values reach its descendants and itself; own and nearer values win", () => {
    const { entries } = parseFiles({
      '_index.md': '---\ncascade:\n  type: root\n  author: 甲\n---',
      'posts/_index.md': '---\ncascade: {type: near}\n---',
      'posts/deep/a.md': post,
      'posts/deep/b.md': '---\ntitle: 文\ntype: own\n---\n',
      'c.md': post,
    })
    const read = (id: string) => [entries[id]?.frontMatter.type, entries[id]?.frontMatter.author]
    expect(read('posts/deep/a.md')).toEqual(['near', '甲'])
    expect(read('posts/deep/b.md')).toEqual(['own', '甲'])
    expect(read('posts/_index.md')).toEqual(['near', '甲'])
    expect(read('c.md')).toEqual(['root', '甲'])
  })

  test('a target narrows it by path, kind, language and environment', () => {
    const { entries } = parseFiles({
      '_index.md': [
        '---',
        'cascade:',
        '  - _target: {path: "/posts/**"}',
        '    toc: true',
        '  - target: {kind: "{section,home}"}',
        '    layout: wide',
        '  - target: {lang: en}',
        '    type: never',
        '  - target: {environment: development}',
        '    type: never',
        '---',
      ].join('\n'),
      'posts/a.md': post,
      'b.md': post,
    })
    expect(entries['posts/a.md']?.frontMatter).toMatchObject({ params: { toc: true } })
    expect(entries['b.md']?.frontMatter.params).toEqual({})
    expect(entries['b.md']?.frontMatter.layout).toBeUndefined()
    expect(entries['_index.md']?.frontMatter).toMatchObject({ layout: 'wide' })
    expect(entries['_index.md']?.frontMatter.type).toBeUndefined()
  })

  test("the config's comes last, and its draft, tags and dates are read as front matter is", () => {
    const { entries } = parseFiles(
      { 'posts/a.md': post, 'b.md': post },
      { cascade: [{ path: '/posts/**', values: { draft: true, tags: ['甲', 2024], Date: '2024-01-01' } }] },
    )
    expect(entries['posts/a.md']?.frontMatter).toMatchObject({
      draft: true,
      terms: { tags: ['甲', '2024'] },
      date: '2024-01-01T00:00:00+08:00',
    })
    expect(entries['b.md']?.frontMatter.draft).toBe(false)
  })

  test('a fault in it is told once, where it stands', () => {
    const { problems } = parseFiles({
      'posts/_index.md': '---\ncascade:\n  date: foo\n---',
      'posts/a.md': post,
      'posts/b.md': post,
    })
    expect(problems).toEqual(['posts/_index.md:3:9 date-invalid'])
  })

  test("another language's section does not reach the site's own pages", () => {
    const { entries } = parseFiles(
      { '_index.en.md': '---\ncascade: {type: en}\n---', 'a.md': post },
      { otherLanguages: ['en'] },
    )
    expect(entries['a.md']?.frontMatter.type).toBeUndefined()
  })
})
