import type { Setting } from '../extension.ts'

const yesNo = (about: string) => ({ type: 'boolean', default: false, about }) as const

/** Help for readers of a post; each is off unless a site asks for it. */
export const reading = {
  breadcrumbs: yesNo('文章上方的路径：首页、栏目、文章。'),
  progress: yesNo('页面顶端的阅读进度。'),
  top: yesNo('回到顶部的按钮。'),
  zoom: yesNo('点图片看大图。'),
  notes: yesNo('光标停在脚注的数字上，就显示脚注。'),
  fold: { type: 'number', min: 5, about: '代码超过多少行就折叠起来。' },
  toc: {
    type: 'group',
    about: '文章的目录；都不要，写 false。front matter 里可以写 toc: false，或 toc: { from: 2, to: 4 }。',
    fields: {
      show: { type: 'boolean', default: true, about: '显示目录。' },
      from: { type: 'number', min: 1, max: 6, default: 2, about: '从第几级标题开始；文章用一级标题分节时从一级开始。' },
      to: { type: 'number', min: 1, max: 6, default: 3, about: '到第几级标题为止。' },
    },
  },
  outdated: {
    type: 'group',
    default: false,
    about: '很久没有更新的文章，开头提醒一句。',
    fields: { days: { type: 'number', min: 1, default: 365, about: '多少天没有更新。' } },
  },
  licence: {
    type: 'choice',
    options: [
      ...(['CC BY 4.0', 'CC BY-SA 4.0', 'CC BY-NC 4.0', 'CC BY-NC-SA 4.0', 'CC BY-ND 4.0'] as const),
      ...(['CC BY-NC-ND 4.0', 'CC0 1.0'] as const),
    ],
    about: '文章末尾的许可协议框：作者、网址和协议。某一篇不要，写 licence: false。',
  },
  share: {
    type: 'list',
    of: {
      type: 'choice',
      options: ['weibo', 'qq', 'qzone', 'douban', 'x', 'telegram', 'facebook', 'linkedin', 'email'],
      about: '分享到哪里。',
    },
    about: '文章末尾的分享链接：只是链接，不载入别人的脚本。',
  },
  reward: {
    type: 'group',
    default: false,
    about: '赞赏码。某一篇不要，写 reward: false。',
    fields: {
      text: { type: 'text', about: '一句话。' },
      codes: {
        type: 'list',
        of: {
          type: 'group',
          about: '一个收款码。',
          fields: {
            name: { type: 'text', required: true, about: '名字，如 微信。' },
            image: { type: 'image', required: true, about: '图片。' },
          },
        },
        about: '收款码。',
      },
    },
  },
  edit: {
    type: 'text',
    about: '“编辑此页”的地址，:path 处填文章的路径：https://github.com/我/博客/edit/main/content/:path。',
  },
} as const satisfies Readonly<Record<string, Setting>>
