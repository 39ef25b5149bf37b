import type { Setting } from '../extension.ts'

const file = '写网站里的路径（assets/宋体.ttf），或 npm 包的名字；一个包里有好几个字体时，写到文件为止。'

/** How pages and their cards look. */
export const look = {
  accent: {
    type: 'color',
    about: '强调色，用在链接、印章和标记上。写白天的颜色，夜里的由它算出；不写是朱砂色。',
  },
  measure: { type: 'number', min: 20, max: 80, about: '一行多少个汉字；不写是 38。' },
  textSize: { type: 'number', min: 12, max: 28, about: '正文字号，单位像素；不写是 17。' },
  cards: {
    type: 'group',
    default: false,
    about: '给没有图片的文章画一张带标题的分享图。要装 @resvg/resvg-js 和 subset-font。',
    fields: { font: { type: 'text', required: true, about: `标题的字体文件：${file}` } },
  },
  font: {
    type: 'group',
    default: false,
    about: '网站自己的字体：切成小片，只含文章用到的字，网页用到哪片才下载哪片。要装 @resvg/resvg-js 和 subset-font。',
    fields: {
      text: { type: 'text', about: `正文的字体文件：${file}` },
      title: { type: 'text', about: '标题的字体文件，写法相同；系统里没有宋体的读者也能看到宋体标题。' },
    },
  },
} as const satisfies Readonly<Record<string, Setting>>
