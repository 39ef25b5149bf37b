import { describe, expect, test } from 'vitest'
import type { UserConfig } from '../../src/config.ts'
import { site } from '../site.ts'

const post = (name: string, title: string, front = '', body = '文') =>
  `-- content/posts/${name}.md --\n---\ntitle: ${title}\ndate: 2024-01-0${name.length}\n${front}---\n${body}\n`

const blog = [
  post('aaa', '三', 'tags: [甲, 乙]\nseries: [长篇]\n'),
  post('aa', '二', 'image: cover.jpg\ntags: [甲]\nseries: [长篇]\n'),
  post('a', '一', 'pinned: true\ncategories: [随笔]\n'),
  '-- content/posts/cover.jpg --\n',
].join('')

async function build(theme: UserConfig['theme'], config: UserConfig = {}, archive = blog) {
  const built = await site(archive, { config: { author: { name: '某人' }, ...(theme && { theme }), ...config } })
  expect(built.diagnostics.filter(({ level, code }) => level === 'error' || code.startsWith('template'))).toEqual([])
  return built
}
const titles = (html: string) =>
  Array.from(html.matchAll(/<h2>(?:<span[^>]*>[^<]*<\/span> )?<a [^>]*>([^<]*)/g), ([, title]) => title)

describe('a pinned post', () => {
  test('leads the home page and its section, with a mark, and nothing else', async () => {
    const { file } = await build(undefined)
    expect(titles(file('index.html'))).toEqual(['一', '三', '二'])
    expect(titles(file('posts/index.html'))).toEqual(['一', '三', '二'])
    expect(file('index.html').match(/<span class="mark">置顶<\/span>/g)).toHaveLength(1)
    expect(JSON.parse(file('feed.json')).items.map(({ title }: { title: string }) => title)).toEqual(['三', '二', '一'])
    expect(file('posts/aa/index.html')).toMatch(
      /class="newer"[^>]*href="\/posts\/aaa\/".*class="older"[^>]*href="\/posts\/a\/"/s,
    )
  })
})

test.each(['side', 'top'] as const)('covers stand in lists, %s', async (covers) => {
  const { file } = await build({ covers })
  expect(file('index.html')).toContain(`covers-${covers}`)
  expect(file('index.html').match(/<img class="cover"/g)).toHaveLength(1)
  expect(file('index.html')).toMatch(
    /<a class="cover-link" href="\/posts\/aa\/"[^>]*><img class="cover" src="\/posts\/cover\.jpg" alt=""/,
  )
})

test('the card of the author stands on the home page, with social links and their icons', async () => {
  const theme = {
    card: { avatar: '/me.png', line: '慢慢写' },
    social: { github: 'https://github.com/a', mine: 'https://m.example/' },
    icons: { mine: 'M0 0h24v24z' },
  }
  const { file } = await build(theme)
  const html = file('index.html')
  expect(html).toMatch(/<img class="avatar" src="\/me\.png"[^>]*>\s*<p class="name">某人<\/p>\s*<p class="line">慢慢写/)
  expect(html).toMatch(
    /<a rel="me noopener" href="https:\/\/github\.com\/a" aria-label="github"[^>]*><svg[^>]*><path d="M12 \.297/,
  )
  expect(html).toContain('<path d="M0 0h24v24z"/>')
  expect(file('posts/a/index.html')).not.toContain('card-of-author')
})

test('social links without a card stand at the foot of every page', async () => {
  const { file } = await build({ social: { email: 'mailto:a@x.example' } })
  expect(file('posts/a/index.html')).toMatch(/<footer[^>]*>.*href="mailto:a@x\.example"/s)
})

test('the sidebar holds what is asked for, in order, on every page', async () => {
  const { file } = await build({ sidebar: ['card', 'recent', 'categories', 'tags', 'archives'], card: { line: '慢' } })
  for (const page of ['index.html', 'posts/a/index.html', 'tags/甲/index.html']) {
    const [aside = ''] = /<aside class="sidebar".*<\/aside>/s.exec(file(page)) ?? []
    expect(Array.from(aside.matchAll(/<h2>(?:<a[^>]*>)?([^<]*)/g), ([, title]) => title)).toEqual([
      '近期文章',
      '分类',
      '标签',
      '归档',
    ])
    expect(aside).toMatch(
      /card-of-author.*<a href="\/posts\/aaa\/">三<\/a>.*随笔<\/a> <span class="count">1.*甲<\/a>.*2024年<\/a> <span class="count">3/s,
    )
  }
})

