import { beforeAll, describe, expect, test } from 'vitest'
import { site } from '../../site.ts'

/** Themes' tags in the forms that their blogs have: no Chinese word and no address of theirs may vanish. */
const samples = [
  ...[
    '{% note primary no-icon 甲题 %}\n乙文\n{% endnote %}',
    '{%note%}\n乙文\n{%endnote%}',
    '{% note %}甲{% endnote %}乙',
  ],
  ...[
    '{% note info “甲题” %}\n乙文\n{% endnote %}',
    '{% note color:cyan 甲题 乙文 %}',
    '{% note info Re:从零开始 好看 %}',
  ],
  '- 甲项\n  {% note info %}\n  乙文\n  {% endnote %}\n- 丙项',
  '> 甲引\n> {% note info %}\n> 乙文\n> {% endnote %}\n> 丙引',
  '## 甲 {% label primary@乙文 %} 丙',
  '| 甲 | 乙 |\n| --- | --- |\n| {% note info 丙文 %} | {% btn https://x.example/a, 丁文 %} |',
  '{% label @甲 %}{% label info@乙 %} 丙 {% kbd 丁 %} + {% kbd 戊 %}',
  '{% note info %}\r\n乙文\r\n\r\n- 丙\r\n{% endnote %}\r\n丁',
  '{% tabs %}\n<!--tab 甲页-->\n甲文\n<!--endtab-->\n<!--tab 乙页-->\n乙文\n{% endtabs %}',
  '{% tabs size:small %}\n<!-- tab id:a icon:fas title:甲页 active -->\n甲文\n<!-- endtab -->\n<!-- tab id:b "title:乙 页" -->\n乙文\n<!-- endtab -->\n{% endtabs %}',
  '{% tabs %}\n前文\n<!-- tab 甲页 -->\n甲文\n<!-- endtab -->\n后文\n{% endtabs %}',
  '<div>\n{% note info %}\n乙文\n{% endnote %}\n</div>',
  ...[
    "{% btn 'https://x.example/a',甲文,far fa-hand-point-right,block center larger %}",
    '{% link 甲题, 乙站, https://x.example/a %}',
  ],
  '{% link https://x.example/a title:甲题 desc:乙述 %}',
  '{% sitegroup %}\n{% site 甲站, url=https://x.example/a, description=乙述 %}\n{% endsitegroup %}',
  '{% hideBlock 甲题,#fff %}\n乙文\n{% endhideBlock %}',
  ...['{% fold info @甲 题 %}\n乙文\n{% endfold %}', '{% folding “甲 题” %}\n乙文\n{% endfolding %}'],
  ...[
    '{% cb 甲文, true, false %} {% cb 乙文 %}',
    '{% checkbox red, 甲文，乙文, 丙 %}',
    '- {% checkbox checked:true 甲 文 %}',
  ],
  ...[
    '{% Link https://x.example/a 甲题 %}',
    '{% Radio checked:true 甲文 %}',
    '{% Gallery %}\n[甲](https://x.example/a)\n{% endGallery %}',
  ],
  '{% message color:danger icon:info-circle "title:甲 题" %}\n乙文\n{% endmessage %}',
  ...['{% alertbar info "甲文" %}', '{% alertpanel warning "甲题" %}\n乙文\n{% endalertpanel %}'],
  '{% poetry 甲题 author:乙人 footer:丙注 %}\n丁诗\n{% endpoetry %}',
  '{% folders %}\n<!-- folder 甲题 -->\n甲文\n<!-- folder 乙题 -->\n乙文\n{% endfolders %}',
  '{% okr 甲标 percent:0.9 %}\n<!-- okr 乙果 percent:0.3 -->\n丙文\n{% endokr %}',
  '{% timeline 甲题,pink %}\n<!-- timeline 乙节 -->\n丙文\n<!-- endtimeline -->\n{% endtimeline %}',
  '{% gallery url,https://x.example/a.json %}\n{% endgallery %}',
  '{% menu 甲前, 乙单 %}\n{% menuitem 丙项, https://x.example/a, fas %}\n{% submenu 丁单 %}\n{% menuitem 戊项, https://x.example/b %}\n{% endsubmenu %}\n{% endmenu %}',
  ...['{% exturl 甲文 https://x.example/a "乙题" %}', '{% audio https://x.example/a.mp3 title:甲题 %}'],
  ...[
    '{% poem 甲题, 乙人 %}\n丙诗\n{% endpoem %}',
    '{% contributors source:https://x.example/a %}\n甲文\n{% endcontributors %}',
  ],
] as const

let built: Awaited<ReturnType<typeof site>>
const content = (at: number) =>
  JSON.parse(built.file('feed.json')).items.find(({ title }: { title: string }) => title === `t${at}`)
    .content_html as string

beforeAll(async () => {
  const posts = samples.map(
    (body, at) => `-- content/_posts/a${at}.md --\n---\ntitle: t${at}\ndate: 2020-01-02\n---\n${body}\n`,
  )
  built = await site(posts.join(''), {
    config: { hexo: { permalink: ':title/' }, markdown: { breaks: true }, feeds: { limit: 0, formats: ['json'] } },
  })
})

describe('no word and no address is lost of', () => {
  test.each(samples.map((body, at) => [body, at] as const))('%s', (body, at) => {
    const html = content(at)
    const text = html.replace(/<!--[\s\S]*?-->/g, '')
    const words = [...(body.match(/\p{Script=Han}+/gu) ?? []), ...(body.match(/https:[\w./]*/g) ?? [])]
    expect(words.filter((word) => !text.includes(word))).toEqual([])
    // A block is in no paragraph, and no line of it a break.
    expect(html).not.toMatch(/<p>\s*<(?:section|div|details)|<br>\s*<(?:section|div|details)|\{%|endtab/)
  })
})

test('names with a capital letter are those without', () => {
  expect(built.diagnostics.map(({ params }) => params.name)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(?:Link|Radio|Gallery)$/)]),
  )
})

test('comments in code divide no tabs', async () => {
  const { file } = await site(
    '-- content/_posts/a.md --\n---\ntitle: 甲\ndate: 2020-01-02\n---\n{% tabs %}\n<!-- tab 甲页 -->\n```html\n<!-- tab 假页 -->\n```\n<!-- endtab -->\n{% endtabs %}\n',
    { config: { hexo: { permalink: ':title/' } } },
  )
  expect(file('a/index.html')).toMatch(/&lt;!-- tab 假页 --&gt;/)
})

test('captions in quotes within quotes are title and alternative text; words without any are one', async () => {
  const { file } = await site(
    "-- content/_posts/a.md --\n---\ntitle: 甲\ndate: 2020-01-02\n---\n{% img https://x.example/a.png \"'甲 题' '乙 替'\" %}\n\n{% img https://x.example/b.png This is 丙 %}\n",
    { config: { hexo: { permalink: ':title/' } } },
  )
  expect(file('a/index.html')).toMatch(/alt="乙 替"[\s\S]*甲 题[\s\S]*alt="This is 丙"/)
})
