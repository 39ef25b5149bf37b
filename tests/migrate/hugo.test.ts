import { describe, expect, test } from 'vitest'
import { completeConfig, type UserConfig } from '../../src/config.ts'
import { configSource } from '../../src/migrate/configSource.ts'
import { isHugoConfig, readHugoConfig } from '../../src/migrate/hugoConfig.ts'
import { toRuoyu } from '../../src/migrate/toRuoyu.ts'

const convert = (path: string, text: string) => toRuoyu(readHugoConfig([{ path, text }]))

describe('Hugo’s config', () => {
  test.each([
    ['hugo.toml', "title = '博客'\npaginate = 5\n[permalinks]\npost = '/:year/:slug/'"],
    ['config.yaml', 'title: 博客\npaginate: 5\npermalinks:\n  post: /:year/:slug/\n'],
    ['config.json', '{"title": "博客", "paginate": 5, "permalinks": {"post": "/:year/:slug/"}}'],
    [
      'config/_default/hugo.toml',
      "title = '博客'\n[pagination]\npagerSize = 5\n[permalinks.page]\npost = '/:year/:slug/'",
    ],
  ])('%s says the same in every form', (path, text) => {
    expect(isHugoConfig(path)).toBe(true)
    expect(convert(path, text).config).toMatchObject({
      title: '博客',
      pagination: { size: 5 },
      permalinks: { page: { post: '/:year/:slug/' } },
      timeZone: 'UTC',
    })
  })

  test('keys are found in any case, and production lies over the default', () => {
    const files = [
      { path: 'config/_default/config.yaml', text: 'BaseURL: http://localhost\nTITLE: 甲\n' },
      { path: 'config/production/hugo.toml', text: "baseURL = 'https://example.com'" },
      { path: 'config/_default/params.toml', text: "author = '某人'" },
    ]
    expect(toRuoyu(readHugoConfig(files)).config).toMatchObject({
      url: 'https://example.com',
      title: '甲',
      author: { name: '某人' },
    })
  })

  test('a root file of a language is that language’s', () => {
    const files = [
      { path: 'config/_default/config.en.toml', text: "title = 'Walnut'" },
      { path: 'config/_default/config.toml', text: "defaultContentLanguage = 'zh'\ntitle = '核桃'\npaginate = 5" },
      { path: 'config/_default/hugo.zh.toml', text: "title = '胡桃'" },
    ]
    expect(toRuoyu(readHugoConfig(files)).config).toMatchObject({ title: '胡桃', pagination: { size: 5 } })
  })

  test('the main language’s own settings count, and the others are named', () => {
    const { config, notes } = convert(
      'hugo.yaml',
      'defaultContentLanguage: zh-cn\nlanguages:\n  zh-cn:\n    title: 中文站\n    contentDir: content/zh\n  en:\n    title: English\n',
    )
    expect(config).toMatchObject({
      title: '中文站',
      language: 'zh-CN',
      content: ['content/zh'],
      otherLanguages: ['en'],
    })
    expect(notes).toContainEqual({ code: 'language', value: 'en' })
  })

  test('line ends and the length of summaries come over', () => {
    const config = 'hasCJKLanguage: true\nsummaryLength: 90\nmarkup: {goldmark: {renderer: {hardWraps: true}}}\n'
    expect(convert('hugo.yaml', config).config).toMatchObject({ summary: { length: 90 }, markdown: { breaks: true } })
  })

  test.each([
    [
      "passthrough: {enable: true, delimiters: {block: [['\\[', '\\]'], ['$$', '$$']], inline: [['\\(', '\\)']]}}",
      'brackets',
    ],
    ["passthrough: {enable: true, delimiters: {block: [['$$', '$$']], inline: [['$', '$']]}}", true],
    ["passthrough: {enable: false, delimiters: {inline: [['\\(', '\\)']]}}", 'escaped'],
    ['footnote: true', 'escaped'],
  ])('formulas are written as Hugo let them through: %s', (extensions, math) => {
    const config = `params: {math: true}\nmarkup: {goldmark: {extensions: {${extensions}}}}\n`
    expect(convert('hugo.yaml', config).config.markdown).toEqual({ math })
  })

  test('no formulas are looked for where Hugo’s config says nothing of them', () => {
    expect(convert('hugo.yaml', 'title: 博客\n').config.markdown).toBeUndefined()
  })

  test('what readers would miss is named', () => {
    const config =
      "googleAnalytics = 'G-1'\ndisqusShortname = 'd'\nsectionPagesMenu = 'main'\n[markup.goldmark.parser]\nautoHeadingIDType = 'github-ascii'\n[markup.goldmark.extensions.extras.mark]\nenable = true"
    expect(convert('hugo.toml', config).notes.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['analytics', 'comments', 'section-menu', 'heading-ids', 'typographer', 'extras']),
    )
    const quiet =
      'markup:\n  goldmark:\n    extensions: {typographer: false}\n    parser: {autoHeadingIDType: github}\n'
    expect(convert('hugo.yaml', `baseURL: https://a.com\n${quiet}`).notes).toEqual([])
  })

  test('the first of several YAML documents counts', () => {
    expect(convert('config.yaml', '---\ntitle: 一\n---\ntitle: 二\n').config.title).toBe('一')
  })

  test('a flat pattern under a taxonomy’s name is for its terms', () => {
    expect(convert('hugo.toml', "[permalinks]\ntags = '/t/:slug/'\npost = '/p/:slug/'").config.permalinks).toEqual({
      page: { post: '/p/:slug/' },
      term: { tags: '/t/:slug/' },
    })
  })

  test('old and new names, ugly URLs, ignored files and what is published', () => {
    const { config } = convert(
      'config.yaml',
      'baseURL: //owent.net\nuglyURLs: true\nignoreFiles: ["README\\\\.md$"]\nbuildFuture: true\ndisablePathToLower: true\ntaxonomies: {tag: tags, series: series}\n',
    )
    expect(config).toMatchObject({
      url: 'https://owent.net',
      uglyUrls: true,
      lowerCasePaths: false,
      ignore: ['/README\\.md$/'],
      publish: { future: true },
      taxonomies: { tags: {}, series: {} },
    })
  })

  test('a broken file says which one it is', () => {
    expect(() => readHugoConfig([{ path: 'hugo.toml', text: 'title = ' }])).toThrow(/^hugo\.toml: /)
  })

  test('what it becomes is a config that we take', () => {
    const { config } = convert(
      'hugo.toml',
      "title = \"It's 我的\\n博客\"\nbaseURL = 'https://example.com'\n[params]\n'a-b' = [1, 2]\n[[menu.main]]\nname = '关于'\nurl = 'about/'",
    )
    const source = configSource(config)
    const read = new Function(
      'defineConfig',
      source.replace(/^import.*\n/, '').replace('export default', 'return'),
    ) as (define: (value: UserConfig) => UserConfig) => UserConfig
    const again = read((value) => value)
    expect(again).toEqual(config)
    expect(completeConfig(again, 'ruoyu.config.ts').diagnostics).toEqual([])
  })
})

