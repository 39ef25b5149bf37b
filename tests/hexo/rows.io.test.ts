import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { filesOf, type MovedBlog, migrated, moved } from './archive.ts'

/** Hexo's rules by the tables of what was read at its source, each through `migrate hexo` and a build on the disk. */

const head = 'title: 博客\nurl: https://example.org\nlanguage: zh-CN\ntimezone: Asia/Shanghai\n'

/** A post with these lines of front matter. */
function post(path: string, lines: string, body = '正文。'): string {
  return `-- source/_posts/${path} --\n---\n${lines}\n---\n${body}\n`
}

function config(lines: string): string {
  return `-- _config.yml --\n${head}${lines}\n`
}

const pages = ({ paths }: MovedBlog) => paths.filter((path) => /^p\//.test(path))

describe('addresses of posts', () => {
  test('row 2.1: :title is the slug with its folders, :name its last segment, :post_title the slugized title', async () => {
    const blog = await moved(
      config('permalink: p/:title/:name/:post_title/') +
        post('java/io/N I O（1）+.md', 'title: Über C++ & 我\ndate: 2020-01-02 03:04:05'),
    )
    expect(pages(blog)).toEqual(['p/java/io/N I O（1）+/N I O（1）+/uber-c-我/index.html'])
  })

  test('row 2.2: tokens of the date are the digits as written; an offset is taken off', async () => {
    const blog = await moved(
      config('permalink: p/:year-:month-:day_:hour:minute:second-:i_month-:i_day/:timestamp/:title.html') +
        post('a.md', 'title: a\ndate: 2020-01-02 03:04:05') +
        post('b.md', 'title: b\ndate: 2020-01-02T03:04:05+08:00'),
    )
    expect(pages(blog)).toEqual([
      'p/2020-01-01_190405-1-1/1577876645/b.html',
      'p/2020-01-02_030405-1-2/1577905445/a.html',
    ])
    expect(blog.file('p/2020-01-01_190405-1-1/1577876645/b.html')).toContain('datetime="2020-01-02T03:04:05+08:00"')
  })

  test('row 2.3: :category is the address of the category that the site made last, else the default one', async () => {
    const blog = await moved(
      config('permalink: p/:category/:title/\ndefault_category: 无\ncategory_map:\n  前端: fe') +
        post('a.md', 'title: a\ndate: 2020-01-01\ncategories: [技术, 前端]') +
        post('b.md', 'title: b\ndate: 2020-01-01\ncategories: [[Z], [技术]]') +
        post('c.md', 'title: c\ndate: 2020-01-01'),
    )
    expect(pages(blog)).toEqual(['p/Z/b/index.html', 'p/技术/fe/a/index.html', 'p/无/c/index.html'])
  })

  test('row 2.4: :hash is the beginning of a SHA-1 of slug and Unix seconds', async () => {
    const blog = await moved(config('permalink: p/:hash/') + post('a.md', 'title: a\ndate: 2020-01-02 03:04:05'))
    // echo -n a1577905445 | sha1sum
    expect(pages(blog)).toEqual(['p/75b06a9a9b7a/index.html'])
  })

  test('row 2.5: :id is that of the front matter, and a random one is told of', async () => {
    const blog = await moved(config('permalink: p/:id/') + post('a.md', 'title: a\ndate: 2020-01-02\nid: 77'))
    expect(pages(blog)).toEqual(['p/77/index.html'])
    expect(blog.report.join('\n')).toContain('permalink p/:id/')
  })

  test('row 2.6: any other token is that key, else the default, else undefined; abbrlinks are stored or computed', async () => {
    const blog = await moved(
      config(
        'permalink: p/:lang/:urlname/:x/:abbrlink/\npermalink_defaults:\n  lang: xx\nabbrlink:\n  alg: crc32\n  rep: hex',
      ) +
        post('a.md', 'title: a\ndate: 2020-01-01\nurlname: u n\nabbrlink: 4a17b156') +
        post('b.md', 'title: 标题\ndate: 2020-01-02\nlang: en\nurlname: 007'),
    )
    expect(pages(blog)).toEqual(['p/en/7/undefined/b5a0661a/index.html', 'p/xx/u n/undefined/4a17b156/index.html'])
  })
})

describe('front matter', () => {
  let blog: MovedBlog
  beforeAll(async () => {
    blog = await moved(
      config('permalink: p/:title/\nencrypt:\n  tags:\n    - {name: 密, password: "1234"}') +
        post(
          'basic.md',
          'title: 标题\ndate: 2020-01-01\ntags: [甲, 2020]\ncategories: [技术, 前端]\nauthor: 某人\ndescription: 说明',
        ) +
        post('un.md', 'title: 未发布\ndate: 2020-01-01\npublished: false') +
        post('link.md', 'title: 链\ndate: 2020-01-02\npermalink: p/own/place/') +
        post('up.md', 'title: 更新\ndate: 2020-01-03\nupdated: 2021-05-06 07:08:09') +
        post('ex.md', 'title: 摘要\ndate: 2020-01-04\nexcerpt: 摘要文字', '前。\n\n<!-- More -->\n\n后。') +
        post(
          'cover.md',
          'title: 封面\ndate: 2020-01-05\ncover:\ntop_img: https://example.net/top.png\nthumbnail: https://example.net/t.png',
        ) +
        post('top.md', 'title: 置顶甲\ndate: 2019-01-01\nsticky: 1') +
        post('top2.md', 'title: 置顶乙\ndate: 2018-01-01\ntop: 9') +
        post('hidden.md', 'title: 藏起\ndate: 2020-01-06\nhidden: true') +
        post(
          'par.md',
          'title: 参数\ndate: 2020-01-07\nmathjax: true\ncomments: false\ntoc: false',
          '## 一\n\n## 二\n\n## 三',
        ) +
        post('pass.md', 'title: 锁\ndate: 2020-01-08\npassword: 绝密口令', '绝密正文') +
        post('tagged.md', 'title: 密文\ndate: 2020-01-09\ntags: [密]', '绝密正文') +
        post('nopass.md', 'title: 没锁\ndate: 2020-01-10\npassword:') +
        post('bare.md', 'title: 裸\ndate: 2020-01-11\nlayout: false', '<p>裸页</p>') +
        '-- source/whole.html --\n---\nlayout: false\n---\n<!doctype html>\n<html lang="en"><head><title>独立</title></head><body class="x"><p>页</p></body></html>\n' +
        post('alias.md', 'title: 别名\ndate: 2020-01-12\nalias: [p/old/, /p/older.html]'),
    )
  })

  test('row 5.1: title, date, tags, categories, author, description and published', () => {
    const page = blog.file('p/basic/index.html')
    expect(page).toContain('<h1>标题</h1>')
    expect(page).toContain('/categories/技术/前端/'.replace(/[^/\w]+/g, encodeURIComponent))
    expect(page).toContain('某人')
    expect(page).toContain('content="说明"')
    expect(blog.paths).toContain('tags/2020/index.html')
    expect(blog.paths).toContain('categories/技术/index.html')
    expect(blog.paths).not.toContain('p/un/index.html')
  })

  test('row 5.2: permalink is the address', () => {
    expect(blog.paths).toContain('p/own/place/index.html')
    expect(blog.paths).not.toContain('p/link/index.html')
  })

  test('row 5.3: updated is the date of the last change', () => {
    expect(blog.file('p/up/index.html')).toContain('2021-05-06T07:08:09+08:00')
  })

  test('row 5.4: excerpt is the summary, over the more-marker', () => {
    expect(blog.file('index.html') + blog.file('page/2/index.html')).toContain('摘要文字')
  })

  test('row 5.5: the first of the keys for a cover that holds a picture is the image', () => {
    expect(blog.file('p/cover/index.html')).toContain('content="https://example.net/t.png"')
  })

  test('row 5.6: pinned posts come first on the home page, the larger number before', () => {
    const home = blog.file('index.html')
    const at = ['置顶乙', '置顶甲', '别名'].map((title) => home.indexOf(title))
    expect(at).toEqual([...at].sort((a, b) => a - b))
    expect(at).not.toContain(-1)
    expect(blog.file('atom.xml').indexOf('别名')).toBeLessThan(blog.file('atom.xml').indexOf('置顶乙'))
  })

  test('row 5.7: a hidden post is reachable and stands in no list, feed or sitemap', () => {
    expect(blog.file('p/hidden/index.html')).toContain('noindex')
    for (const path of ['index.html', 'page/2/index.html', 'atom.xml', 'sitemap.xml', 'archives/2020/index.html'])
      expect(blog.file(path)).not.toMatch(/p\/hidden\//)
  })

  test('row 5.8: other keys are parameters of the page', () => {
    expect(blog.file('p/par/index.html')).toContain('<h1>参数</h1>')
    expect(blog.diagnostics.filter(({ file }) => file.endsWith('par.md'))).toEqual([])
  })

  test('row 5.9: a password keeps a post out of every build and is named first; an empty one means nothing', async () => {
    expect(blog.paths.filter((path) => /^p\/(?:pass|tagged)\//.test(path))).toEqual([])
    expect(blog.paths.map((path) => blog.file(path)).join('')).not.toMatch(/绝密|1234/)
    expect(blog.paths).toContain('p/nopass/index.html')
    expect(blog.report[0]).toMatch(/2 篇.*密码/)
    expect(JSON.stringify(blog.migration.config)).not.toContain('1234')
    const drafts = await moved(config('') + post('pass.md', 'title: 锁\ndate: 2020-01-08\npassword: x'), {
      drafts: true,
    })
    expect(drafts.paths).not.toContain('2020/01/08/pass/index.html')
  })

  test('row 5.10: layout false is bare HTML', () => {
    expect(blog.file('p/bare/index.html').trim()).toBe('<p>裸页</p>')
    expect(blog.file('whole.html')).toContain('<html lang="en"><head><title>独立</title></head><body class="x">')
  })

  test('row 5.11: alias and redirect are old addresses', () => {
    expect(blog.file('p/old/index.html')).toContain('/p/alias/')
    expect(blog.file('p/older.html')).toContain('/p/alias/')
  })
})

describe('the text', () => {
  let blog: MovedBlog
  const body = (name: string) => blog.file(`${name}/index.html`)
  beforeAll(async () => {
    blog = await moved(
      config('permalink: :title/') +
        post('fence.md', 'title: 代码\ndate: 2020-01-01', '- 项\n\n    ```js\n  code\nleft\n    ```\n\n- 后') +
        post('breaks.md', 'title: 换行\ndate: 2020-01-01', '一行\n两行 ~~删~~ ~单~\n#不是标题') +
        post(
          'ids.md',
          'title: 标题\ndate: 2020-01-01',
          '## SHA-1 `List<T>` 6.4\n\n## SHA-1 `List<T>` 6.4\n\n[去](#SHA-1-List-6-4-1)',
        ) +
        post(
          'line.md',
          'title: 说明\ndate: 2020-01-01',
          '```js 说明文字 https://example.net/a 链接文字 mark:1,3 first_line:10\na\nb\nc\n```',
        ) +
        post('raw.md', 'title: 原样\ndate: 2020-01-01', '{% raw %}{{ 留下 }}{% endraw %} `{{ 代码 }}`') +
        post(
          'pics.md',
          'title: 图\ndate: 2020-01-01',
          '![](https://example.net/a.png)\n![](/img/a.png)\n![](img/a.png)',
        ) +
        post('to.md', 'title: 去\ndate: 2020-01-01', '[一](_posts/raw.md) [二](raw.md)') +
        '-- source/img/a.png --\nx\n',
    )
  })

  test('row 6.1: a fence may be indented at will, and code further left than it is whole', () => {
    expect(body('fence')).toMatch(/<pre[^>]*><code[^>]*>\s*code\nleft\n<\/code>/)
    expect(body('fence').match(/<pre/g)).toHaveLength(1)
  })

  test('row 6.2: each line end is a break; two tildes strike out, `#` without a blank is text', async () => {
    expect(body('breaks')).toMatch(/一行<br>\s*两行 <del>删<\/del>/)
    expect(body('breaks')).toContain('#不是标题')
    const off = await moved(config('marked:\n  breaks: false') + post('a.md', 'title: a\ndate: 2020-01-01', '一\n二'))
    expect(off.file('2020/01/01/a/index.html')).not.toContain('<br>')
  })

  test('row 6.3: ids of headings are slugs with their case, -1 behind the second', () => {
    expect(body('ids')).toContain('<h2 id="SHA-1-List-6-4">')
    expect(body('ids')).toContain('<h2 id="SHA-1-List-6-4-1">')
    expect(blog.diagnostics.map(({ code }) => code)).not.toContain('fragment-dead')
  })

  test('row 6.4: a fence has a caption, a link and marked lines', () => {
    expect(body('line')).toContain('<figcaption>说明文字 <a href="https://example.net/a">链接文字</a></figcaption>')
    expect(body('line')).toMatch(/<mark>a<\/mark>\nb\n<mark>c<\/mark>/)
  })

  test('row 6.5: the inside of raw stays, and code is left alone', () => {
    expect(body('raw')).toContain('{{ 留下 }}')
    expect(body('raw')).toContain('<code>{{ 代码 }}</code>')
  })

  test('row 6.6: pictures: remote, rooted, and from the root without asset folders; beside the post with them', async () => {
    expect(body('pics').match(/src="\/img\/a\.png"/g)).toHaveLength(2)
    const own = await moved(
      config('post_asset_folder: true\npermalink: p/:title.html\nmarked:\n  postAsset: true') +
        post('a.md', 'title: a\ndate: 2020-01-01', '![](a.png) ![](a/a.png)') +
        '-- source/_posts/a/a.png --\nx\n-- source/_posts/a/sub/b.txt --\nx\n',
    )
    expect(own.file('p/a.html').match(/src="\/p\/a\/a\.png"/g)).toHaveLength(2)
    expect(own.paths).toEqual(expect.arrayContaining(['p/a/a.png', 'p/a/sub/b.txt']))
  })

  test('row 6.7: a link to a file of _posts leads to the post', () => {
    expect(body('to').match(/href="\/raw\/"/g)).toHaveLength(2)
  })

  test('row 6.8: nothing of this is warned of', () => {
    // The archive's pictures are empty files.
    const told = blog.diagnostics.filter(({ level, code }) => level !== 'info' && code !== 'picture-unreadable')
    expect(told).toEqual([])
  })
})

describe('the config', () => {
  test('row 8.1: title, description, author, language, time zone and address', () => {
    const { config } = migrated(
      filesOf(
        '-- _config.yml --\ntitle: 2048\nsubtitle: 副标题\ndescription:\nauthor: 某人\nlanguage:\n  - zh-Hans\n  - en\ntimezone: Asia/Taipei\nurl: https://example.org\nroot: /blog/\n',
      ),
    )
    expect(config).toMatchObject({
      ...{ title: '2048', description: '副标题', author: { name: '某人' }, language: 'zh-CN', timeZone: 'Asia/Taipei' },
      url: 'https://example.org/blog/',
    })
  })

  test('row 8.2: addresses and pagination', async () => {
    const blog = await moved(
      config(
        'permalink: p/:title/\ntag_dir: t\ncategory_dir: c\narchive_dir: a\ntag_map:\n  甲: jia\nfilename_case: 1\nper_page: 2\npagination_dir: pg\narchive_generator:\n  per_page: 0\n  daily: true',
      ) +
        [1, 2, 3]
          .map((day) => post(`${day}.md`, `title: ${day}\ndate: 2020-05-0${day}\ntags: [甲, Foo]\ncategories: [A, B]`))
          .join(''),
    )
    expect(blog.paths).toEqual(
      expect.arrayContaining([
        ...['t/jia/index.html', 't/jia/pg/2/index.html', 't/foo/index.html', 'c/a/index.html', 'c/a/b/pg/2/index.html'],
        ...['a/index.html', 'a/2020/05/index.html', 'a/2020/05/03/index.html', 'pg/2/index.html'],
      ]),
    )
    expect(blog.paths.filter((path) => /^a\/.*pg/.test(path))).toEqual([])
  })

  test('row 8.3: what is copied, and where to', async () => {
    const blog = await moved(
      config(
        'source_dir: src\nskip_render: [docs/**]\ninclude: [_inc/*, .well-known/*]\nexclude: [secret/**]\nignore: ["**/*.tmp"]',
      ) +
        [
          'docs/a.md',
          '_inc/b.txt',
          '.well-known/c.txt',
          'secret/d.txt',
          'e.tmp',
          '_f.txt',
          'about/index.md',
          'bot.md',
          '_posts/beside.png',
        ]
          .map((path) => `-- src/${path} --\n文\n`)
          .join(''),
    )
    const own = blog.paths.filter(
      (path) => !/^(?:index|404)\.html$|^(?:sitemap|atom)\.xml$|^robots|^(?:archives|tags|categories)\//.test(path),
    )
    expect(own).toEqual(['.well-known/c.txt', '_inc/b.txt', 'about/index.html', 'bot.html', 'docs/a.md'])
  })

  test('row 8.4: future posts, drafts and dates of change', async () => {
    const archive =
      post('later.md', 'title: 将来\ndate: 2099-01-01') +
      '-- source/_drafts/d.md --\n---\ntitle: 草稿\ndate: 2020-01-01\n---\n'
    const usual = await moved(config('') + archive)
    expect(usual.paths).toContain('2099/01/01/later/index.html')
    expect(usual.paths).not.toContain('2020/01/01/d/index.html')
    const other = await moved(config('future: false\nrender_drafts: true') + archive)
    expect(other.paths).not.toContain('2099/01/01/later/index.html')
    expect(other.paths).toContain('2020/01/01/d/index.html')
  })

  test('row 8.5: Markdown, math and feeds', async () => {
    const blog = await moved(
      config(
        'feed:\n  type: [atom, rss2]\n  path: [feed/atom.xml, rss2.xml]\nmath:\n  enable: true\nmermaid:\n  enable: true',
      ) +
        '-- package.json --\n{"dependencies": {"hexo-generator-sitemap": "3", "hexo-renderer-kramed": "1"}}\n' +
        post('a.md', 'title: a\ndate: 2020-01-01', '$x^2$'),
    )
    expect(blog.paths).toEqual(expect.arrayContaining(['feed/atom.xml', 'rss2.xml', 'sitemap.xml', 'sitemap.txt']))
    expect(blog.file('2020/01/01/a/index.html')).toContain('<math')
    expect(blog.file('sitemap.txt')).toContain('https://example.org/2020/01/01/a/\n')
    expect(blog.migration.config.markdown).toMatchObject({ breaks: true, math: true })
  })

  const themed = (theme: string, text: string) =>
    migrated(filesOf(`-- _config.yml --\n${head}theme: ${theme}\n-- _config.${theme}.yml --\n${text}`)).config

  test('row 8.6: NexT', () => {
    const { menu, theme, params } = themed(
      'next',
      'menu:\n  home: / || fa fa-home\n  docs:\n    default: /docs/ || fa fa-book\n    first: /first/ || fa fa-x\nsocial:\n  GitHub: https://github.com/x || fab fa-github\navatar:\n  url: /a.png\nfavicon:\n  medium: /f.png\ncomments:\n  active: utterances\nutterances:\n  enable: true\n  repo: x/y\ngoogle_analytics:\n  tracking_id: G-1\nbaidu_analytics: abc123\nfooter:\n  beian:\n    icp: 京ICP备1号\ncreative_commons:\n  license: by-nc-sa\n',
    )
    expect(menu).toEqual([
      { name: 'home', url: '/' },
      { name: 'docs', url: '/docs/' },
      { name: 'first', url: '/first/' },
    ])
    expect(theme).toEqual({
      ...{ card: { avatar: '/a.png' }, social: { github: 'https://github.com/x' }, licence: 'CC BY-NC-SA 4.0' },
      ...{ comments: { utterances: { repo: 'x/y' } }, analytics: { google: { id: 'G-1' }, baidu: { id: 'abc123' } } },
      records: { icp: '京ICP备1号' },
    })
    expect(params).toEqual({ favicon: '/f.png' })
  })

  test('row 8.7: Butterfly and Anzhiyu', () => {
    const { menu, theme, params } = themed(
      'butterfly',
      'menu:\n  主页: / || fas fa-home\n  文档 || fas fa-list:\n    归档: /archives/ || fas fa-x\nsocial:\n  fab fa-github: https://github.com/x || GitHub || "#fff"\navatar:\n  img: /img/a.png\ncomments:\n  use: Twikoo,Waline\ntwikoo:\n  envId: https://t\ncover:\n  default_cover:\n    - /img/c.png\npost_copyright:\n  license: CC BY 4.0\n',
    )
    expect(menu).toEqual([
      { name: '主页', url: '/' },
      { name: '归档', url: '/archives/' },
    ])
    expect(theme).toEqual({
      ...{ card: { avatar: '/img/a.png' }, licence: 'CC BY 4.0', social: { github: 'https://github.com/x' } },
      comments: { twikoo: { envId: 'https://t' } },
    })
    expect(params).toEqual({ cover: '/img/c.png' })
  })

  test('row 8.8: Fluid', () => {
    const { menu, theme, params } = themed(
      'fluid',
      'navbar:\n  menu:\n    - { key: "home", link: "/", icon: "x" }\n    - { key: "about", link: "/about/", name: "关于" }\n    - key: more\n      submenu:\n        - { key: "links", link: "/links/" }\nabout:\n  avatar: /img/a.png\n  icons:\n    - { class: "iconfont icon-github-fill", link: "https://github.com/x", tip: "GitHub" }\npost:\n  comments:\n    enable: true\n    type: gitalk\ngitalk:\n  clientID: 1a\n  clientSecret: 绝密\nweb_analytics:\n  baidu: abc\n',
    )
    expect(menu).toEqual([
      { name: 'home', url: '/' },
      { name: '关于', url: '/about/' },
      { name: 'links', url: '/links/' },
    ])
    expect(theme).toMatchObject({ card: { avatar: '/img/a.png' }, analytics: { baidu: { id: 'abc' } } })
    expect(params).toEqual({ comments: { service: 'gitalk', clientID: '1a' } })
    expect(JSON.stringify(params)).not.toContain('绝密')
  })

  test('row 8.9: Icarus', () => {
    const { menu, theme, params } = themed(
      'icarus',
      'navbar:\n  menu:\n    首页: /\n    归档: /archives\nwidgets:\n  - type: profile\n    avatar: /img/a.png\n    social_links:\n      Github:\n        icon: fab fa-github\n        url: https://github.com/x\ncomment:\n  type: valine\n  app_id: i\nplugins:\n  google_analytics:\n    tracking_id: UA-1\nhead:\n  favicon: /img/f.svg\n',
    )
    expect(menu).toEqual([
      { name: '首页', url: '/' },
      { name: '归档', url: '/archives' },
    ])
    expect(theme).toEqual({ card: { avatar: '/img/a.png' }, social: { github: 'https://github.com/x' } })
    expect(params).toEqual({
      ...{ favicon: '/img/f.svg', comments: { service: 'valine' } },
      analytics: { google: 'UA-1' },
    })
  })

  test('row 8.10: Volantis, Stellar, Kratos and Matery', () => {
    expect(
      themed(
        'volantis',
        'navbar:\n  menu:\n    - name: 博客\n      icon: x\n      url: /\n    - name: 更多\n      rows:\n        - name: 归档\n          url: /archives/\n        - name: hr\ncomments:\n  service: giscus\n  giscus:\n    repo: x/y\n    repo-id: R_1\n    category-id: DIC_1\n',
      ),
    ).toMatchObject({
      menu: [
        { name: '博客', url: '/' },
        { name: '归档', url: '/archives/' },
      ],
      theme: { comments: { giscus: { repo: 'x/y', repoId: 'R_1', categoryId: 'DIC_1' } } },
    })
    expect(themed('stellar', 'menubar:\n  items:\n    - id: post\n      title: 博客\n      url: /\n').menu).toEqual([
      { name: '博客', url: '/' },
    ])
    expect(themed('stellar', "sidebar:\n  menu:\n    wiki: '[文档](/wiki/)'\n").menu).toEqual([
      { name: '文档', url: '/wiki/' },
    ])
    expect(
      themed(
        'kratos-rebirth',
        'nav:\n  items:\n    - label: 首頁\n      url: /\nimage:\n  favicon: /f.png\n  avatar: /a.png\n',
      ),
    ).toMatchObject({
      menu: [{ name: '首頁', url: '/' }],
      theme: { card: { avatar: '/a.png' } },
      params: { favicon: '/f.png' },
    })
    expect(
      themed(
        'matery',
        'menu:\n  Index:\n    url: /\n    icon: x\n  Medias:\n    icon: x\n    children:\n      - name: 书单\n        url: /books\n',
      ).menu,
    ).toEqual([
      { name: 'Index', url: '/' },
      { name: '书单', url: '/books' },
    ])
  })
})

test('each row of the tables of Hexo’s rules has a test by its number', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const texts = readdirSync(folder).map((name) => readFileSync(folder + name, 'utf8'))
  const rows = new Set(texts.flatMap((text) => Array.from(text.matchAll(/'row (\d+\.\d+)/g), ([, row = '']) => row)))
  const counts: Readonly<Record<number, number>> = { 2: 6, 5: 11, 6: 8, 7: 19, 8: 10 }
  const all = Object.entries(counts).flatMap(([table, count]) =>
    Array.from({ length: count }, (_, at) => `${table}.${at + 1}`),
  )
  expect([...rows].sort()).toEqual(all.sort())
})
