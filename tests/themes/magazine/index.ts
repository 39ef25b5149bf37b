import type { Theme } from 'ruoyu'

/** Covers in a grid, and a sidebar with the newest posts and the categories. */
export default {
  name: 'magazine',
  version: '1.0.0',
  api: 1,
  templates: `${import.meta.dirname}/templates`,
  public: `${import.meta.dirname}/public`,
  settings: {
    columns: { type: 'choice', options: ['2', '3'], default: '2', about: '首页分几栏。' },
    tone: { type: 'color', default: '#2b5b8a', about: '主色。' },
    sidebar: {
      type: 'group',
      default: false,
      about: '侧栏；不写就没有。',
      fields: {
        recent: { type: 'number', min: 0, max: 20, default: 5, about: '最近的几篇文章。' },
        categories: { type: 'boolean', default: true, about: '列出分类。' },
      },
    },
    links: {
      type: 'list',
      about: '页脚的链接。',
      of: {
        type: 'group',
        about: '一个链接。',
        fields: {
          name: { type: 'text', required: true, about: '名字。' },
          url: { type: 'link', required: true, about: '地址。' },
        },
      },
    },
  },
  words: { 'zh-CN': { newest: '新近' }, 'zh-TW': { newest: '新近' }, en: { newest: 'Newest' } },
  slots: { 'post-meta': '<span>{{ t.minutes(post.minutes) }}</span>\n' },
} satisfies Theme
