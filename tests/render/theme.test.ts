import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { ownWords } from '../../src/render/words.ts'
import {
  pageView,
  postSummary,
  postView,
  shortcodeView,
  siteView,
  themeRenderer,
  themeTemplates,
  views,
} from './theme.ts'

const validator = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'], root: true })

async function faults(html: string): Promise<readonly string[]> {
  const report = await validator.validateString(html)
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
  )
}

function page(template: string, view: object = views[template] ?? {}, language = 'zh-CN'): string {
  const { value, diagnostics } = themeRenderer(language).page(template, view)
  expect(diagnostics).toEqual([])
  return value
}

test('every template can be read, and names only what exists', () => {
  expect(themeRenderer().check()).toEqual([])
})

describe.each(Object.keys(views))('%s', (template) => {
  test('is valid and accessible HTML', async () => {
    expect(await faults(page(template))).toEqual([])
  })

  test.each(['zh-TW', 'en', 'ja'] as const)('speaks %s', (language) => {
    const html = page(template, views[template], language)
    expect(html).toContain(ownWords[language][template === 'redirect.njk' ? 'moved' : 'archives'])
  })
})

test('the copyright is the blogger’s own HTML', () => {
  const copyright = '© 某人 <a href="https://beian.miit.gov.cn/">京ICP备1号</a>'
  expect(page('home.njk', { ...views['home.njk'], site: { ...siteView, copyright } })).toContain(`<p>${copyright}</p>`)
})

describe('the head', () => {
  test('says what the page is to readers, searchers and previews', () => {
    const html = page('post.njk')
    for (const part of [
      '<html lang="zh-CN">',
      '<title>写作是一件慢的事 · 大智若愚</title>',
      '<link rel="canonical" href="https://example.com/posts/slow/">',
      'content="一句话的摘要，里面有 &quot;引号&quot; 和 &lt;尖括号&gt;。"',
      '<meta property="og:type" content="article">',
      '<meta property="article:published_time" content="2026-10-01T09:30:00+08:00">',
      '<link rel="alternate" type="application/atom+xml"',
      '"headline":"\\u003c/script\\u003e"',
    ])
      expect(html).toContain(part)
    expect(html).not.toContain('noindex')
  })

  test('keeps 404 and redirects out of indexes', () => {
    for (const template of ['404.njk', 'redirect.njk']) expect(page(template)).toContain('content="noindex"')
    expect(page('404.njk')).not.toContain('canonical')
  })

  test('names the archives and the 404 page in the language of the site', () => {
    const nameless = { title: '', headTitle: '' }
    const head = (template: string, kind: string) =>
      /<title>(.*)<\/title>/.exec(page(template, { ...views[template], page: pageView({ kind, ...nameless }) }))?.[1]
    expect(head('archives.njk', 'archives')).toBe('归档 · 大智若愚')
    expect(head('404.njk', '404')).toBe('没有这一页 · 大智若愚')
  })

  test('a redirect leads on without script', () => {
    const html = page('redirect.njk')
    expect(html).toContain('<link rel="canonical" href="https://example.com/posts/slow/">')
    expect(html).toContain('content="0; url=/posts/slow/"')
    expect(html).toContain('<a href="/posts/slow/">')
  })

  test('takes the user’s own stylesheet after ours, and the icon that the site has', () => {
    const assets = ['style.css', 'theme.js', 'search.js', 'custom.css'].map((name) => ({ name, path: name, text: '' }))
    const view = { ...views['404.njk'], site: { ...siteView, icon: '/favicon.svg' } }
    const html = themeRenderer('zh-CN', assets).page('404.njk', view).value
    expect(html.indexOf('/custom.css')).toBeGreaterThan(html.indexOf('/style.css'))
    expect(html).toContain('<link rel="icon" href="/favicon.svg">')
  })
})