describe('mounts', () => {
  const mounts = (...all: readonly string[]) => convert('hugo.yaml', `module: {mounts: [${all.join(', ')}]}`)
  const named = (conversion: ReturnType<typeof convert>) =>
    conversion.notes.filter(({ code }) => code === 'mounts').map(({ value }) => value)

  test('folders of the site come to content/ and public/, in the place of the usual ones', () => {
    const conversion = mounts('{source: zh, target: content}', '{source: ./docs/, target: content/docs}')
    expect(conversion.copies).toEqual([
      { from: 'zh', to: 'content' },
      { from: 'docs', to: 'content/docs' },
      { from: 'static', to: 'public' },
    ])
    expect(conversion.config).not.toHaveProperty('content')
    expect(named(conversion)).toEqual([])
  })

  test('of static folders Hugo’s last counts first, with mounts and without', () => {
    const own = { from: 'content', to: 'content' }
    const statics = [
      { from: 'b', to: 'public/x' },
      { from: 'a', to: 'public' },
    ]
    expect(mounts('{source: a, target: static}', '{source: b, target: static/x}').copies).toEqual([own, ...statics])
    expect(convert('hugo.yaml', 'staticDir: [a, b]').copies).toEqual([
      own,
      ...['b', 'a'].map((from) => ({ from, to: 'public' })),
    ])
  })

  test('what is no folder of the site, or not the whole of it, is named, and other languages’ are left to them', () => {
    const conversion = mounts(
      '{source: ../shared, target: content}',
      '{source: node_modules/x, target: static/x}',
      '{source: content, target: static, excludeFiles: "*.md"}',
      '{source: x, target: assets/y}',
      '{source: assets, target: assets}',
      '{source: content/de, target: content, lang: de}',
    )
    expect(named(conversion)).toEqual([
      '../shared → content, node_modules/x → static/x, content → static, x → assets/y',
    ])
    expect(conversion.copies.map(({ from }) => from)).toEqual(['content', 'static'])
  })
})

