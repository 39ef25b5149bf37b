import { describe, expect, test } from 'vitest'
import { addressKey, type FileRow, fileColumns, recordText } from '../../src/keep/record.ts'
import { site, type TestOptions } from '../site.ts'

/** A row of the record for an address; `file` below `content/`. */
function row(address: string, file: string, status = 'kept'): readonly [string, FileRow] {
  const found = { 'sha-256': 'a', bytes: '1', type: 'image/png', date: '2026-11-27', where: 'content/posts/a.md:5' }
  return [addressKey(address) ?? '', { address, ...found, status, file: file && `content/${file}` }]
}

const host = 'https://img.example.net'
const rows = [
  row(`${host}/a.png`, 'kept/aa.png'),
  row(`http://img.example.net/%E5%9B%BE.png`, 'kept/bb.png'),
  row(`${host}/q.png?x=1&y=2`, 'kept/cc.png'),
  row(`${host}/beside.png`, 'posts/bundle/beside.png'),
  row(`${host}/gone.png`, '', 'dead 404'),
  row(`${host}/later.png`, '', 'failed timeout'),
]
const kept = `-- content/kept/record.tsv --\n${recordText(fileColumns, new Map(rows))}${['aa', 'bb', 'cc']
  .map((name) => `-- content/kept/${name}.png --\n\n`)
  .join(
    '',
  )}-- content/posts/bundle/index.md --\n---\ntitle: 包\ndate: 2024-01-01\n---\n文\n-- content/posts/bundle/beside.png --\n\n`

const front = '---\ntitle: 文\ndate: 2025-03-04\n---\n'
const built = (body: string, options?: TestOptions, head = front) =>
  site(`-- content/posts/a.md --\n${head}${body}\n${kept}`, options)

/** The page and all feeds of home. */
async function shown(body: string, options?: TestOptions, head?: string) {
  const { file } = await built(body, options, head)
  return { page: file('posts/a/index.html'), feeds: ['index.xml', 'atom.xml', 'feed.json'].map(file) }
}

