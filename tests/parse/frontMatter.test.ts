import { describe, expect, test } from 'vitest'
import { completeConfig } from '../../src/config.ts'
import { placeIn } from '../../src/kit/fieldPlaces.ts'
import { parseEntries } from '../../src/parse/entries.ts'
import type { Config } from '../../src/types.ts'
import { parseFiles, parseOne, yaml } from './files.ts'

describe('what is refused, at its line and column', () => {
  test.each([
    ['another language', '---js\n{title: "x"}\n---\n', '1:1 front-matter-language'],
    ['JavaScript by its long name', '---javascript\n---\n', '1:1 front-matter-language'],
    ['a name that objects have', '---toString\n---\n', '1:1 front-matter-language'],
    ['YAML by name', '---yaml\ntitle: x\n---\n', '1:1 front-matter-language'],
    ['text after +++', '+++toml\n+++', '1:1 front-matter-language'],
    ['no closing ---', '---\ntitle: x\n\n正文\n', '1:1 front-matter-unclosed'],
    ['no closing +++', '\n+++\ntitle = "x"\n---\n', '2:1 front-matter-unclosed'],
    ['no closing brace', '{\n"title": "x"\n', '1:1 front-matter-unclosed'],
    ['a colon in a value', '---\na: 1\ntitle: Foo: bar\n---\n', '3:8 front-matter-colon'],
    ['a tab as indentation', '---\ntitle: x\nauthor:\n\tname: 甲\n---\n', '4:1 front-matter-tab'],
    ['a full-width colon', '---\ntitle： x\n---\n', '2:6 front-matter-full-width-colon'],
    [
      'a full-width colon among others',
      '---\ndate: 2024-01-01\ntags ： [a]\ntitle: x\n---',
      '3:6 front-matter-full-width-colon',
    ],
    ['an unclosed quote', '---\ntitle: "x\ndate: 2024-01-01\n---\n', '2:8 front-matter-quote'],
    ['a reserved sign', '---\ntitle: @x\n---\n', '2:8 front-matter-syntax'],
    ['an alias without anchor', '---\ntitle: *x*\n---\n', '2:8 front-matter-alias'],
    ['a list', '---\n- a\n---\n', '2:1 front-matter-no-map'],
    ['a text', '---\nhello\n---\n', '2:1 front-matter-no-map'],
    ['a number', '---\n42\n---\n', '2:1 front-matter-no-map'],
    ['a list as key', '---\n? [a]\n: b\n---\n', '2:3 front-matter-key'],
    ['broken TOML', '+++\ntitle = "x"\ndate = \n+++\n', '3:8 front-matter-syntax'],
    ['a key twice in TOML', '+++\na = 1\na = 2\n+++\n', '3:1 front-matter-syntax'],
    ['broken JSON', '{\n"title": "x",\n}\n', '3:1 front-matter-syntax'],
    ['a bare word in JSON', '{\n"draft": yes\n}\n', '2:10 front-matter-syntax'],
    ['a bad escape in JSON', '{\n"title": "\\x"\n}\n', '2:10 front-matter-syntax'],
    ['__proto__', '---\ntitle: x\n__proto__: {a: 1}\n---\n', '3:1 front-matter-key-forbidden'],
    ['constructor within', '---\na:\n  b: {constructor: 1}\n---\n', '3:7 front-matter-key-forbidden'],
    ['__proto__ in TOML', '+++\na = 1\n[__proto__]\nb = 1\n+++\n', '3:2 front-matter-key-forbidden'],
    ['__proto__ in JSON', '{"__proto__": 1}\n', '1:2 front-matter-key-forbidden'],
    ['deep nesting', `---\na: ${'['.repeat(60)}${']'.repeat(60)}\n---\n`, '2:54 front-matter-too-deep'],
    // The parser would recurse to the end of the stack, where V8 may end the program.
    ['a thousand open brackets', `---\na: ${'['.repeat(1000)}\n---\n`, '1:1 front-matter-too-deep'],
    ['a thousand items in one line', `---\n${'- '.repeat(1000)}a\n---\n`, '1:1 front-matter-too-deep'],
    ['ten thousand names in a key of TOML', `+++\n${'a.'.repeat(10_000)}b = 1\n+++\n`, '1:1 front-matter-too-deep'],
  ])('%s', (_name, text, problem) => {
    expect(parseOne(text).problems).toEqual([`a.md:${problem}`])
    expect(parseOne(text).problems, 'the second time').toEqual([`a.md:${problem}`])
    expect(parseOne(text).entry).toBeUndefined()
  })

  test('an alias bomb is refused before it costs anything', () => {
    const levels = Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`)
    const { problems } = parseOne(`---\na0: &a0 [x]\n${levels.join('\n')}\n---\n`)
    expect(problems).toEqual([expect.stringMatching(/^a\.md:\d+:\d+ front-matter-too-many$/)])
  })

  test('an anchor that holds itself is an alias to nothing', () => {
    expect(parseOne('---\na: &x [*x]\n---\n').problems).toEqual(['a.md:2:8 front-matter-alias'])
  })

  test('every full-width colon is shown', () => {
    expect(parseOne('---\ntitle： x\ntags: [a]\ndate：2024-01-01\n---\n').problems).toHaveLength(2)
  })
})

describe('what Hugo builds is read', () => {
  const friends = Array.from(
    { length: 150 },
    (_, n) => `  - {name: 友${n}, url: "https://${n}.example/", note: ${'字'.repeat(150)}}`,
  )

  test.each([
    ['30 KB and more', `title: 文\nlinks:\n${friends.join('\n')}`],
    ['a text of 300 KB', `title: 文\nnote: ${'字'.repeat(100_000)}`],
    ['20,000 values', `title: 文\nlist: [${'1, '.repeat(20_000)}1]`],
    ['20,000 blank lines', `title: 文${'\n \n'.repeat(10_000)}a: 1`],
  ])('%s', (_name, lines) => {
    for (const text of [`---\n${lines}\n---\n正文`, `---\r\n${lines.replaceAll('\n', '\r\n')}\r\n---\r\n正文`]) {
      const { frontMatter, problems, body, entry } = parseOne(text)
      expect(problems).toEqual([])
      expect(frontMatter.title).toBe('文')
      expect(body).toBe('正文')
      expect(entry?.bodyLine).toBe(lines.split('\n').length + 3)
    }
  })

  test.each([
    ['a tab', 'tags: [\n\t"Go"\n]', ['Go']],
    ['tabs and a comment', "tags: [\n\tGo, # 语言\n\t\t'it''s',\n\t]", ['Go', "it's"]],
    ['no indentation', 'tags: [\n"Go",\nRust\n]', ['Go', 'Rust']],
    ['tabs after commas', 'tags:\t[Go,\tRust]', ['Go', 'Rust']],
    ['a bracket in quotes', 'tags: [\n\t"a]", \'[b\'\n]', ['a]', '[b']],
  ])('a list in brackets with %s', (_name, tags, terms) => {
    const { frontMatter, problems } = yaml(`${tags}\nslug: x`)
    expect(problems).toEqual([])
    expect(frontMatter).toMatchObject({ slug: 'x', terms: { tags: terms } })
    expect(placeIn(frontMatter.places, 'slug')).toEqual({ line: 3 + tags.split('\n').length, column: 7, length: 1 })
  })

  test('maps in brackets, and quotes over lines, whatever indents them', () => {
    const { frontMatter, problems } = yaml(
      'a: {\n\tb: [\n\t\t1,\n\t],\n}\nsummary: "甲\n\t乙"\ndescription: \'丙\n丁\'',
    )
    expect(problems).toEqual([])
    expect(frontMatter.params).toEqual({ a: { b: [1] } })
    expect(frontMatter.summary).toMatch(/^甲 +乙$/)
    expect(frontMatter.description).toMatch(/^丙 +丁$/)
  })

  test.each([
    ['two byte order marks', '\ufeff\ufeff'],
    ['a mark of no width', '\u200b'],
    ['marks and blank lines, in any order', '\n\u200b \n\ufeff\t\n\u2060'],
    ['blanks', '  '],
  ])('%s before it', (_name, marks) => {
    for (const matter of [
      '---\ntitle: 文\nslug: x\n---',
      '+++\ntitle = "文"\nslug = "x"\n+++',
      '{"title": "文",\n "slug": "x"\n}',
    ]) {
      const { frontMatter, problems, body, entry } = parseOne(`${marks}${matter}\n正文`)
      expect(problems).toEqual([])
      expect(frontMatter).toMatchObject({ title: '文', slug: 'x' })
      expect(body).toBe('正文')
      expect(entry?.bodyLine).toBe(`${marks}${matter}\n`.split('\n').length)
    }
  })

  test('a closing line may go on, and the body begins there', () => {
    expect(parseOne('---\ntitle: 文\n---正文').body).toBe('正文')
    expect(parseOne('---\ntitle: 文\n-----  \n正文').body).toBe('正文')
  })

  test('an anchor on a key, and an alias for one', () => {
    expect(yaml('&k key: v\nagain: *k\n*k : w').frontMatter.params).toMatchObject({ again: 'key', key: 'w' })
  })

  test('tags of YAML itself', () => {
    const lines = 'description: !!binary 5L2g5aW9\ndate: !!timestamp 2024-01-02\nslug: !!int 007\nx: !!omap [a: 1]'
    const { frontMatter, problems } = yaml(lines)
    expect(problems).toEqual([])
    expect(frontMatter).toMatchObject({ description: '你好', date: '2024-01-02T00:00:00+08:00', slug: '007' })
  })
})

describe('a part that YAML drops is named', () => {
  test.each([
    ['title: 甲 # 乙', '2:10 front-matter-comment', { key: 'title', value: '甲', comment: '# 乙' }],
    ['title: # 甲', '2:8 front-matter-comment', { value: '', comment: '# 甲' }],
    ['title: 文\ntags:\n  - C #\n  - Go', '4:7 front-matter-comment', { key: 'tags', value: 'C', comment: '#' }],
    ['title: !important 用法', '2:19 front-matter-tag', { tag: '!important', value: '用法' }],
    ['title: 文\ntags: [!a b]', '3:11 front-matter-tag', { tag: '!a', value: 'b' }],
  ])('%j', (lines, problem, params) => {
    const { problems, diagnostics } = parseOne(`---\n${lines}\n---\n`)
    expect(problems[0]).toBe(`a.md:${problem}`)
    expect(diagnostics[0]).toMatchObject({ level: 'warning', params })
  })

  test.each([
    'title: "甲" # 乙',
    'title: 甲#乙',
    'title: 文\ndraft: false # 草稿',
    'title: 文\ntags: # 标签\n  - a',
    'title: !!str 文',
  ])('%j loses nothing', (lines) => {
    expect(parseOne(`---\n${lines}\n---\n`).problems).toEqual([])
  })
})

describe('keys', () => {
  test('have no case', () => {
    const { frontMatter } = parseOne('---\nTITLE: 文\nURL: /a/\nlinktitle: 短\nLastMod: 2024-01-01\nTags: [甲]\n---\n')
    expect(frontMatter).toMatchObject({ title: '文', url: '/a/', linkTitle: '短', terms: { tags: ['甲'] } })
    expect(frontMatter.lastmod).toBe('2024-01-01T00:00:00+08:00')
  })

  test('that stand twice give a warning with both lines, and the last one counts', () => {
    const { frontMatter, problems, diagnostics } = parseOne('---\ntitle: 甲\ndraft: true\nTitle: 乙\n---\n')
    expect(frontMatter.title).toBe('乙')
    expect(problems).toEqual(['a.md:4:1 front-matter-duplicate'])
    expect(diagnostics[0]?.params).toEqual({ key: 'Title', first: 2, last: 4 })
  })

  test('that nobody knows become params, typed where that loses nothing', () => {
    const { frontMatter, problems } = yaml(
      'toc: true\ncomments: no\nversion: 1.10\nid: 007\nsize: 10\nempty:\nquoted: "true"\nmap: {a: [1, b]}\nCamel: x',
    )
    expect(frontMatter.params).toEqual({
      toc: true,
      comments: false,
      version: '1.10',
      id: '007',
      size: 10,
      empty: null,
      quoted: 'true',
      map: { a: [1, 'b'] },
      Camel: 'x',
    })
    expect(problems).toEqual([])
  })

  test('below `params` stand beside it', () => {
    expect(yaml('params:\n  a: 1').frontMatter.params).toEqual({ a: 1 })
  })

  test.each([
    ['tgas', 'tags'],
    ['catagories', 'categories'],
    ['drfat', 'draft'],
    ['latmod', 'lastmod'],
    ['descripton', 'description'],
    ['titel', 'title'],
    ['alias', 'aliases'],
    ['tag', 'tags'],
    ['category', 'categories'],
    ['permalink', 'url'],
    ['update', 'updated'],
    ['pasword', 'password'],
    ['hiden', 'hidden'],
    ['summery', 'summary'],
    ['exerpt', 'excerpt'],
    ['keyword_s', 'keywords'],
  ])('%s is likely meant as %s', (key, suggestion) => {
    const { diagnostics, problems } = yaml(`${key}: x`)
    expect(problems).toEqual(['a.md:3:1 front-matter-misspelled'])
    expect(diagnostics[0]?.params).toEqual({ key, suggestion })
  })

  test.each([
    ['comments: flase', 'off'],
    ['comments: "no"', 'off'],
    ['reward: "false"', 'off'],
    ['toc: { form: 2 }', 'level'],
    ['toc: { from: 4, to: 2 }', 'order'],
  ])('%s changes nothing, which is told', (line, reason) => {
    const { diagnostics, problems } = yaml(line)
    expect(problems).toEqual(['a.md:3:1 front-matter-idle'])
    expect(diagnostics[0]?.params.reason).toBe(reason)
  })

  test.each([
    'comments: false',
    'comments: true',
    'toc: [a]',
    'toc: { from: 1 }',
    'toc: { enable: true, auto: false }',
    'toc: { to: 4 }',
    'licence: CC BY 4.0',
  ])('%s is as it is meant', (line) => {
    expect(yaml(line).problems).toEqual([])
  })

  test.each([
    'data',
    'toc',
    'math',
    'name',
    'image',
    'menu',
    'subtitle',
    'height',
    'about',
    'authors',
    'publisher',
    'title2',
    'comment',
    'privacy',
    'author_link',
    'id',
  ])('%s is nobody else’s key', (key) => {
    expect(yaml(`${key}: x`).problems).toEqual([])
  })

  test('`tag` is the blogger’s own where the site has no taxonomy `tags`', () => {
    const { diagnostics } = parseFiles({ 'a.md': '---\ntitle: 文\ntag: x\n---\n' }, { taxonomies: { series: {} } })
    expect(diagnostics).toEqual([])
  })

  test.each([
    'publish: false',
    'public: no',
    'dg-publish: false',
    'status: draft',
    'Status: "private"',
    'state: 草稿',
    'wip: true',
    'isDraft: yes',
    'secret: true',
    'access: private',
  ])('`%s` keeps no page back, which is told of', (field) => {
    expect(yaml(field).problems).toEqual(['a.md:3:1 publish-key-unheeded'])
    expect(yaml(`${field}\ndraft: true`).problems).toEqual([])
    expect(yaml(field).frontMatter.draft).toBe(false)
  })

  test.each(['publish: true', 'publish: 2024-01-01', 'status: published', 'status: 200', 'published: false'])(
    '`%s` is no such key',
    (field) => {
      expect(yaml(field).problems).toEqual([])
    },
  )

  test('in YAML may come from an anchor by a merge key, own ones first', () => {
    const { frontMatter } = yaml('base: &base {a: 1, b: 2}\nmore:\n  <<: *base\n  b: 3')
    expect(frontMatter.params).toEqual({ base: { a: 1, b: 2 }, more: { a: 1, b: 3 } })
  })
})

describe('keys of Hexo that Hugo leaves alone', () => {
  test('`updated` is `lastmod` where Hugo’s own keys give none, and stays a parameter', () => {
    const { frontMatter, problems } = yaml('date: 2024-01-01\nupdated: 2024-02-03')
    expect(frontMatter.lastmod).toMatch(/^2024-02-03/)
    expect(frontMatter.params).toEqual({ updated: '2024-02-03' })
    expect(problems).toEqual([])
    expect(yaml('updated: 2024-02-03\nlastmod: 2024-03-04').frontMatter.lastmod).toMatch(/^2024-03-04/)
    expect(yaml('updated: 很久以前').problems).toEqual(['a.md:3:10 value-ignored'])
  })

  test('`excerpt` is the summary where there is none', () => {
    expect(yaml('excerpt: 摘要').frontMatter.summary).toBe('摘要')
    expect(yaml('excerpt: 摘要\nsummary: 别的').frontMatter.summary).toBe('别的')
    expect(yaml('excerpt: true').frontMatter.summary).toBeUndefined()
    expect(yaml('excerpt: 摘要').frontMatter.params).toEqual({ excerpt: '摘要' })
  })

  test('`cover` is the image', () => {
    expect(yaml('cover: a.png').frontMatter.image).toBe('a.png')
  })
})

describe('title', () => {
  test.each(['', '~', 'null', '""', '"  "'])('%j is none: the file’s name is shown, with a warning', (title) => {
    const { entries, problems } = parseFiles({ 'posts/2024-04-03-you-hao.md': `---\ntitle: ${title}\n---\n` })
    expect(entries['posts/2024-04-03-you-hao.md']?.frontMatter.title).toBe('you-hao')
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^posts\/2024-04-03-you-hao\.md:2:\d title-missing$/)
  })

  test('of a bundle is its folder’s name, of a section none', () => {
    const { entries, problems } = parseFiles({
      'posts/trip/index.md': '---\ndraft: false\n---\n',
      'posts/_index.md': '文字',
    })
    expect(entries['posts/trip/index.md']?.frontMatter.title).toBe('trip')
    expect(entries['posts/_index.md']?.frontMatter.title).toBeUndefined()
    expect(problems).toEqual(['posts/trip/index.md:2:1 title-missing'])
  })

  test('without the language that the name is marked with', () => {
    const { entries } = parseFiles(
      { 'a.zh-cn.md': '文', 'b.en.md': 'text', 'v1.2.md': 'x' },
      { otherLanguages: ['en'] },
    )
    expect(Object.values(entries).map(({ frontMatter }) => frontMatter.title)).toEqual(['a', 'b', 'v1.2'])
  })

  test.each([
    ['2024', '2024'],
    ['007', '007'],
    ['1.10', '1.10'],
    ['true', 'true'],
    ['"null"', 'null'],
    ["'it''s'", "it's"],
    ['"a\\tb"', 'a\tb'],
    ['>\n  甲\n  乙', '甲 乙'],
    ['「甲：乙」', '「甲：乙」'],
  ])('%s is text as written', (written, title) => {
    expect(parseOne(`---\ntitle: ${written}\n---\n`).frontMatter.title).toBe(title)
  })
})

describe('draft', () => {
  test.each(['true', 'yes', 'on', '1', '"true"', 'True', 'YES', 'y', '"yes"'])('%s keeps the post back', (draft) => {
    expect(yaml(`draft: ${draft}`).frontMatter.draft).toBe(true)
  })

  test.each(['false', 'no', 'off', '0', '"false"', 'False', '', '~'])('%s does not', (draft) => {
    const { frontMatter, problems } = yaml(`draft: ${draft}`)
    expect(frontMatter.draft).toBe(false)
    expect(problems).toEqual([])
  })

  test.each(['ture', '"maybe"', '[true]', '2'])('%s is an error and never published', (draft) => {
    const { frontMatter, problems } = yaml(`draft: ${draft}`)
    expect(problems).toEqual(['a.md:3:8 flag-invalid'])
    expect(frontMatter.draft).toBe(true)
  })

  test('`published: false` is a draft too, unless `draft` says otherwise', () => {
    expect(yaml('published: false').frontMatter.draft).toBe(true)
    expect(yaml('published: false\ndraft: false').frontMatter.draft).toBe(false)
  })

  test('in TOML and JSON is a boolean', () => {
    expect(parseOne('+++\ntitle = "x"\ndraft = true\n+++').frontMatter.draft).toBe(true)
    expect(parseOne('{"title": "x", "draft": true}').frontMatter.draft).toBe(true)
  })
})

describe('dates', () => {
  test.each(['2024-02-30', '2024-13-45', 'foo', '05/01/2024', '"2024-13-45"', '20240403'])('%s is an error', (date) => {
    expect(yaml(`date: ${date}`).problems).toEqual(['a.md:3:7 date-invalid'])
  })

  test('in TOML are held against the calendar as well', () => {
    expect(parseOne('+++\ntitle = "x"\ndate = 2024-02-30\n+++').problems).toEqual(['a.md:3:8 date-invalid'])
  })

  test.each([
    ['2024-04-03T06:00:00+08:00', '2024-04-03T06:00:00+08:00'],
    ['2024-04-03 06:00:00', '2024-04-03T06:00:00+08:00'],
    ['2024-04-03', '2024-04-03T00:00:00+08:00'],
    ['"2024/04/03"', '2024-04-03T00:00:00+08:00'],
  ])('in TOML: %s', (written, iso) => {
    expect(parseOne(`+++\ntitle = "x"\ndate = ${written}\n+++`).frontMatter.date).toBe(iso)
  })

  test('without a zone are in the site’s', () => {
    expect(yaml('date: 2024-04-03 06:00:00', { timeZone: 'Asia/Tokyo' }).frontMatter.date).toBe(
      '2024-04-03T06:00:00+09:00',
    )
  })

  test.each([
    ['publishDate: 2024-01-02', '2024-01-02'],
    ['pubdate: 2024-01-02', '2024-01-02'],
    ['published: 2024-01-02', '2024-01-02'],
    ['lastmod: 2024-01-02', '2024-01-02'],
    ['modified: 2024-01-02', '2024-01-02'],
    ['lastmod: 2024-01-03\npublishDate: 2024-01-02', '2024-01-02'],
    ['date:\nlastmod: 2024-01-02', '2024-01-02'],
    ['date: 0001-01-01T00:00:00Z\nlastmod: 2024-01-02', '2024-01-02'],
  ])('date falls back by Hugo’s order: %j', (lines, day) => {
    expect(yaml(lines).frontMatter.date?.slice(0, 10)).toBe(day)
  })

  test('of expiry go by two names', () => {
    expect(yaml('expiryDate: 2024-01-02').frontMatter.expiryDate).toBe('2024-01-02T00:00:00+08:00')
    expect(yaml('unpublishdate: 2024-01-02').frontMatter.expiryDate).toBe('2024-01-02T00:00:00+08:00')
  })

  test('come from the file’s name only where there is no other', () => {
    const { entries } = parseFiles({
      '2024-04-03-a.md': '---\ntitle: 甲\n---\n',
      '2024-04-03-b.md': '---\ntitle: 乙\ndate: 2020-01-01\n---\n',
      '2024-04-03-c/index.md': '---\ntitle: 丙\n---\n',
    })
    const days = Object.values(entries).map(({ frontMatter }) => frontMatter.date?.slice(0, 10))
    expect(days).toEqual(['2024-04-03', '2020-01-01', '2024-04-03'])
  })

  test('that are absent are absent', () => {
    const { frontMatter, problems } = yaml('date:')
    expect(frontMatter.date).toBeUndefined()
    expect(problems).toEqual([])
  })
})

describe('terms', () => {
  test.each([
    ['tags: 一个 标签', ['一个 标签']],
    ['tags: [2024, 1.10, 007, true]', ['2024', '1.10', '007', 'true']],
    ['tags:\n  - 甲\n  -\n  - ""\n  - ~\n  - 乙', ['甲', '乙']],
    ['tags:', []],
    ['tags: ~', []],
    ['tags: []', []],
    ['tags:\n- C++\n- C#\n- .NET', ['C++', 'C#', '.NET']],
  ])('%j', (lines, tags) => {
    const { frontMatter, problems } = yaml(lines)
    expect(frontMatter.terms).toEqual({ tags })
    expect(problems).toEqual([])
  })

  test('with a full-width comma between them are several, with a warning', () => {
    const { frontMatter, problems, diagnostics } = yaml('tags: [人工智能，技术]')
    expect(frontMatter.terms).toEqual({ tags: ['人工智能', '技术'] })
    expect(placeIn(frontMatter.places, 'tags.1')).toEqual({ line: 3, column: 13, length: 2 })
    expect(problems).toEqual(['a.md:3:8 terms-full-width-comma'])
    expect(diagnostics[0]?.params).toEqual({ key: 'tags', value: '人工智能，技术' })
  })

  test.each([
    ['tags: a, b', 'a, b', '“a” “b”', '3:7'],
    ['tags: a,b', 'a,b', '“a” “b”', '3:7'],
    ['tags: 甲、乙、丙', '甲、乙、丙', '“甲” “乙” “丙”', '3:7'],
    ['tags: ["a，b"]', 'a，b', '“a” “b”', '3:8'],
    ['tags:\n  - c\n  - 甲；乙', '甲；乙', '“甲” “乙”', '5:5'],
    ['tags:\n- a\n - b', 'a - b', '“a” “b”', '4:3'],
    ['tags:\n- a\n  - b\n  - c', 'a - b - c', '“a” “b” “c”', '4:3'],
  ])('%j is one term as in Hugo, with a warning that shows both readings', (lines, term, parts, at) => {
    const { frontMatter, problems, diagnostics } = yaml(lines)
    expect(frontMatter.terms.tags).toContain(term)
    expect(problems).toEqual([`a.md:${at} terms-joined`])
    expect(diagnostics[0]).toMatchObject({ level: 'warning', params: { value: term, parts } })
  })

  test.each(['tags: [1,000 Places, "10,000"]', 'tags: [Spider-Man - 2, a-b]', 'tags: "x,"'])('%j is plain', (lines) => {
    expect(yaml(lines).problems).toEqual([])
  })

  test('that are no text are left out with a warning', () => {
    const { frontMatter, problems } = yaml('tags: [a, {b: c}]')
    expect(frontMatter.terms).toEqual({ tags: ['a'] })
    expect(problems).toEqual(['a.md:3:11 value-ignored'])
  })

  test('are those of the config’s taxonomies, by its spelling; others are params', () => {
    const { frontMatter } = yaml('Series: 甲\ntags: [乙]', { taxonomies: { series: {} } })
    expect(frontMatter.terms).toEqual({ series: ['甲'] })
    expect(frontMatter.params).toEqual({ tags: ['乙'] })
  })

  test('in TOML are as written', () => {
    const { frontMatter } = parseOne('+++\ntitle = "x"\ntags = [2024, 1.10, # two\n "a，b"]\n+++')
    expect(frontMatter.terms).toEqual({ tags: ['2024', '1.10', 'a，b'] })
    expect(placeIn(frontMatter.places, 'tags.2')).toEqual({ line: 4, column: 2, length: 5 })
  })

  test('in JSON are as written', () => {
    expect(parseOne('{"title": 1.10, "tags": [2024, 1.10]}').frontMatter).toMatchObject({
      title: '1.10',
      terms: { tags: ['2024', '1.10'] },
    })
  })
})

describe('other values', () => {
  test.each([
    ['zh_CN', 'zh-CN'],
    ['zh-cn', 'zh-CN'],
    ['ZH_hant_tw', 'zh-Hant-TW'],
    ['en', 'en'],
  ])('lang: %s is %s', (written, lang) => {
    expect(yaml(`lang: ${written}`).frontMatter.lang).toBe(lang)
  })

  test('lang: 中文 is no language: the site’s counts, with a warning', () => {
    const { frontMatter, problems } = yaml('lang: 中文')
    expect(frontMatter.lang).toBeUndefined()
    expect(problems).toEqual(['a.md:3:7 value-ignored'])
  })

  test('slug, url, aliases and the like are text as written', () => {
    const { frontMatter } = yaml(
      'slug: 007\nurl: /x.html\naliases: /old/\ntype: post\nlayout: wide\nlang: en\nsummary: 摘要',
    )
    expect(frontMatter).toMatchObject({ slug: '007', url: '/x.html', aliases: ['/old/'], lang: 'en', summary: '摘要' })
  })

  test('an author may be a name, names or a map, which stays a param', () => {
    expect(yaml('author: 甲').frontMatter.author).toBe('甲')
    expect(yaml('author: [甲, 乙]').frontMatter.author).toBe('甲, 乙')
    const { frontMatter } = yaml('author: {name: 甲, link: https://example.com}')
    expect(frontMatter).toMatchObject({ author: '甲', params: { author: { name: '甲', link: 'https://example.com' } } })
  })

  test.each([
    ['weight: 10', 10],
    ['weight: "-3"', -3],
    ['weight: 0', 0],
  ])('%s', (lines, weight) => {
    expect(yaml(lines).frontMatter.weight).toBe(weight)
  })

  test.each([
    ['weight: heavy', '3:9'],
    ['slug: [a]', '3:7'],
    ['description: {a: b}', '3:14'],
    ['build: 1', '3:8'],
    ['build: {render: perhaps}', '3:8'],
  ])('%s is left out with a warning', (lines, at) => {
    expect(yaml(lines).problems).toEqual([`a.md:${at} value-ignored`])
  })

  test.each([
    ['', true, true],
    ['build: {render: never}', false, true],
    ['build: {render: link, list: local}', false, false],
    ['_build: {list: false}', true, false],
    ['build: {render: always, list: always}', true, true],
    ['headless: true', true, true],
  ])('%j decides on the page’s file and its place in lists', (lines, render, list) => {
    expect(yaml(lines).frontMatter.build).toEqual({ render, list })
  })

  test('headless hides a leaf bundle', () => {
    const { entries } = parseFiles({ 'x/index.md': '---\ntitle: 文\nheadless: true\n---\n' })
    expect(entries['x/index.md']?.frontMatter.build).toEqual({ render: false, list: false })
  })

  test.each([
    ['image: a.png'],
    ['images: [a.png, b.png]'],
    ['cover: a.png'],
    ['cover: {image: a.png, alt: x}'],
    ['featuredImage: a.png'],
    ['featured_image: a.png'],
    ['thumbnail: a.png'],
    ['images: []\ncover: a.png'],
  ])('%j gives the cover', (lines) => {
    expect(yaml(lines).frontMatter.image).toBe('a.png')
  })
})

test.each(['cover: false', 'image: no', 'thumbnail: true'])('%j gives no cover', (line) => {
  expect(yaml(line).frontMatter.image).toBeUndefined()
})

test('the place of a cover is that of its file name, whatever the key', () => {
  expect(placeIn(yaml('featured_image: a.png').frontMatter.places, 'image')).toEqual({ line: 3, column: 17, length: 5 })
  expect(placeIn(yaml('images:\n  - a.png').frontMatter.places, 'image')).toEqual({ line: 4, column: 5, length: 5 })
  expect(placeIn(yaml('cover: {image: a.png}').frontMatter.places, 'image')).toEqual({ line: 3, column: 16, length: 5 })
})

test('places are those of the values, and of the key where there is no plain value', () => {
  const { frontMatter } = parseOne('---\ntitle: "甲"\nPubDate: 2024-01-01\ntags:\n  - 乙\nslug:\n---\n')
  const placeOf = (key: string) => placeIn(frontMatter.places, key)
  expect(placeOf('title')).toEqual({ line: 2, column: 8, length: 3 })
  expect(placeOf('publishDate')).toEqual({ line: 3, column: 10, length: 10 })
  expect(placeOf('tags')).toEqual({ line: 4, column: 1, length: 4 })
  expect(placeOf('tags.0')).toEqual({ line: 5, column: 5, length: 1 })
  expect(placeOf('slug')).toEqual({ line: 6, column: 1, length: 4 })
  expect(['PubDate', 'itle', 'tags.1'].map(placeOf)).toEqual([undefined, undefined, undefined])
})

describe('where dates come from, by Hugo’s `frontmatter`', () => {
  const dates = (frontMatter: Config['frontMatter'], id: string, lines: string) => {
    const config = completeConfig({ frontMatter, timeZone: 'UTC' }, '').value
    const text = `---\ntitle: 文\n${lines}\n---\n`
    const { value, diagnostics } = parseEntries([{ path: `content/${id}`, text, hash: text }], config)
    const { date, lastmod, slug } = value[0]?.frontMatter ?? {}
    return [
      date?.slice(0, 10),
      lastmod?.slice(0, 10),
      slug,
      diagnostics.map(({ code, line }) => `${code}:${line}`).join(),
    ]
  }
  test.each<[string, Config['frontMatter'], string, string, readonly (string | undefined)[]]>([
    [
      'the name before the key',
      { date: [':filename', ':default'] },
      'p/2024-01-02-a.md',
      'date: 2020-01-01',
      ['2024-01-02', undefined, 'a', ''],
    ],
    [
      'the key before the name',
      { date: [':default', ':filename'] },
      'p/2024-01-02-a.md',
      'date: 2020-01-01',
      ['2020-01-01', undefined, undefined, ''],
    ],
    [
      'the name where there is no key',
      { date: ['date', ':filename'] },
      'p/2024-01-02-a.md',
      'slug: own',
      ['2024-01-02', undefined, 'own', ''],
    ],
    [
      'a bundle’s folder',
      { date: [':filename'] },
      'p/2024-01-02-a/index.md',
      'x: 1',
      ['2024-01-02', undefined, 'a', ''],
    ],
    [
      'without a word, the name last and the slug untouched',
      {},
      'p/2024-01-02-a.md',
      'x: 1',
      ['2024-01-02', undefined, undefined, ''],
    ],
    [
      'a key of one’s own',
      { lastmod: ['updated', ':default'] },
      'p/a.md',
      'updated: 2024-05-06\nlastmod: 2020-01-01',
      ['2020-01-01', '2024-05-06', undefined, ''],
    ],
    [
      'a key of one’s own that is no date',
      { lastmod: ['updated'] },
      'p/a.md',
      'date: 2020-01-01\nupdated: soon',
      ['2020-01-01', undefined, undefined, 'date-invalid:4'],
    ],
  ])('%s', (_, frontMatter, id, lines, expected) => {
    expect(dates(frontMatter, id, lines)).toEqual(expected)
  })
})
