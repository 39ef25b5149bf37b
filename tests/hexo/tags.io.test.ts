import { beforeAll, describe, expect, test } from 'vitest'
import { type MovedBlog, moved } from './archive.ts'

/** Tag plugins by the rows of their table, through `migrate hexo` and a build; parse/hexo/tags.test.ts has their forms. */

const archive = `-- _config.yml --
title: T
url: https://example.org
language: zh-CN
permalink: :title/
post_asset_folder: true
math:
  enable: true
mermaid:
  enable: true
-- source/_posts/other.md --
---
title: 别的
date: 2020-01-01
---
## h
-- source/downloads/code/a.js --
let b = 2
-- source/_posts/all/pic.png --
x
-- source/_posts/all.md --
---
title: 全
date: 2020-01-01
---
{% asset_img cls pic.png 200 100 "标题" "替代" %}

{% asset_link pic.png 文件 %} {% asset_path pic.png %}

{% post_link other#h 别的文 %}

{% codeblock 说明 lang:js https://example.net/a %}
let a = 1
{% endcodeblock %}

{% include_code 包 lang:js a.js %}

{% blockquote 鲁迅, 呐喊 https://example.net/b 书 %}
引文
{% endblockquote %}

{% note warning %}
注意 **粗**
{% endnote %}

{% tabs 名, 2 %}
<!-- tab 甲 -->
一
<!-- endtab -->
<!-- tab 乙 -->
二
<!-- endtab -->
{% endtabs %}

{% hideToggle 展开 %}
里面
{% endhideToggle %}

{% hideInline 答案,看 %} {% psw 暗文 %}

{% gallery %}
![](https://example.net/a.jpg)
{% endgallery %}

{% label primary@标签文 %} {% span red, 红字 %} {% u 线 %}

{% btn https://example.net/c, 按钮, fa fa-home %}

{% checkbox checked, 做完 %}

{% timeline 年表 %}
{% timenode 2020 %}
一件事
{% endtimenode %}
{% endtimeline %}

{% mermaid %}
graph TD
{% endmermaid %}

{% math %}
x^2
{% endmath %}

{% youtube abc123 %} {% bilibili BV1xx %}

{% flink %}
- class_name: 友
  link_list:
    - name: 某
      link: https://example.net/d
{% endflink %}

{% caniuse fetch %}
`

describe('tag plugins', () => {
  let blog: MovedBlog
  let page = ''
  beforeAll(async () => {
    blog = await moved(archive)
    page = blog.file('all/index.html')
  })

  test('row 7.1: asset_img and its kin are images in the post’s folder, with size and class', () => {
    expect(page).toMatch(/<figure class="cls">\s*<img src="\/all\/pic\.png" alt="替代" width="200" height="100"/)
  })

  test('row 7.2: asset_link and asset_path lead to a file of the post', () => {
    expect(page).toContain('<a href="/all/pic.png">文件</a>')
  })

  test('row 7.3: post_link leads to a post by its slug', () => {
    expect(page).toContain('<a href="/other/#h">别的文</a>')
  })

  test('row 7.4: codeblock is code with its caption', () => {
    expect(page).toMatch(/<figcaption>说明 <a href="https:\/\/example\.net\/a">link<\/a><\/figcaption>/)
  })

  test('row 7.5: include_code shows the file and leads to it', () => {
    expect(page).toMatch(
      /<figcaption>包 <a href="\/downloads\/code\/a\.js">view raw<\/a><\/figcaption><pre[^>]*><code class="language-js">/,
    )
  })

  test('row 7.6: blockquote is a quote with its footer', () => {
    expect(page).toMatch(/<blockquote>\s*<p>引文<\/p>[\s\S]*鲁迅[\s\S]*https:\/\/example\.net\/b[\s\S]*<\/blockquote>/)
  })

  test('row 7.7: note is an admonition, its text Markdown', () => {
    expect(page).toMatch(/alert-warning[\s\S]*注意 <strong>粗<\/strong>/)
  })

  test('row 7.8: tabs keep their captions', () => {
    for (const text of ['甲', '一', '乙', '二']) expect(page).toContain(text)
  })

  test('row 7.9: hideToggle and its kin are details', () => {
    expect(page).toMatch(/<summary>展开<\/summary>\s*<p>里面<\/p>/)
  })

  test('row 7.10: hideInline and psw are marked text', () => {
    expect(page).toContain('<mark>答案</mark> <mark>暗文</mark>')
  })

  test('row 7.11: gallery keeps its pictures', () => {
    expect(page).toMatch(/class="gallery"[\s\S]*https:\/\/example\.net\/a\.jpg/)
  })

  test('row 7.12: label, span and u are marks and inline HTML', () => {
    expect(page).toContain('<mark>标签文</mark> 红字 <u>线</u>')
  })

  test('row 7.13: btn is a link', () => {
    expect(page).toContain('<a href="https://example.net/c">按钮</a>')
  })

  test('row 7.14: checkbox is a task', () => {
    expect(page).toMatch(/type="checkbox" checked[^>]*> 做完/)
  })

  test('row 7.15: timeline is a headed list', () => {
    expect(page).toMatch(/年表[\s\S]*2020[\s\S]*一件事/)
  })

  test('row 7.16: mermaid is a diagram', () => {
    expect(page).toContain('<pre class="mermaid" tabindex="0">graph TD')
  })

  test('row 7.17: math is a formula', () => {
    expect(page).toMatch(/<math[^>]*display="block"/)
  })

  test('row 7.18: youtube and bilibili are our shortcodes', () => {
    expect(page).toMatch(/youtube-nocookie\.com\/embed\/abc123[\s\S]*bvid=BV1xx/)
  })

  test('row 7.19: others keep their links, and are named with their count', () => {
    expect(page).toContain('https://example.net/d')
    expect(blog.diagnostics.map(({ params }) => params.name)).toEqual(expect.arrayContaining(['flink', 'caniuse']))
  })
})
