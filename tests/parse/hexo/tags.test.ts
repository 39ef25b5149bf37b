import { describe, expect, test } from 'vitest'
import { site } from '../../site.ts'

/** The content of a post with this body, in a blog that comes from Hexo; blanks between tags do not count. */
async function contentOf(body: string): Promise<string> {
  const { file } = await render(body)
  const html = file('feed.json')
  return (JSON.parse(html).items.find(({ title }: { title: string }) => title === '甲').content_html as string)
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}

const render = (body: string) =>
  site(
    `-- content/_posts/a.md --\n---\ntitle: 甲\ndate: 2020-01-02 03:04:05\n---\n${body}\n-- content/_posts/dir/乙 b.md --\n---\ntitle: 另一篇\ndate: 2020-01-01 03:04:05\n---\n## 节\n文\n-- content/_posts/a/p.png --\n-- content/downloads/code/a/b.js --\n// 甲\n// 乙\n// 丙\n// 丁\n-- templates/shortcodes/mine.njk --\n<i>{{ args["0"] }}|{{ innerHtml | safe }}</i>\n`,
    { config: { hexo: { postAssets: true, permalink: ':year/:title/' }, markdown: { math: true } } },
  )

describe('a tag becomes', () => {
  test.each([
    ['asset_img, a picture', '{% asset_img p.png "题" %}', /<img src="[^"]*p\.png" alt="题"/],
    [
      'asset_img with a class and measures',
      '{% asset_img left p.png 300 200 "题 目" "代" %}',
      /<figure class="left">\s*<img [^>]*alt="代"[^>]*width="300" height="200"/,
    ],
    [
      'image with options',
      '{% image https://x.example/a.jpg, width=400px, alt=每天，下课 %}',
      /<img src="https:\/\/x\.example\/a\.jpg" alt="每天，下课" width="400"/,
    ],
    [
      'inlineimage in a line',
      '这是 {% inlineimage https://x.example/a.gif, height=40px %} 一段',
      /<p>这是 <img src="https:\/\/x\.example\/a\.gif"[^>]*height="40"[^>]*> 一段<\/p>/,
    ],
    ['asset_link', '{% asset_link p.png 图 %}', /<a href="[^"]*p\.png">图<\/a>/],
    ['asset_path, an address', '[图]({% asset_path p.png %})', /<a href="[^"]*p\.png">图<\/a>/],
    [
      'post_link by slug',
      '见{% post_link "dir/乙 b" %}。',
      /见<a href="https:\/\/example\.com\/[^"]*dir\/[^"]*">另一篇<\/a>。/,
    ],
    [
      'post_link with a fragment and words',
      '{% post_link "dir/乙 b#节" 看这里 %}',
      /<a href="[^"]*#[^"]*">看这里<\/a>/,
    ],
    ['post_link by title', '{% post_link 另一篇 %}', /<a href="[^"]*">另一篇<\/a>/],
    ['post_path', '[乙]({% post_path "dir/乙 b" %})', /<a href="https:\/\/example\.com\/[^"]*dir\/[^"]*">乙<\/a>/],
    [
      'codeblock',
      '{% codeblock lang:js %}\nlet a = "{{ b }}"\n{% endcodeblock %}',
      /<code class="[^"]*language-js">.*let.*\{\{ b \}\}/s,
    ],
    ['code with back-ticks in it', '{% code %}\n```\n甲\n```\n{% endcode %}', /<code[^>]*>```\n甲\n```/],
    [
      'include_code, the file’s code',
      '{% include_code 标 题 lang:ts from:2 to:3 a/b.js %}',
      /<figcaption>标 题 <a href="[^"]*\/downloads\/code\/a\/b\.js">view raw<\/a><\/figcaption><pre[^>]*><code class="[^"]*language-ts">[^甲丁]*乙[^甲丁]*丙[^甲丁]*<\/code>/,
    ],
    [
      'include_code in a list, behind text, by the path from the source folder',
      '- 见 {% include_code /downloads/code/a/b.js %}后',
      /<li>\n<p>见<\/p>\n<figure class="code"[^>]*><figcaption>b\.js <a[^>]*>view raw<\/a><\/figcaption><pre[^>]*><code class="[^"]*language-js">.*甲.*\n.*丁.*<\/code><\/pre><\/figure>\n<p>后<\/p>\n<\/li>/s,
    ],
    [
      'include_code of a file that is not there, a link',
      '{% include_code 标题 lang:js from:5 test.js %}',
      /<a href="[^"]*\/downloads\/code\/test\.js">标题<\/a>/,
    ],
    [
      'blockquote',
      '{% blockquote 鲁迅, 野草 https://x.example/a 题辞 %}\n当我**沉默**\n{% endblockquote %}',
      /<blockquote>\s*<p>当我<strong>沉默<\/strong><\/p>\s*<p>—— 鲁迅, 野草 <a href="https:\/\/x\.example\/a"><cite>题辞/,
    ],
    [
      'link of Hexo’s own',
      '{% link 文 https://x.example/ true 题 %}',
      /<p><a href="https:\/\/x\.example\/">文<\/a> 题<\/p>/,
    ],
    ['pullquote', '{% pullquote left %}\n甲\n{% endpullquote %}', /<blockquote>\s*<p>甲<\/p>/],
    ['cq', '{% cq %}甲{% endcq %}', /<blockquote>\s*(?:<p>)?甲/],
    ['quot', '{% quot 热门话题 icon:hashtag %}', /“热门话题”/],
    ['note by class', '{% note success %}\n**成**\n{% endnote %}', /alert-tip.*<strong>成<\/strong>/s],
    ['note with a title', '{% note danger 小心 %}\n甲\n{% endnote %}', /alert-caution.*小心.*<p>甲<\/p>/s],
    ['note with an icon', "{% note blue 'fas fa-bullhorn' modern %}\n甲\n{% endnote %}", /alert-note(?!.*fa-)/s],
    ['note in one line', '{% note warning, 当心**它** %}', /alert-warning.*当心<strong>它<\/strong>/s],
    ['note with a colon', '{% note error :: 已移除[链](https://x.example/) %}', /alert-caution.*已移除<a href/s],
    ['noteblock', '{% noteblock quote theme %}\n甲\n{% endnoteblock %}', /alert-note.*<p>甲<\/p>/s],
    ['Note with an option', '{% Note color:red 文 %}', /alert-caution.*文/s],
    ['tip', '{% tip success %}甲{% endtip %}', /alert-tip.*甲/s],
    [
      'tabs',
      '{% tabs 名, 1 %}\n<!-- tab 一@fa-x -->\n**甲**\n<!-- endtab -->\n<!-- tab -->\n乙\n<!-- endtab -->\n{% endtabs %}',
      /<p class="tab-title"><strong>一<\/strong>.*<strong>甲<\/strong>.*<strong>名 2<\/strong>.*乙/s,
    ],
    [
      'tabs whose parts have no end',
      '{% tabs %}\n<!-- tab 一 -->\n甲\n<!-- tab 二 -->\n乙\n{% endtabs %}',
      /一<\/strong>.*甲.*<section class="tab">.*二<\/strong>.*乙/s,
    ],
    [
      'tabs in tabs',
      '{% tabs A %}\n<!-- tab 外 -->\n{% subtabs B %}\n<!-- tab 里 -->\n甲\n<!-- endtab -->\n{% endsubtabs %}\n<!-- endtab -->\n{% endtabs %}',
      /外.*<div class="tabs">.*里.*甲/s,
    ],
    ['hideToggle', '{% hideToggle 标题,blue %}\n甲\n{% endhideToggle %}', /<summary>标题<\/summary>\s*<p>甲<\/p>/],
    [
      'folding with a style',
      '{% folding open yellow, 2.6.2 -> 2.6.3 %}\n甲\n{% endfolding %}',
      /<details class="details" open>\s*<summary>2\.6\.2 -&gt; 2\.6\.3<\/summary>/,
    ],
    [
      'folding by colons',
      '{% folding red::安装 「小白鼠」 %}\n甲\n{% endfolding %}',
      /<summary>安装 「小白鼠」<\/summary>/,
    ],
    [
      'nested folding',
      '{% folding 外 %}\n{% folding 里 %}\n甲\n{% endfolding %}\n{% endfolding %}',
      /外<\/summary>.*<details.*里<\/summary>.*甲/s,
    ],
    ['hideInline', '答案{% hideInline 四十二,看 %}。', /答案<mark>四十二<\/mark>。/],
    ['psw', '码：{% psw 没有 %}', /<mark>没有<\/mark>/],
    [
      'gallery',
      '{% gallery stretch, 8 %}\n![a](https://x.example/a.png)\n{% endgallery %}',
      /<div class="gallery">.*<img/s,
    ],
    ['grid, its inside', '{% grid c:2 %}\n**甲**\n{% endgrid %}', /<strong>甲<\/strong>/],
    ['box', '{% box 注意 color:yellow %}\n甲\n{% endbox %}', /注意.*<p>甲<\/p>/s],
    ['label', '一{% label primary@文字 %}二', /一<mark>文字<\/mark>二/],
    ['label of Butterfly', '{% label 文字 blue %}', /<mark>文字<\/mark>/],
    ['span', '{% span large blue, 客 %}人', /<p>客人<\/p>/],
    ['p', '{% p center small::A Wonderful Theme %}', /<p>A Wonderful Theme<\/p>/],
    [
      'u, emp, del, kbd, mark',
      '{% u 下 %}{% emp 着 %}{% del 删 %}{% kbd ⌘ %}{% mark color:green 完 %}',
      /<u>下<\/u><em>着<\/em><del>删<\/del><kbd>⌘<\/kbd><mark>完<\/mark>/,
    ],
    [
      'btn of NexT',
      '{% btn https://x.example/, 开始, download fa-lg, 题 %}',
      /<a href="https:\/\/x\.example\/" title="题">开始<\/a>/,
    ],
    [
      'btn of Volantis',
      '{% btn solid center large::开始 使用::https://x.example/b::fas fa-download %}',
      /<a href="https:\/\/x\.example\/b">开始 使用<\/a>/,
    ],
    [
      'button of Stellar',
      '{% button 探索 https://x.example/ icon:solar:planet %}',
      /<a href="https:\/\/x\.example\/">探索<\/a>/,
    ],
    [
      'link',
      '{% link 一篇 好文, https://x.example/a.html %}',
      /<a href="https:\/\/x\.example\/a\.html">一篇 好文<\/a>/,
    ],
    [
      'cell in btns',
      '{% btns circle %}\n{% cell 下载源码, https://x.example/, fas fa-download %}\n{% endbtns %}',
      /<a href="https:\/\/x\.example\/">下载源码<\/a>/,
    ],
    ['pandown', '{% pandown qn::https://x.example::1234::七牛云 %}', /<a href="https:\/\/x\.example">七牛云<\/a> 1234/],
    ['ghcard', '{% ghcard a/b::theme=calm %}', /<a href="https:\/\/github\.com\/a\/b">a\/b<\/a>/],
    [
      'checkbox',
      '{% checkbox cyan checked, 青**色** %}\n{% checkbox 普通 的 %}',
      /<li[^>]*><input[^>]*checked[^>]*>.*青<strong>色<\/strong>.*普通 的/s,
    ],
    ['radio', '{% radio checked::单 %}', /<input[^>]*checked[^>]*>.*单/s],
    [
      'timeline of Volantis',
      '{% timeline 史 %}\n{% timenode 2020 [记](https://x.example/) %}\n甲\n{% endtimenode %}\n{% endtimeline %}',
      /史.*2020 <a href="https:\/\/x\.example\/">记<\/a>.*<p>甲<\/p>/s,
    ],
    [
      'timeline of Butterfly',
      '{% timeline 2022,pink %}\n<!-- timeline 01-02 -->\n甲\n<!-- endtimeline -->\n{% endtimeline %}',
      /2022.*01-02.*<p>甲<\/p>/s,
    ],
    [
      'paper of Stellar',
      '{% paper style:underline %}\n<!-- title 滕王阁序 -->\n<!-- author 王勃 -->\n<!-- section 一 -->\n<!-- paragraph -->\n豫章**故**郡\n<!-- line right -->\n落款\n<!-- footer 终 -->\n{% endpaper %}',
      /<p><strong>滕王阁序<\/strong><\/p>\s<p>王勃<\/p>\s<p><strong>一<\/strong><\/p>\s<p>豫章<strong>故<\/strong>郡.*落款<\/p>\s<p>终<\/p>/s,
    ],
    ['mermaid', '{% mermaid %}\ngraph TD\n{% endmermaid %}', /language-mermaid|class="mermaid"/],
    ['math', '{% math %}\na^2\n{% endmath %}', /<math/],
    ['youtube', '{% youtube abc %}', /youtube\.com\/watch\?v=abc|youtube-nocookie/],
    ['bilibili', '{% bilibili BV1x %}', /BV1x/],
    ['video', '{% video https://x.example/a.mov %}', /<video[^>]*src="https:\/\/x\.example\/a\.mov"/],
    ['audio', '{% audio https://x.example/a.mp3 %}', /<audio[^>]*src="https:\/\/x\.example\/a\.mp3"/],
    ['aplayer', '{% aplayer "歌" "人" https://x.example/a.mp3 %}', /<audio[^>]*a\.mp3.*歌 · 人/s],
    ['meting, a link', '{% meting "60198" "netease" "playlist" %}', /music\.163\.com[^"]*60198/],
    ['pdf', '{% pdf https://x.example/a.pdf %}', /href="https:\/\/x\.example\/a\.pdf"/],
    [
      'iframe',
      '{% iframe https://x.example/ 600 400 %}',
      /<iframe src="https:\/\/x\.example\/" width="600" height="400"/,
    ],
    ['gist', '{% gist abc123 %}', /href="https:\/\/gist\.github\.com\/abc123"/],
    ['an unknown tag’s links', '{% linkgrid2 名 https://x.example/u %}', /<a href="https:\/\/x\.example\/u">名<\/a>/],
    ['an unknown block’s inner Markdown', '{% hide 看 %}\n**甲**\n{% endhide %}', /<strong>甲<\/strong>/],
    ['a tag of the blog’s own template', '{% mine 一 %}乙{% endmine %}', /<i>一\|/],
    ['raw, its text', '{% raw %}a {{ b }} {% c %}{% endraw %}', /<p>a \{\{ b \}\} \{% c %\}<\/p>/],
    ['raw with HTML, that HTML', '{% raw %}<b>*a*</b>{% endraw %}', /<b>\*a\*<\/b>/],
  ])('%s', async (_, body, html) => {
    expect(await contentOf(body)).toMatch(html)
  })
})