test('the sidebar’s cloud holds the forty largest of many tags', async () => {
  const tags = Array.from({ length: 60 }, (_, index) => `签${index}`)
  const { file } = await site(
    `-- content/posts/p.md --\n---\ntitle: 甲\ndate: 2024-01-01\ntags: [${tags}]\n---\n\n文。\n` +
      '-- content/posts/q.md --\n---\ntitle: 乙\ndate: 2024-01-02\ntags: [签59]\n---\n\n文。\n',
    { config: { theme: { sidebar: ['tags'] } } },
  )
  const [aside = ''] = /<aside class="sidebar".*<\/aside>/s.exec(file('posts/p/index.html')) ?? []
  const shown = Array.from(aside.matchAll(/<li><a [^>]*>([^<]*)/g), ([, name]) => name)
  expect(shown).toHaveLength(40)
  expect(shown[0]).toBe('签59')
})

test('a series is listed from its first part on', async () => {
  const { file } = await build({ series: true }, { taxonomies: { series: { title: '系列' } } })
  expect(file('posts/aa/index.html')).toMatch(
    /系列：长篇.*<ol>\s*<li><strong aria-current="page">二<\/strong><\/li>\s*<li><a href="\/posts\/aaa\/">三<\/a><\/li>/s,
  )
  expect(file('posts/a/index.html')).not.toContain('系列：')
})

test('moments are shown whole, photos as a wall, friends as cards', async () => {
  const archive = [
    '-- content/moments/_index.md --\n---\ntitle: 说说\ntype: moments\n---\n',
    '-- content/moments/a.md --\n---\ntitle: 甲\ndate: 2024-01-02T03:04:00+08:00\n---\n今天**下雨**。\n',
    '-- content/trip/index.md --\n---\ntitle: 旅行\nlayout: photos\n---\n路上。\n-- content/trip/山.jpg --\n-- content/trip/b.png --\n',
    '-- content/links.md --\n---\ntitle: 友链\nlayout: friends\nlinks:\n  - { name: 老王, url: "https://w.example/", avatar: "https://w.example/a.png", description: 写诗 }\n---\n',
    '-- content/more.md --\n---\ntitle: 更多\nlayout: friends\n---\n-- content/_data/link.yml --\n- class_name: 朋友\n  link_list:\n    - { name: 小李, link: "https://l.example/", descr: 画画 }\n',
    '-- content/made.md --\n---\ntitle: 项目\nlayout: projects\n---\n-- content/_data/projects.yml --\n- { name: 若愚, url: "https://r.example/" }\n',
  ].join('')
  const { file } = await build(undefined, {}, archive)
  expect(file('moments/index.html')).toMatch(/<article class="moment">.*2024-01-02 03:04.*今天<strong>下雨/s)
  expect(file('trip/index.html').match(/<li><a class="zoom"/g)).toHaveLength(2)
  expect(file('links/index.html')).toMatch(
    /<a href="https:\/\/w\.example\/"[^>]*><img src="https:\/\/w\.example\/a\.png"[^>]*><span>老王<small>写诗/,
  )
  expect(file('more/index.html')).toMatch(/<h2>朋友<\/h2>.*小李<small>画画/s)
  expect(file('made/index.html')).toMatch(/<a href="https:\/\/r\.example\/"[^>]*><span>若愚/)
})

test('cards are a look of the same templates', async () => {
  const { file } = await build({ look: 'cards' })
  expect(file('index.html')).toMatch(/<body class="home cards"/)
})

test('a template of one’s own may have any of these names, for any kind of page', async () => {
  const archive =
    '-- templates/photos.njk --\n我的{{ section.title }}\n-- content/p/_index.md --\n---\ntitle: 相册\ntype: photos\n---\n'
  const { file } = await build(undefined, {}, archive)
  expect(file('p/index.html')).toContain('我的相册')
})

test('the page of tags is a cloud where asked for, the categories stay a list', async () => {
  const { file } = await build({ cloud: true })
  expect(file('tags/index.html')).toMatch(/<ul class="cloud">\s*<li><a href="[^"]*">(?:甲|乙)<\/a><\/li>/)
  expect(file('categories/index.html')).toContain('<ul class="leaders">')
})

test('the colour bar of a phone follows the accent, by day and night', async () => {
  const bars = async (theme: UserConfig['theme']) =>
    Array.from(
      (await build(theme)).file('index.html').matchAll(/<meta name="theme-color" content="([^"]*)"/g),
      ([, bar]) => bar,
    )
  expect(await bars(undefined)).toEqual(['#fcfbf8', '#191816'])
  expect(await bars({ accent: '#2b5b8a' })).toEqual(['#2b5b8a', expect.stringMatching(/^#[\da-f]{6}$/)])
})

test('a post begins with its cover where asked for', async () => {
  const { file } = await build({ postCover: true })
  expect(file('posts/aa/index.html')).toMatch(/<\/header>\s*<img class="cover" src="\/posts\/cover\.jpg" alt=""/)
  expect(file('posts/a/index.html')).not.toContain('class="cover"')
})
