import type { Setting } from '../extension.ts'

const script = (address: string) =>
  ({ type: 'link', default: address, about: `脚本的地址；不写是 ${address}。` }) as const
const style = (address: string) =>
  ({ type: 'link', default: address, about: `样式表的地址；不写是 ${address}。` }) as const

/** Providers of comments by their own names and keys, which their documentation explains. */
export const comments = {
  type: 'group',
  default: false,
  about:
    '评论：写上一家的名字和它要的几项。滚动到评论那里才载入，跟着日夜外观变；一篇文章不要评论，写 comments: false。',
  fields: {
    thread: {
      type: 'choice',
      options: ['path', 'path-without-slash', 'path-with-index', 'url', 'title', 'id'],
      about:
        '评论按什么认文章，搬家时用旧网站的认法，评论才不会丢：网址的路径（/posts/a/）、不带末尾斜杠、带 index.html、完整网址、标题，或 front matter 里的 threadId、disqus_identifier。不写：disqus 用完整网址，其余用路径。',
    },
    decoded: { type: 'boolean', default: false, about: '路径里的汉字原样写，不写成 %E4%B8%AD。' },
    giscus: {
      type: 'group',
      default: false,
      about: 'giscus：GitHub Discussions，见 giscus.app。',
      fields: {
        repo: { type: 'text', required: true, about: '仓库，如 name/blog。' },
        repoId: { type: 'text', required: true, about: '仓库的 ID。' },
        category: { type: 'text', about: '讨论的分类。' },
        categoryId: { type: 'text', required: true, about: '分类的 ID。' },
        reactions: { type: 'boolean', default: true, about: '显示表情回应。' },
        strict: { type: 'boolean', default: false, about: '标题完全相同才算同一篇。' },
        position: { type: 'choice', options: ['top', 'bottom'], default: 'bottom', about: '输入框在上还是在下。' },
        script: script('https://giscus.app/client.js'),
      },
    },
    utterances: {
      type: 'group',
      default: false,
      about: 'utterances：GitHub Issues，见 utteranc.es。',
      fields: {
        repo: { type: 'text', required: true, about: '仓库，如 name/blog。' },
        label: { type: 'text', about: '给 issue 加的标签。' },
        script: script('https://utteranc.es/client.js'),
      },
    },
    waline: {
      type: 'group',
      default: false,
      about: 'Waline，见 waline.js.org。',
      fields: {
        serverURL: { type: 'link', required: true, about: '服务器的地址。' },
        script: script('https://unpkg.com/@waline/client@v3/dist/waline.js'),
        style: style('https://unpkg.com/@waline/client@v3/dist/waline.css'),
      },
    },
    twikoo: {
      type: 'group',
      default: false,
      about: 'Twikoo，见 twikoo.js.org。',
      fields: {
        envId: { type: 'text', required: true, about: '环境 ID，或服务器的地址。' },
        region: { type: 'text', about: '腾讯云的地域，上海以外才要写。' },
        script: script('https://cdn.jsdelivr.net/npm/twikoo@1.6/dist/twikoo.min.js'),
      },
    },
    artalk: {
      type: 'group',
      default: false,
      about: 'Artalk，见 artalk.js.org。',
      fields: {
        server: { type: 'link', required: true, about: '服务器的地址。' },
        site: { type: 'text', about: '站点名。' },
        script: script('https://unpkg.com/artalk@2.9/dist/Artalk.js'),
        style: style('https://unpkg.com/artalk@2.9/dist/Artalk.css'),
      },
    },
    disqus: {
      type: 'group',
      default: false,
      about: 'Disqus。',
      fields: { shortname: { type: 'text', required: true, about: '短名。' } },
    },
  },
} as const satisfies Setting