describe('posts', () => {
  test('a draft is marked, a published post is not', () => {
    const marked = { ...views['post.njk'], post: postView({ status: 'draft' }) }
    expect(page('post.njk', marked)).toContain('<span class="mark">草稿</span>')
    expect(page('post.njk')).not.toContain('class="mark"')
  })

  test('a post without date, terms, contents and neighbours is whole', async () => {
    const bare = { date: null, updated: null, terms: [], toc: [], prev: null, next: null, related: [], characters: 0 }
    const html = page('post.njk', { ...views['post.njk'], post: postView(bare) })
    expect(await faults(html)).toEqual([])
    expect(html).not.toContain('<time')
    expect(html).not.toContain('kicker')
    expect(html).not.toContain('分钟')
  })

  test('an update on the day of publication is not worth a word', () => {
    const same = postView({ date: '2026-11-12T08:00:00+08:00', updated: '2026-11-12T21:15:00+08:00' })
    expect(page('post.njk', { ...views['post.njk'], post: same })).not.toContain('更新于')
    expect(page('post.njk')).toContain('更新于')
  })

  test('a title is escaped once wherever it stands', () => {
    const title = '<b> & "x"'
    const post = { ...postView(), title, prev: postSummary(1, { title }), related: [postSummary(2, { title })] }
    const html = page('post.njk', { site: siteView, page: pageView({ headTitle: title }), post })
    expect(html.split('&lt;b&gt; &amp; &quot;x&quot;').length - 1).toBe(4)
    expect(html).not.toContain('&amp;amp;')
  })

  test('on a page in another language, what the interface says keeps the site’s', () => {
    const html = page('post.njk', { ...views['post.njk'], page: pageView({ language: 'en' }) })
    expect(html).toContain('<html lang="en">')
    expect(html).toContain('<header class="masthead" lang="zh-CN">')
    expect(html).toContain('<p class="meta" lang="zh-CN">')
    expect(page('post.njk')).not.toContain('<header class="masthead" lang')
  })

  test('in lists, what stands before the more-marker is shown whole, other summaries by three lines', () => {
    const list = (over: object) => page('home.njk', { ...Object(views['home.njk']), posts: [postSummary(0, over)] })
    expect(list({ more: '<p>前</p>', excerpt: '<前>' })).toContain('<p class="excerpt">&lt;前&gt;</p>')
    expect(list({ more: null, excerpt: '摘' })).toContain('<p class="excerpt clamped">摘</p>')
  })

  test('a post in another language says so in lists', () => {
    expect(page('home.njk')).toContain('<article lang="en">')
  })
})