describe('a picture that was kept', () => {
  test.each([
    ['Markdown', `![图](${host}/a.png)`],
    ['a reference', `![图][1]\n\n[1]: ${host}/a.png`],
    ['raw HTML', `<img src="${host}/a.png" alt="图">`],
    ['raw HTML without quotes', `<p><img alt=图 src=${host}/a.png></p>`],
    ['srcset', `<img src="${host}/a.png" srcset="${host}/a.png 1x, //img.example.net/a.png 2x" alt="">`],
    ['a picture element', `<picture><source srcset="${host}/a.png"><img src="${host}/a.png" alt=""></picture>`],
    ['a style', `<div style="background:url(&quot;${host}/a.png&quot;)">x</div>`],
    ['a poster', `<video poster="${host}/a.png" src="a.mp4"></video>`],
    ['figure', `{{< figure src="${host}/a.png" title="题" >}}`],
    ['gallery', `{{< gallery >}}\n![图](${host}/a.png)\n{{< /gallery >}}`],
    ['an unknown shortcode', `{{< whatever image="${host}/a.png" >}}`],
    ['another spelling', `![图](//img.example.net/a.png)`],
    ['Chinese', '![图](http://img.example.net/图.png)'],
    ['lower-case escapes', '![图](http://img.example.net/%e5%9b%be.png#x)'],
    ['a query', `![图](${host}/q.png?x=1&y=2)`],
  ])('%s: comes from the site in the page and in feeds', async (_name, body) => {
    const { page, feeds } = await shown(body)
    for (const text of [page, ...feeds]) expect(text).not.toContain('img.example.net')
    expect(page).toMatch(/["(;]\/kept\/\w\w\.png/)
    for (const feed of feeds) expect(feed).toMatch(/https:\/\/example\.com\/kept\/\w\w\.png/)
  })

  test('beside a bundle of another post', async () => {
    expect((await shown(`![图](${host}/beside.png)`)).page).toContain('src="/posts/bundle/beside.png"')
  })

  test('has the base path', async () => {
    const { page } = await shown(`![图](${host}/a.png)`, { config: { url: 'https://example.com/blog/' } })
    expect(page).toContain('src="/blog/kept/aa.png"')
  })

  test('as a cover is the og:image, the feeds’ picture and that of the structured data', async () => {
    const head = `---\ntitle: 文\ndate: 2025-03-04\nimage: ${host}/a.png\n---\n`
    const { page, feeds } = await shown('文', {}, head)
    for (const text of [page, ...feeds]) expect(text).not.toContain('img.example.net')
    expect(page).toContain('<meta property="og:image" content="https://example.com/kept/aa.png">')
  })

  test('in a template of the blogger’s own', async () => {
    const template = `-- templates/page.njk --\n<img src='{{ site.params.avatar }}' alt="">\n`
    const made = await site(`${template}-- content/about.md --\n---\ntitle: 关于\n---\n文\n${kept}`, {
      config: { params: { avatar: `${host}/q.png?x=1&y=2` } },
    })
    expect(made.file('about/index.html')).toContain(`<img src='/kept/cc.png'`)
  })

  test('a link to it leads to the copy', async () => {
    const { page } = await shown(`[![图](${host}/a.png)](${host}/a.png)`)
    expect(page).toMatch(/<a href="\/kept\/aa\.png"><img src="\/kept\/aa\.png"/)
  })

  test('other addresses and text stay as they are', async () => {
    const body = `![图](${host}/other.png) ![后](${host}/later.png) \`${host}/a.png\` <!-- <img src="${host}/a.png"> -->`
    const with_ = (await shown(body)).page
    const { file } = await site(
      `-- content/posts/a.md --\n${front}${body}\n-- content/posts/bundle/index.md --\n---\ntitle: 包\ndate: 2024-01-01\n---\n文\n`,
    )
    expect(with_).toBe(file('posts/a/index.html'))
  })

  test('beside a draft is not published, and the address stays', async () => {
    const draft = kept.replace('title: 包', 'title: 包\ndraft: true')
    const { file } = await site(`-- content/posts/a.md --\n${front}![图](${host}/beside.png)\n${draft}`)
    expect(file('posts/a/index.html')).toContain(`src="${host}/beside.png"`)
  })
})

test('the record is never published', async () => {
  const { paths } = await built('文')
  expect(paths.filter((path) => path.startsWith('kept/'))).toEqual(['kept/aa.png', 'kept/bb.png', 'kept/cc.png'])
})

describe('a picture that is dead and not kept', () => {
  const link = `https://web.archive.org/web/20250304/${host}/gone.png`

  test('is shown as its alternative text, its host and a link to the archive', async () => {
    const { page, feeds } = await shown(`前 ![一只猫](${host}/gone.png) 后`)
    const span = `<span class="gone">一只猫 <small>图片已失效 · img.example.net · <a href="${link}" rel="nofollow">存档</a></small></span>`
    expect(page).toContain(`前 ${span} 后`)
    for (const feed of feeds) expect(feed).toContain(link)
    for (const text of [page, ...feeds]) expect(text).not.toMatch(/<img[^>]*gone\.png/)
  })

  test('holds no link within a link', async () => {
    const { page } = await shown(`[![猫](${host}/gone.png)](https://example.org/)`)
    expect(page).toContain(
      '<a href="https://example.org/"><span class="gone">猫 <small>图片已失效 · img.example.net</small></span></a>',
    )
    const self = await shown(`[![猫](${host}/gone.png)](${host}/gone.png)`)
    expect(self.page).toContain(`<a href="${link}"><span class="gone">`)
  })
})

describe('a link that is dead', () => {
  const links = `-- content/kept/links.tsv --\naddress\tstatus\tto\tdate\tsince\twhere\nhttps://old.example.net/p?a=1&b=2\tdead 404\t\t2026-11-27\t2026-11-27\tcontent/posts/a.md:5\n`
  const page = async (config?: TestOptions['config']) => {
    const text = `-- content/posts/a.md --\n${front}[页](https://old.example.net/p?a=1&b=2)\n${links}`
    const { file } = await site(text, config ? { config } : {})
    return file('posts/a/index.html')
  }

  test('leads to the archive by a setting', async () => {
    expect(await page()).toContain('href="https://old.example.net/p?a=1')
    expect(await page({ deadLinks: 'archive' })).toContain(
      'href="https://web.archive.org/web/20250304/https://old.example.net/p?a=1&amp;b=2"',
    )
  })
})

describe('a dead picture and the cards of a page', () => {
  const head = (image: string) => front.replace(/---\n$/, `image: ${image}\n---\n`)
  const og = (page: string) => /og:image" content="([^"]*)"/.exec(page)?.[1]

  test.each([
    ['the cover is dead', `![图](${host}/a.png)`, `${host}/gone.png`, 'https://example.com/kept/aa.png'],
    ['the cover is kept', '文', `${host}/a.png`, 'https://example.com/kept/aa.png'],
    ['both are dead', `![图](${host}/gone.png)`, `${host}/gone.png`, undefined],
    ['the cover is asked for again later', '文', `${host}/later.png`, `${host}/later.png`],
  ])('%s', async (_what, body, image, shownImage) => {
    const { page, feeds } = await shown(body, {}, head(image))
    expect(og(page)).toBe(shownImage)
    for (const text of [page, ...feeds]) expect(text).not.toContain(`content="${host}/gone.png`)
    expect(feeds[2]).not.toContain(`"image": "${host}/gone.png`)
    expect(page.match(/<script type="application\/ld\+json">.*?<\/script>/s)?.[0]).not.toContain('gone.png')
  })
})
