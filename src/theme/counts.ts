import type { Setting } from '../extension.ts'

const id = (about: string) => ({ type: 'text', required: true, about }) as const

/** Counters by their own names and keys. `dev` shows none of them. */
export const analytics = {
  type: 'group',
  about: '访问统计：构建出来的网站才有，ruoyu dev 里没有；都在页面之后才载入。',
  fields: {
    umami: {
      type: 'group',
      default: false,
      about: 'Umami。',
      fields: {
        website: id('网站 ID。'),
        script: { type: 'link', default: 'https://cloud.umami.is/script.js', about: '脚本的地址，自己搭的写自己的。' },
      },
    },
    plausible: {
      type: 'group',
      default: false,
      about: 'Plausible。',
      fields: {
        domain: id('登记的域名。'),
        script: { type: 'link', default: 'https://plausible.io/js/script.js', about: '脚本的地址。' },
      },
    },
    goatcounter: {
      type: 'group',
      default: false,
      about: 'GoatCounter。',
      fields: {
        endpoint: { type: 'link', required: true, about: '如 https://我的名字.goatcounter.com/count。' },
        script: { type: 'link', default: 'https://gc.zgo.at/count.js', about: '脚本的地址。' },
      },
    },
    google: { type: 'group', default: false, about: 'Google Analytics 4。', fields: { id: id('如 G-XXXXXXXXXX。') } },
    baidu: { type: 'group', default: false, about: '百度统计。', fields: { id: id('hm.js? 后面的那一串。') } },
    cloudflare: {
      type: 'group',
      default: false,
      about: 'Cloudflare Web Analytics。',
      fields: { token: id('token。') },
    },
  },
} as const satisfies Setting

/** Numbers of registration that the law of the mainland asks for at the foot of every page. */
export const records = {
  type: 'group',
  about: '备案号，连着查询网址，显示在页脚。',
  fields: {
    icp: { type: 'text', about: '如 京ICP备12345678号-1。' },
    police: { type: 'text', about: '如 京公网安备 11010502030000号。' },
  },
} as const satisfies Setting