describe('what decides addresses and dates', () => {
  const convertYaml = (text: string) => convert('hugo.yaml', text)

  test.each([
    ['', undefined, '""'],
    ['/', undefined, '/'],
    ['/blog/', 'http://localhost/blog/', '/blog/'],
    ['//a.org/', 'https://a.org/', '//a.org/'],
    ['a.org', 'https://a.org', 'a.org'],
    ['http://localhost:1313', 'http://localhost:1313', 'http://localhost:1313'],
    ['https://example.org/', 'https://example.org/', 'https://example.org/'],
    ['https://a.org/blog/', 'https://a.org/blog/', undefined],
  ])('baseURL %j', (baseURL, url, named) => {
    const { config, notes } = convertYaml(`baseURL: "${baseURL}"\n`)
    expect(config.url).toBe(url)
    expect(notes.find(({ code }) => code === 'base-url')?.value).toBe(named)
  })

  test('frontmatter, without the dates that differ from machine to machine', () => {
    const { config, notes } = convertYaml(
      "frontmatter:\n  date: [':filename', ':default']\n  lastmod: [lastmod, ':git', ':fileModTime', ':default']\n",
    )
    expect(config.frontMatter).toEqual({ date: [':filename', ':default'] })
    expect(convertYaml('enableGitInfo: true').notes).toContainEqual({ code: 'git-info', value: 'enableGitInfo' })
    expect(notes).toContainEqual({ code: 'dates', value: ':git, :fileModTime' })
  })

  test('a main language in a folder of its own', () => {
    const { config } = convertYaml(
      'defaultContentLanguage: zh\ndefaultContentLanguageInSubdir: true\nmenu:\n  main: [{name: 文, url: /posts/}, {name: 外, url: "https://x.org/"}, {name: 己, url: /zh/about/}, {name: 首, url: /zh}]\n',
    )
    expect(config).toMatchObject({ languageFolder: 'zh', redirects: { '/': '/zh/' } })
    expect(config.menu?.map(({ url }) => url)).toEqual(['https://x.org/', '/zh/about/', '/zh/posts/', '/zh'])
  })

  test('a feed’s name, which no other feed has', () => {
    const named = (name: string) => convertYaml(`outputFormats:\n  RSS: {baseName: ${name}}\n  Text: {}\n`)
    expect(named('rss').config.feeds).toEqual({ names: { rss: 'rss.xml' } })
    expect(named('atom').config.feeds).toEqual({ formats: ['rss', 'json'], names: { rss: 'atom.xml' } })
    expect(named('rss').notes).toContainEqual({ code: 'output-formats', value: 'Text' })
  })

  test('the names of feeds that are the home page’s own formats', () => {
    const format = (name: string, kind: string, baseName: string) =>
      `  ${name}: {mediaType: application/${kind}+xml, baseName: ${baseName}}\n`
    const formats = `outputFormats:\n${format('A', 'atom', 'a')}${format('R', 'rss', 'r')}${format('S', 'rss', 's')}`
    const { config, notes } = convertYaml(`${formats}outputs: {home: [html, r, a], section: [html, s]}\n`)
    expect(config.feeds).toEqual({ names: { rss: 'r.xml', atom: 'a.xml' } })
    expect(notes).toContainEqual({ code: 'output-formats', value: 'S' })
  })

  test('beside other languages, the folder that Hugo leads from', () => {
    const { config } = convertYaml('defaultContentLanguage: zh\nlanguages:\n  zh: {}\n  en: {}\n')
    expect(config).toMatchObject({ redirects: { '/zh/': '/' } })
    expect(config).not.toHaveProperty('languageFolder')
  })

  test('no taxonomies, where Hugo makes none', () => {
    expect(convertYaml('taxonomies: {}').config.taxonomies).toEqual({})
    expect(convertYaml('disableKinds: [taxonomy, term]').config.taxonomies).toEqual({})
    expect(convertYaml('disableKinds: [taxonomy]').config).not.toHaveProperty('taxonomies')
  })

  test('the language is that of the content, where the template’s en-us was left', () => {
    expect(convertYaml('languageCode: en-us\ndefaultContentLanguage: zh-cn').config.language).toBe('zh-CN')
    expect(convertYaml('languageCode: zh-tw\ndefaultContentLanguage: zh').config.language).toBe('zh-TW')
  })
})
