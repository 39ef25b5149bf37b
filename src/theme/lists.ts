import type { Setting } from '../extension.ts'

/** The look of lists, and who writes; each is off unless a site asks for it. */
export const lists = {
  covers: {
    type: 'choice',
    options: ['side', 'top'],
    default: false,
    about: '列表里显示封面（front matter 的 image、cover 等）：在旁边，或在上面。',
  },
  postCover: { type: 'boolean', default: false, about: '文章开头也显示封面。' },
  look: { type: 'choice', options: ['cards'], about: '另一种样子：cards 把列表排成卡片。' },
  card: {
    type: 'group',
    default: false,
    about: '作者的名片：在侧栏里，没有侧栏就在首页上方。名字是配置里的 author.name。',
    fields: {
      avatar: { type: 'image', about: '头像。' },
      line: { type: 'text', about: '一句话。' },
    },
  },
  social: {
    type: 'map',
    of: { type: 'link', about: '地址。' },
    about:
      '社交账号，在名片里，没有名片就在页脚：github、mastodon、x、weibo、zhihu、bilibili、douban、telegram、email（写 mailto: 开头的地址）、rss，或自己起的名字。',
  },
  icons: {
    type: 'map',
    of: { type: 'text', about: '24×24 的 SVG 路径，或整个 <svg>。' },
    about: '自己的图标，按 social 里的名字。',
  },
  sidebar: {
    type: 'list',
    of: { type: 'choice', options: ['card', 'recent', 'categories', 'tags', 'archives'], about: '一块。' },
    about:
      '侧栏里依次有什么：名片、近期文章、分类、标签云（最大的四十个）、按年归档；空着就没有侧栏。宽屏上目录在正文的另一边。',
  },
  cloud: { type: 'boolean', default: false, about: '标签页排成标签云，文章越多的标签字越大。' },
  series: { type: 'boolean', default: false, about: '系列文章的开头列出整个系列（taxonomies 里要有 series）。' },
} as const satisfies Readonly<Record<string, Setting>>