test('in code all of it is text', async () => {
  expect(await contentOf('`{% note %}` 与 `{{ a }}`\n\n```\n{% tabs %}\n{{ b }}\n```')).toMatch(
    /<code>\{% note %\}<\/code> 与 <code>\{\{ a \}\}<\/code>.*\{% tabs %\}\n\{\{ b \}\}/s,
  )
})

test('positions are those of the file', async () => {
  const { diagnostics } = await render(
    '甲\n\n{% note info %}\n乙\n\n[丙](none.md)\n{% endnote %}\n\n{% post_link 无此文 %}',
  )
  const places = diagnostics.map(({ code, line, column }) => [code, line, column])
  expect(places).toContainEqual(['link-dead', 10, 1])
  expect(places).toContainEqual(['link-dead', 13, 1])
})

test('expressions, statements and ends without a beginning are left out and told; a tag without end is text', async () => {
  const { diagnostics } = await render('{{ page.title }}甲{% set a = 1 %}\n\n{% endnote %}\n\n50{% 不完')
  const places = diagnostics
    .filter(({ code }) => code.startsWith('hexo-'))
    .map(({ code, line, column }) => [code, line, column])
  expect(places).toEqual([
    ['hexo-expression', 5, 1],
    ['hexo-expression', 5, 18],
    ['hexo-tag-stray', 7, 1],
  ])
  expect(await contentOf('50{% 不完')).toMatch(/<p>50\{% 不完<\/p>/)
})

test('an unknown tag is told once, with its count', async () => {
  const { diagnostics } = await render('{% nope a %}\n\n{% nope b %}')
  expect(diagnostics.filter(({ code }) => code === 'shortcode-unknown')).toMatchObject([
    { params: { name: 'nope', count: 2 } },
  ])
})

test('without the group {% %} stays text', async () => {
  const { file } = await site('-- content/posts/a.md --\n---\ntitle: 甲\n---\n{% note info %}乙{{ c }}{% endnote %}\n')
  expect(file('posts/a/index.html')).toMatch(/\{% note info %\}乙\{\{ c \}\}\{% endnote %\}/)
})

test.each([
  ['他说"好" -- 真的...', '<p>他说”好” – 真的…</p>'],
  ['"a" isn\'t ("b") **粗**"c"', '<p>“a” isn’t (“b”) <strong>粗</strong>“c”</p>'],
  [
    '`"a"` <b title="t">"b"</b> https://x.example/a--b',
    '<p><code>"a"</code> <b title="t">“b”</b> <a href="https://x.example/a--b">https://x.example/a--b</a></p>',
  ],
  ['| "a" |\n|---|\n| b--c |', /<th scope="col">“a”<\/th>.*<td>b–c<\/td>/s],
])('quotes, dashes and dots are curled as Hexo’s smartypants does: %s', async (body, html) => {
  expect(await contentOf(body)).toEqual(typeof html === 'string' ? html : expect.stringMatching(html))
})

test('with smartypants off they stay', async () => {
  const { file } = await site('-- content/_posts/a.md --\n---\ntitle: 甲\ndate: 2020-01-02\n---\n他说"好"...\n', {
    config: { hexo: { permalink: ':title/', headingIds: { curled: false } } },
  })
  expect(file('a/index.html')).toContain('<p>他说"好"...</p>')
})