describe('shortcodes', () => {
  const names = themeTemplates
    .filter(({ name }) => name.startsWith('shortcodes/'))
    .map(({ name }) => name.replace(/^shortcodes\/(.*)\.njk$/, '$1'))

  function shortcode(name: string, args: Record<string, string>, inner?: string): string {
    const { value, diagnostics } = themeRenderer().shortcode(name, shortcodeView(name, args, inner))
    expect(diagnostics).toEqual([])
    return value
  }

  test.each(names)('%s without any argument fails nowhere', (name) => {
    expect(shortcode(name, {})).not.toContain('undefined')
    shortcode(name, {}, '里面')
  })

  const uses: readonly [string, Record<string, string>, string | undefined, readonly string[]][] = [
    [
      'figure',
      { src: 'a.png', alt: '图', caption: '说明 <x>', title: '题', link: '/b/', width: '300' },
      undefined,
      ['src="a.png"', 'alt="图"', 'width="300"', '<strong>题</strong>', '说明 &lt;x&gt;', '<a href="/b/">'],
    ],
    ['figure', { src: 'https://x.y/a.png' }, undefined, ['loading="lazy"', 'referrerpolicy="no-referrer"']],
    ['highlight', { '0': 'go' }, 'if', ['<p>if</p>']],
    ['youtube', { '0': 'w7Ft2ymGmfc' }, undefined, ['youtube-nocookie.com/embed/w7Ft2ymGmfc', 'title="YouTube"']],
    ['youtube', { id: 'a"b', title: '片名' }, undefined, ['embed/a%22b', 'title="片名"']],
    ['vimeo', { '0': '146022717' }, undefined, ['player.vimeo.com/video/146022717']],
    ['bilibili', { '0': 'BV1xx411c7mD', '1': '2' }, undefined, ['bvid=BV1xx411c7mD&amp;p=2']],
    ['bilibili', { id: '170001' }, undefined, ['aid=170001']],
    [
      'admonition',
      { '0': 'tip', '1': '题', '2': 'false' },
      '里',
      ['<details class="alert alert-tip">', '题', '<p>里</p>'],
    ],
    ['admonition', { type: 'warning', open: 'true' }, '里', ['<details class="alert alert-warning" open>', '警告']],
    ['notice', { '0': 'info' }, '里', ['role="note"', 'alert-info', '信息']],
    ['details', { summary: '看' }, '里', ['<summary>看</summary>', '<p>里</p>']],
    ['details', { '0': '看', open: 'true' }, '里', ['<details class="details" open>']],
    ['gallery', {}, '里', ['<div class="gallery">', '<p>里</p>']],
    ['link', { href: 'https://x.y/', content: '名', card: 'true' }, undefined, ['class="card"', '名', 'https://x.y/']],
    ['param', { '0': 'mood.today' }, undefined, ['晴']],
    ['qr', { text: 'https://x.y/' }, undefined, ['<a href="https://x.y/">']],
    ['mermaid', {}, 'A-->B', ['<pre class="mermaid"', 'A--&gt;B']],
    ['gist', { '0': 'spf13', '1': '7896402' }, undefined, ['https://gist.github.com/spf13/7896402']],
    [
      'x',
      { user: 'SanDiegoZoo', id: '1453110110599868418' },
      undefined,
      ['x.com/SanDiegoZoo/status/1453110110599868418'],
    ],
    ['tweet', { '0': '877500564405444608' }, undefined, ['x.com/i/status/877500564405444608']],
    ['instagram', { '0': 'BMokmydjG-M' }, undefined, ['instagram.com/p/BMokmydjG-M/']],
    ['audio', { '0': 'a.mp3', caption: '雨' }, undefined, ['<audio controls', 'src="a.mp3"', '雨']],
    ['video', { src: 'a.mp4' }, undefined, ['<video controls', 'src="a.mp4"']],
    ['music', { server: 'netease', type: 'song', id: '1868553' }, undefined, ['music.163.com/#/song?id=1868553']],
    ['music', { url: 'a.mp3', name: '曲', artist: '人' }, undefined, ['<audio', '曲 · 人']],
    ['unknown', {}, '里', ['这里原有', '<p>里</p>', 'role="note"']],
    [
      'unknown',
      { name: '甲', url: 'https://a.example/', avatar: 'https://a.example/a.png', width: '300', bio: '一句话' },
      undefined,
      ['<a href="https://a.example/">甲</a>', '<img src="https://a.example/a.png" alt="甲"', '<p>一句话</p>'],
    ],
    ['unknown', { '0': 'https://x.example/a' }, undefined, ['<a href="https://x.example/a">https://x.example/a</a>']],
    ['unknown', { src: 'a.png', title: '图' }, undefined, ['<img src="a.png" alt="图"']],
    [
      'friend',
      { name: '甲', url: 'https://a.example/', bio: '句' },
      undefined,
      ['href="https://a.example/"', '甲', '句'],
    ],
    [
      'friend',
      { '0': '甲', '1': 'https://a.example/' },
      undefined,
      ['href="https://a.example/"', '<strong>甲</strong>'],
    ],
    ['neodb', { '0': 'https://neodb.social/book/1' }, undefined, ['href="https://neodb.social/book/1"', 'NeoDB']],
    ['douban', { '0': 'https://book.douban.com/subject/1/' }, undefined, ['href="https://book.douban.com/subject/1/"']],
    [
      'douban',
      { '0': 'movie', '1': '1292052' },
      undefined,
      ['href="https://movie.douban.com/subject/1292052/"', '豆瓣'],
    ],
    ['douban', { type: 'book', id: '12' }, undefined, ['href="https://book.douban.com/subject/12/"']],
    ['github', { '0': 'gohugoio/hugo' }, undefined, ['href="https://github.com/gohugoio/hugo"', '>gohugoio/hugo<']],
    ['github', { '0': 'gohugoio', '1': 'hugo' }, undefined, ['href="https://github.com/gohugoio/hugo"']],
    ['github', { user: 'a', repo: 'b' }, undefined, ['href="https://github.com/a/b"']],
    [
      'github',
      { name: '名', link: 'https://github.com/a/b', description: '说明' },
      undefined,
      ['href="https://github.com/a/b"', '名', '<small>说明</small>'],
    ],
    ['card', { link: '/a/', title: '题', subtitle: '副' }, undefined, ['href="/a/"', '题', '<small>副</small>']],
    ['card', { title: '题' }, '里', ['<strong>题</strong>', '<p>里</p>']],
    ['cards', {}, '里', ['<div class="cards">', '<p>里</p>']],
    ['linkcard', { '0': 'https://x.y/', '1': '名' }, undefined, ['href="https://x.y/"', '名']],
    ['linkcard', { url: 'https://x.y/', title: '名', description: '说' }, undefined, ['名<small>说</small>']],
    [
      'blockquote',
      { author: '鲁迅', title: '《野草》' },
      '里',
      ['<blockquote>', '<p>里</p>', '鲁迅', '<cite>《野草》</cite>'],
    ],
    ['blockquote', { author: '人', link: 'https://x.y/' }, '里', ['<a href="https://x.y/"><cite>']],
    ['collapse', { summary: '看' }, '里', ['<summary>看</summary>', '<p>里</p>']],
    ['collapse', { '0': '看' }, '里', ['<summary>看</summary>']],
    ['tabs', {}, '里', ['<p>里</p>']],
    ['tab', { '0': '甲' }, '里', ['<strong>甲</strong>', '<p>里</p>']],
    ['callout', { type: 'info' }, '里', ['alert-info', '信息', '<p>里</p>']],
    ['callout', { emoji: '💡', text: '字' }, undefined, ['💡', '<p>字</p>']],
    ['codepen', { '0': 'user', '1': 'abc' }, undefined, ['https://codepen.io/user/pen/abc']],
    ['codepen', { id: 'abc', user: 'u' }, undefined, ['https://codepen.io/u/pen/abc']],
    ['pdf', { '0': '/files/a.pdf' }, undefined, ['href="/files/a.pdf"', 'a.pdf']],
    ['pdf', { src: 'a.pdf', title: '书' }, undefined, ['href="a.pdf"', '书']],
    ['meting', { server: 'netease', type: 'song', id: '18' }, undefined, ['music.163.com/#/song?id=18']],
    ['meting', { auto: 'https://y.qq.com/n/1' }, undefined, ['href="https://y.qq.com/n/1"']],
    ['link', { '0': '文字', '1': 'https://x.y/' }, undefined, ['<a href="https://x.y/">文字</a>']],
    ['link', { '0': 'https://x.y/', '1': '文字' }, undefined, ['<a href="https://x.y/">文字</a>']],
    ['link', { '0': '文字', '1': '/a/' }, undefined, ['<a href="/a/">文字</a>']],
  ]

  test.each(uses)('%s %j', async (name, args, inner, parts) => {
    const html = shortcode(name, args, inner)
    for (const part of parts) expect(html).toContain(part)
    expect(await faults(`<main>${html}</main>`)).toEqual([])
  })

  test.each([
    [{ width: '300' }, 'width="300" height="150"'],
    [{ width: '300px', height: '99' }, 'width="300" height="99"'],
    [{ width: '50%' }, 'width="800" height="400" style="width:50%"'],
    [{}, 'width="800" height="400"'],
    [{ width: '"><script>' }, 'width="800" height="400" loading'],
  ])('a picture of known size keeps its shape: %j', (size, attributes) => {
    const resolve = () => ({ url: '/a.png', width: 800, height: 400 })
    const view = { ...shortcodeView('figure', { src: 'a.png', ...size }), resolve }
    expect(themeRenderer().shortcode('figure', view).value).toContain(`<img src="/a.png" alt="" ${attributes}`)
  })

  test('inside a line of text, a figure is a picture alone', () => {
    const view = { ...shortcodeView('figure', { src: 'a.png' }), position: 'inline' }
    const { value } = themeRenderer().shortcode('figure', view)
    expect(value).toMatch(/^<img [^>]*>\s*$/)
  })
})
