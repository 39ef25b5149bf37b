import { defineConfig } from 'ruoyu'
import { manual } from './src/manual/index.ts'

export default defineConfig({
  title: '大智若愚',
  description: '若愚的说明书，也是用若愚写成的博客。',
  url: 'https://ruoyu.example.com/',
  language: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  author: { name: '若愚' },
  copyright: '文字以 CC BY 4.0 授权，代码以 MIT 授权。',
  menu: [
    { name: '文章', url: '/posts/' },
    { name: '分类', url: '/categories/' },
    { name: '标签', url: '/tags/' },
    { name: '归档', url: '/archives/' },
    { name: '关于', url: '/about/' },
  ],
  taxonomies: { categories: {}, tags: {}, series: { title: '系列' } },
  markdown: { math: true, emoji: true },
  extensions: [manual],
})
