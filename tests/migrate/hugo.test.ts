import { describe, expect, test } from 'vitest'
import { completeConfig, type UserConfig } from '../../src/config.ts'
import { configSource } from '../../src/migrate/configSource.ts'
import { type ConfigFile, isHugoConfig, readHugoConfig } from '../../src/migrate/hugo/configFiles.ts'
import { copiesOf, convert as toRuoyu } from '../../src/migrate/hugo/convert.ts'
import { hugo, settled } from '../../src/migrate/hugo/index.ts'
import { notesOfConfig } from '../../src/migrate/hugo/notes.ts'
import type { OldSite } from '../../src/migrate/port.ts'

/** The config files of a site, and what its posts say. */
function convertFiles(files: readonly ConfigFile[], posts: readonly string[] = []) {
  const old = settled(readHugoConfig(files))
  return { config: toRuoyu(old, posts), copies: copiesOf(old), notes: notesOfConfig(old, posts) }
}

const convert = (path: string, text: string, posts?: readonly string[]) => convertFiles([{ path, text }], posts)

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
    expect(convertFiles(files).config).toMatchObject({
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
    expect(convertFiles(files).config).toMatchObject({ title: '胡桃', pagination: { size: 5 } })
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
      "googleAnalytics = 'UA-1'\nvaline = 'd'\nsectionPagesMenu = 'main'\n[markup.goldmark.parser]\nautoHeadingIDType = 'github-ascii'\n[markup.goldmark.extensions.extras.mark]\nenable = true"
    expect(convert('hugo.toml', config).notes.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['analytics', 'comments', 'section-menu', 'heading-ids', 'typographer', 'extras']),
    )
    const quiet =
      'markup:\n  goldmark:\n    extensions: {typographer: false}\n    parser: {autoHeadingIDType: github}\n'
    expect(convert('hugo.yaml', `baseURL: https://a.com\n${quiet}`).notes).toEqual([])
  })

  test('an item of the menu that leads nowhere is left out and named', () => {
    const menu = [
      { name: '更多', url: 'javascript:void(0);' },
      { name: '文章', url: 'posts/' },
    ]
    const { config, notes } = convert('hugo.yaml', `menu: {main: ${JSON.stringify(menu)}}`)
    expect(config.menu).toEqual([{ name: '文章', url: '/posts/' }])
    expect(notes).toContainEqual({ code: 'menu-script', value: '更多: javascript:void(0);' })
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

  test.each([
    [['zh-cn'], true],
    [['zh*'], true],
    [['en', 'zh-cn'], true],
    [['**'], true],
    [['! en'], true],
    [['en'], false],
    [['! zh**'], false],
    [['**', '!zh-cn'], false],
  ])('`sites.matrix` says of which languages a mount is: %j', (globs, isMain) => {
    const mount = `{source: x, target: content, sites: {matrix: {languages: ${JSON.stringify(globs)}}}}`
    const text = `defaultContentLanguage: zh-cn\nmodule: {mounts: [${mount}, {source: b, target: content/b}]}`
    expect(convert('hugo.yaml', text).copies.some(({ from }) => from === 'x')).toBe(isMain)
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
    expect(config.feeds).toEqual({ names: { rss: 's.xml' }, homeNames: { rss: 'r.xml', atom: 'a.xml' } })
    expect(notes.map(({ code }) => code)).not.toContain('output-formats')
  })

  test.each([
    [
      '{Atom: {mediaType: application/rss, baseName: atom}}',
      { formats: ['rss', 'json'], homeNames: { rss: 'atom.xml' } },
    ],
    ['{Atom: {mediaType: application/atom+xml, baseName: atom}}', undefined],
    ['{Atom: {baseName: all}}', { homeNames: { atom: 'all.xml' } }],
    ['{Atom: {mediaType: application/feed+json, baseName: all}}', { homeNames: { json: 'all.json' } }],
  ])('a format of the home page alone renames no other feed: %s', (formats, feeds) => {
    expect(convertYaml(`outputFormats: ${formats}\noutputs: {home: [HTML, Atom]}\n`).config.feeds).toEqual(feeds)
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

describe('the language', () => {
  const chinese = '今天天气很好，我们一起去公园散步，回来的时候买了一些水果和面包，晚上写了一篇日记。'
  const traditional =
    '今天天氣很好，我們一起去公園散步，回來的時候買了一些水果和麵包，晚上寫了一篇日記。這樣過一天，沒有什麼不對。'
  const japanese = '今日はとてもいい天気なので、みんなで公園へ散歩に行きました。かえりにパンをかいました。'
  const english = 'It was a fine day, and we went for a walk in the park, then bought some bread on the way home.'

  test.each([
    ['', [chinese], 'zh-CN'],
    ['languageCode: en-us', [chinese], 'zh-CN'],
    ['languageCode: en-us', [`${chinese} ${english.slice(0, 30)}`], 'zh-CN'],
    ['defaultContentLanguage: cn', [chinese], 'zh-CN'],
    ['defaultContentLanguage: cn', [], 'zh-CN'],
    ['defaultContentLanguage: zh', [chinese], 'zh-CN'],
    ['defaultContentLanguage: zh', [traditional], 'zh-TW'],
    ['languageCode: en-us', [traditional], 'zh-TW'],
    ['languageCode: en-us', [japanese], 'ja'],
    ['languageCode: en-us', [english], 'en-US'],
    ['languageCode: en-us\nhasCJKLanguage: true', [], 'zh-CN'],
    ['languageCode: zh_TW', [chinese], 'zh-TW'],
    ['languageCode: fr', [chinese], 'fr'],
    ['defaultContentLanguage: zh-cn\nlanguageCode: en-us', [chinese], 'zh-CN'],
  ])('%j, with the posts %j, is %s', (config, posts, language) => {
    const converted = convert('hugo.yaml', `title: 文\n${config}\n`, posts)
    expect(converted.config.language).toBe(language)
  })

  test('that the posts tell, where the config says another, is named', () => {
    const judged = (config: string, posts: readonly string[]) =>
      convert('hugo.yaml', config, posts).notes.filter(({ code }) => code === 'judged-language')
    expect(judged('languageCode: en-us', [chinese])).toEqual([{ code: 'judged-language', value: 'en-us → zh-CN' }])
    expect(judged('languageCode: zh-cn', [chinese])).toEqual([])
  })
})

describe('services of others', () => {
  const services = (text: string) =>
    convert('hugo.yaml', `baseURL: https://a.com\n${text}`)
      .notes.filter(({ code }) => /^(?:comments|analytics|social|theme-keys)$/.test(code))
      .map(({ code, value }) => (code === 'theme-keys' ? value.replace(' ', ': ') : `${code}: ${value}`))

  test.each([
    ['googleAnalytics: G-1', 'analytics: googleAnalytics (googleAnalytics: G-1)'],
    ['services: {googleAnalytics: {ID: G-1}}', 'analytics: googleAnalytics (services.googleAnalytics: {"ID":"G-1"})'],
    ['params: {googleAnalytics: G-1}', 'analytics: googleAnalytics (params.googleAnalytics: G-1)'],
    ['googleAnalyticsID: G-1', 'analytics: googleAnalyticsID (googleAnalyticsID: G-1)'],
    ['params: {analytics: {baidu: {id: abc}}}', 'analytics: baidu (params.analytics.baidu: {"id":"abc"})'],
    ['params: {baidu_analytics: abc}', 'analytics: baidu_analytics (params.baidu_analytics: abc)'],
    ['params: {umami: {id: a, url: u}}', 'analytics: umami (params.umami: {"id":"a","url":"u"})'],
    ['disqusShortname: mine', 'comments: disqusShortname (disqusShortname: mine)'],
    ['services: {disqus: {shortname: mine}}', 'comments: disqus (services.disqus: {"shortname":"mine"})'],
    ['params: {utterances: {repo: a/b}}', 'comments: utterances (params.utterances: {"repo":"a/b"})'],
    [
      'params: {page: {comment: {enable: true, waline: {enable: true, serverURL: u}}}}',
      'comments: waline (params.page.comment.waline: {"enable":true,"serverURL":"u"})',
    ],
    [
      'params: {comments: {provider: giscus, giscus: {repo: a/b}, disqus: {shortname: x}}}\ndisqusShortname: hugo-theme-stack',
      'comments: giscus (params.comments.giscus: {"repo":"a/b"})',
    ],
    [
      'menu: {social: [{name: GitHub, url: "https://github.com/a"}]}',
      'social: social (menu.social: [{"name":"GitHub","url":"https://github.com/a"}])',
    ],
    [
      'params: {socialIcons: [{name: x, url: u}]}',
      'social: socialIcons (params.socialIcons: [{"name":"x","url":"u"}])',
    ],
    ['social: {weibo: a}', 'social: social (social: {"weibo":"a"})'],
    ['params: {GitHubUser: a}', 'social: GitHubUser (params.GitHubUser: a)'],
  ])('%s is named with its value and place', (text, line) => {
    expect(services(text)).toEqual([line])
  })

  test.each([
    'disqusShortname: hugo-theme-stack',
    'disqusShortname: yourdiscussshortname',
    'services: {disqus: {shortname: ""}, googleAnalytics: {ID: ""}}',
    'params: {comment: {enable: false, giscus: {repo: a/b}}}',
    'params: {giscus: {enable: false, repo: a/b}}',
    'params: {analytics: {google: {id: ""}, baidu: {id: ""}}}',
    'googleAnalytics: UA-XXXXXXXX-X',
    'params: {verification: {baidu: code}}',
    'params: {share: {baidu: true}}',
  ])('%s is nobody’s', (text) => {
    expect(services(text)).toEqual([])
  })
})

test('contents levels, line numbers and the sitemap’s settings are named', () => {
  const text =
    'markup: {tableOfContents: {startLevel: 2, endLevel: 4}, highlight: {lineNos: true}}\nparams: {lineNos: true}\nsitemap: {changefreq: weekly}\n'
  expect(convert('hugo.yaml', text).notes).toEqual(
    expect.arrayContaining([
      { code: 'theme-keys', value: 'theme.toc' },
      { code: 'line-numbers', value: 'params.lineNos' },
      { code: 'sitemap', value: 'sitemap: {"changefreq":"weekly"}' },
    ]),
  )
})

/** A blog of these files. */
function oldSite(files: Readonly<Record<string, string>>): OldSite {
  return {
    files: (folder) =>
      Object.keys(files).flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [])),
    text: (path) => files[path],
  }
}

test.each([
  ['', 'data', 'content/_data'],
  ["dataDir = 'facts'\ncontentDir = 'blog'", 'facts', 'blog/_data'],
])('data comes to the first content folder: %j', (config, from, to) => {
  const files = { 'hugo.toml': config, [`${from}/friends/a.toml`]: 'name = "甲"', 'blog/a.md': '', 'content/b.md': '' }
  expect(hugo.read(oldSite(files)).copies).toContainEqual({ from, to })
  expect(hugo.read(oldSite({ 'hugo.toml': config })).copies).not.toContainEqual({ from, to })
})

describe('the report of what posts ask for', () => {
  const report = (files: Readonly<Record<string, string>>, language = 'en') => {
    const site = oldSite(files)
    return hugo.read(site).report(language, { shortcodes: new Set(['figure', 'notice']) })
  }

  test('begins with what is protected, by key and place', () => {
    const lines = report({
      'hugo.toml': "theme = 'x'",
      'content/a.md': '---\ntitle: a\npassword: "x"\n---\n文\n',
      'content/b.md': '+++\nencrypt = true\n+++\n文\n',
      'content/c.md':
        '---\npassword: ""\nprivate: false\n---\n{{% hugo-encryptor "x" %}}\n文\n{{% /hugo-encryptor %}}\n',
    })
    expect(lines.slice(0, 3)).toEqual([
      expect.stringMatching(/^password protects posts \(1 ×, first in content\/a\.md:3\)/),
      expect.stringMatching(/^encrypt protects posts \(1 ×, first in content\/b\.md:2\)/),
      expect.stringMatching(/^hugo-encryptor protects posts \(1 ×, first in content\/c\.md:5\)/),
    ])
  })

  test('names the shortcodes that are used, with their number and place, and no others', () => {
    const lines = report({
      'hugo.toml': '',
      'layouts/shortcodes/unused.html': '',
      'layouts/shortcodes/notice.html': '',
      'layouts/shortcodes/mine.html': '',
      'content/a.md':
        '---\ntitle: a\n---\n{{< mine >}}\n{{< figure src="a.png" >}}\n`{{< code >}}`\n{{</* escaped */>}}\n',
      'content/b.md':
        '---\ntitle: b\n---\n{{< mine x="1" >}}{{< /mine >}}\n{{< themes >}}\n{{% notice %}}文{{% /notice %}}\n',
    })
    const named = lines.flatMap((line) => /^shortcode (\S+) \((.*?)\)/.exec(line)?.slice(1).join(' ') ?? [])
    expect(named).toEqual([
      'mine 2 ×, first in content/a.md:4',
      'themes 1 ×, first in content/b.md:5',
      'notice 1 ×, first in content/b.md:6',
    ])
    expect(lines.at(-1)).toContain('Ruoyu another of this name')
  })

  test('recognises pages that the old theme filled', () => {
    const lines = report(
      {
        'hugo.toml': '',
        'content/search.md': '---\nlayout: search\n---\n',
        'content/friends.md': '---\ntitle: 友链\nlinks:\n  - title: 甲\n---\n',
        'content/find.md': '---\ntitle: 找\n---\n{{< search >}}\n',
        'content/404.md': '---\ntitle: 找不到\n---\n',
      },
      'zh-CN',
    )
    const named = lines.filter((line) => /^特殊页面|404/.test(line))
    expect(named).toEqual([
      expect.stringContaining('search: content/search.md, content/find.md'),
      expect.stringContaining('friends: content/friends.md'),
      expect.stringContaining('404: content/404.md'),
    ])
  })
})
