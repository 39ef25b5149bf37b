import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { UserConfig } from '../../src/config.ts'

/** A blog with posts of every kind, for our theme with every setting on. */

const repository = fileURLToPath(new URL('../..', import.meta.url))
const picture = (name: string) => readFileSync(join(repository, 'content/posts/autumn-walk', name))

const post = (front: string, body: string) => `---\n${front}\n---\n${body}\n`
const paragraph =
  '好的工具应该看起来笨一点：没有要学的黑话，没有要找的开关。你写字，它照办；写完了，它把网站放在一个文件夹里，随便搬去哪里。\n\n'
const code = (count: number) => Array.from({ length: count }, (_, line) => `const line${line} = ${line}`).join('\n')

const long = `开头的一段，有脚注[^1]和[链接](/about/)。

## 第一节

${paragraph}

\`\`\`js {title="src/a.js" linenos=true linenostart=7 hl_lines=[3]}
${code(40)}
\`\`\`

### 第一节的小节

![河](/river.png)

${paragraph.repeat(3)}

\`\`\`sh
npm run build
\`\`\`

| 表 | 格 |
| --- | ---: |
| 甲 | 1 |

## 第二节

> [!NOTE]
> 提示

- [x] 做完了
- [ ] 没做完

${paragraph.repeat(6)}

[^1]: 脚注里的话。
`

const terms = [
  '人工智能',
  'Markdown',
  'C++',
  '写作',
  '读书·笔记',
  '第2章',
  '第10章',
  '长长的一个标签名字也要排得下',
  '旅行',
]

const plainPosts = Object.fromEntries(
  Array.from({ length: 12 }, (_, index) => [
    `content/posts/plain${index}.md`,
    post(
      [
        `title: ${index % 3 ? `第${index}篇` : `第${index}篇，题目长一些：从零到 HTTPS 的完整记录，以及我踩过的每一个坑`}`,
        `date: 20${14 + index}-03-0${(index % 8) + 1}`,
        `categories: [${index % 2 ? '技术' : '随笔'}]`,
        `tags: [${terms.slice(index % 4, (index % 4) + 3).join(', ')}]`,
        ...(index % 3 ? [] : ['cover: /river.png']),
      ].join('\n'),
      paragraph.repeat(3),
    ),
  ]),
)

export const allOnFiles = {
  'content/_index.md': post('title: 大智若愚', '首页自己的一句话。'),
  'content/about.md': post('title: 关于\ncomments: true', '一页。'),
  'content/archives.md': post('title: 归档\nlayout: archives', ''),
  'content/friends.md': post(
    'title: 友链\nlayout: friends\nlinks:\n  - { name: 老王, url: "https://w.example/", avatar: /hill.svg, description: 写诗，也写程序 }\n  - { name: 名字很长很长的一位朋友的博客, url: "https://l.example/", description: 一句很长很长的话，看看它怎样折行，会不会把卡片撑破 }\n  - { name: Nobody, url: "https://n.example/" }',
    '朋友们。',
  ),
  'content/projects.md': post('title: 项目\nlayout: projects', ''),
  'content/_data/projects.yml': '- { name: 若愚, url: "https://r.example/", description: 静态博客 }\n',
  'content/moments/_index.md': post('title: 说说\ntype: moments', ''),
  'content/moments/a.md': post('title: 甲\ndate: 2026-01-02T03:04:00+08:00', '今天**下雨**。\n\n![山](/hill.svg)'),
  'content/moments/b.md': post('title: 乙\ndate: 2026-01-03T03:04:00+08:00', '又一条，`代码`。'),
  'content/trip/index.md': post('title: 旅行\nlayout: photos', '路上。'),
  'content/trip/a.png': picture('river.png'),
  'content/trip/b.svg': picture('hill.svg'),
  'content/trip/c.png': picture('river.png'),
  'content/posts/_index.md': post('title: 文章', '栏目的话。'),
  'content/posts/long.md': post(
    'title: 写作是一件慢的事\ndate: 2026-06-01\nupdated: 2026-06-20\ncategories: [技术]\ntags: [人工智能, 写作]\nseries: [慢慢写]\ncover: /river.png',
    long,
  ),
  'content/posts/long2.md': post(
    'title: 慢慢写的第二篇\ndate: 2026-06-02\ncategories: [技术]\ntags: [人工智能]\nseries: [慢慢写]',
    long,
  ),
  'content/posts/pinned.md': post(
    'title: 置顶的一篇\ndate: 2020-01-01\npinned: true\ncategories: [随笔]\nimage: /hill.svg',
    paragraph,
  ),
  'content/posts/silent.md': post('title: 没有评论\ndate: 2021-01-01\ncomments: false', paragraph),
  'content/posts/english.md': post('title: A post in English\ndate: 2022-01-01\nlang: en\ntags: [Markdown]', 'Words.'),
  ...plainPosts,
  'public/river.png': picture('river.png'),
  'public/hill.svg': picture('hill.svg'),
}

export const allOnTheme = {
  ...{ accent: '#2b5b8a', measure: 38, textSize: 17, covers: 'side', postCover: true, series: true, cloud: true },
  card: { avatar: '/hill.svg', line: '慢慢写，慢慢读' },
  social: {
    github: 'https://github.com/a',
    weibo: 'https://weibo.com/a',
    email: 'mailto:a@x.example',
    rss: '/index.xml',
  },
  icons: { weibo: 'M2 2h20v20H2z' },
  sidebar: ['card', 'recent', 'categories', 'tags', 'archives'],
  ...{ breadcrumbs: true, progress: true, top: true, zoom: true, notes: true, fold: 20 },
  toc: { show: true, from: 2, to: 4 },
  outdated: { days: 365 },
  licence: 'CC BY-NC-SA 4.0',
  share: ['weibo', 'qq', 'qzone', 'douban', 'x', 'telegram', 'facebook', 'linkedin', 'email'],
  reward: {
    text: '请喝茶',
    codes: [
      { name: '微信', image: '/river.png' },
      { name: '支付宝', image: '/river.png' },
    ],
  },
  edit: 'https://github.com/a/b/edit/main/content/:path',
  comments: { thread: 'path', giscus: { repo: 'a/b', repoId: 'R_1', categoryId: 'DIC_1' } },
  analytics: {
    umami: { website: 'w' },
    plausible: { domain: 'x.example' },
    goatcounter: { endpoint: 'https://x.goatcounter.com/count' },
    google: { id: 'G-1' },
    baidu: { id: 'b' },
    cloudflare: { token: 't' },
  },
  records: { icp: '京ICP备12345678号-1', police: '京公网安备 11010502030000号' },
} as const satisfies UserConfig['theme']

export const allOnConfig = {
  title: '大智若愚',
  description: '慢慢写的博客，一句话说它是什么。',
  url: 'https://example.com/',
  author: { name: '若愚' },
  pagination: { size: 6 },
  taxonomies: { categories: {}, tags: {}, series: { title: '系列' } },
  menu: [
    { name: '文章', url: '/posts/' },
    { name: '说说', url: '/moments/' },
    { name: '旅行', url: '/trip/' },
    { name: '友链', url: '/friends/' },
    { name: '归档', url: '/archives/' },
  ],
} as const satisfies UserConfig
