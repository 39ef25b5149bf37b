import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { completeConfig } from '../../src/config.ts'
import { inlineMarkdown as markdown } from '../../src/parse/inline.ts'
import { shownArguments } from '../../src/plan/unknownShortcode.ts'
import type { PageView, PaginationView, PostView, ShortcodeView, SiteView } from '../../src/plan/views.ts'
import { createRenderer, type Renderer } from '../../src/render/index.ts'
import { withSlots } from '../../src/render/slots.ts'
import type { Asset, Template } from '../../src/types.ts'

/** The default theme and views for its templates, as a small Chinese site would give them. */

const folder = fileURLToPath(new URL('../../templates', import.meta.url))

export const themeTemplates: readonly Template[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.njk'))
  .map((name) => ({ name, path: `templates/${name}`, text: readFileSync(join(folder, name), 'utf8') }))

export function themeRenderer(language = 'zh-CN', assets = defaultAssets): Renderer {
  const { theme } = completeConfig({}, '').value
  const url = 'https://example.com/'
  return createRenderer(withSlots(themeTemplates, []).value, {
    theme,
    language,
    url,
    assets,
    markdown,
    timeLimit: 5000,
  })
}

const defaultAssets: readonly Asset[] = ['style.css', 'theme.js', 'search.js'].map((name) => ({
  name,
  path: `assets/${name}`,
  text: '',
}))

const feeds = [
  { title: '大智若愚', type: 'application/rss+xml', url: '/index.xml' },
  { title: '大智若愚', type: 'application/atom+xml', url: '/atom.xml' },
]

const sections = ['文章', '分类', '标签', '归档', '关于']

export const siteView: SiteView = {
  title: '大智若愚',
  initial: '大',
  description: '若愚的说明书，也是用若愚写成的博客。',
  language: 'zh-CN',
  author: { name: '若愚', email: null, url: null },
  copyright: '文字以 CC BY 4.0 授权。',
  url: '/',
  absoluteUrl: 'https://example.com/',
  menu: sections.map((name, index) => ({ name, url: `/${index}/`, external: false, active: index === 1 })),
  taxonomies: [
    { name: 'categories', title: '分类', url: '/categories/', count: 3, content: null, terms: [] },
    { name: 'tags', title: '标签', url: '/tags/', count: 8, content: null, terms: [] },
  ],
  addresses: [],
  archivesUrl: '/archives/',
  searchUrl: '/search/',
  feeds,
  icon: null,
  params: {},
  ...{ posts: [], pages: [], sections: [], data: {} },
  years: [],
  postCount: 7,
  generator: 'Ruoyu 0.1.0',
}

export function pageView(over: Partial<PageView> = {}): PageView {
  return {
    kind: 'post',
    title: '写作是一件慢的事',
    headTitle: '写作是一件慢的事 · 大智若愚',
    description: '一句话的摘要，里面有 "引号" 和 <尖括号>。',
    language: 'zh-CN',
    url: '/posts/slow/',
    absoluteUrl: 'https://example.com/posts/slow/',
    image: null,
    feeds,
    jsonLd: { '@type': 'BlogPosting', headline: '</script>' },
    features: { math: false, mermaid: false, code: true },
    mermaid: null,
    prevPageUrl: null,
    nextPageUrl: null,
    fontUrls: [],
    noindex: false,
    layout: null,
    type: null,
    ...over,
  }
}

const titles = [
  '写作是一件慢的事',
  '用 Markdown 写一整本书，会遇到哪些坑',
  '在 VPS 上部署静态博客：从零到 HTTPS 的完整记录，以及我踩过的每一个坑',
  '秋天走了一段路',
  '读《瓦尔登湖》',
  'A post in English, for once',
]

export function postSummary(index = 0, over: Partial<PostView> = {}): PostView {
  const title = titles[index % titles.length] ?? ''
  return {
    id: `posts/${index}.md`,
    kind: 'post',
    title,
    url: `/posts/${index}/`,
    absoluteUrl: `https://example.com/posts/${index}/`,
    language: title.startsWith('A ') ? 'en' : 'zh-CN',
    date: `2026-1${index % 3}-0${(index % 8) + 1}T09:30:00+08:00`,
    updated: null,
    author: '若愚',
    description: '',
    excerpt:
      '好的工具应该看起来笨一点：没有要学的黑话，没有要找的开关。你写字，它照办；写完了，它把网站放在一个文件夹里，随便搬去哪里。这一篇说说为什么慢一点反而快，以及我在十年里换过的七个博客系统。',
    more: null,
    image: null,
    terms: [
      { name: 'categories', title: '分类', terms: [{ name: index % 2 ? '技术' : '随笔', url: '/categories/a/' }] },
      {
        name: 'tags',
        title: '标签',
        terms: ['Markdown', '写作', '若愚'].map((name) => ({ name, url: `/tags/${encodeURIComponent(name)}/` })),
      },
    ],
    characters: 1234,
    minutes: 4,
    pinned: false,
    status: index === 1 ? 'draft' : 'published',
    params: {},
    ...{ content: '', toc: [], prev: null, next: null, related: [], section: null, resources: [], data: {} },
    ...over,
  }
}

export function postView(over: Partial<PostView> = {}): PostView {
  return {
    ...postSummary(0),
    updated: '2026-11-12T21:15:00+08:00',
    content: '<h2 id="一">一</h2><p>正文。</p>',
    toc: [
      { id: '一', html: '一，开头', children: [] },
      { id: '二', html: '二，<code>中间</code>', children: [{ id: '二-1', html: '第一层里面', children: [] }] },
    ],
    prev: postSummary(1),
    next: postSummary(2),
    related: [postSummary(3), postSummary(5)],
    ...over,
  }
}

export function paginationView(page = 5, pages = 12): PaginationView {
  return {
    page,
    pages,
    total: pages * 10,
    prevUrl: page > 1 ? `/page/${page - 1}/` : null,
    nextUrl: page < pages ? `/page/${page + 1}/` : null,
    items: Array.from({ length: pages }, (_, index) => ({
      page: index + 1,
      url: `/page/${index + 1}/`,
      current: index + 1 === page,
    })),
  }
}

const section = {
  name: '',
  title: '大智若愚',
  url: '/',
  description: '',
  count: 7,
  content: null,
  posts: [],
  sections: [],
}
const posts = titles.map((_, index) => postSummary(index))
const term = { depth: 0, name: '人工智能', url: '/tags/ai/', count: 6, content: null, feeds: [], posts: [] }
const names = '人工智能 Markdown C++ 写作 读书·笔记 第2章 第10章 长长的一个标签名字也要排得下 🎉'.split(' ')
const terms = names.map((name, index) => ({ ...term, name, url: `/tags/${index}/`, count: index * 7 + 1 }))
const tags = { name: 'tags', title: '标签', url: '/tags/', count: terms.length, content: null, terms }

/** A view for every kind of page, by template. */
export const views: Readonly<Record<string, object>> = {
  'home.njk': { site: siteView, page: pageView({ kind: 'home' }), section, posts, pagination: paginationView(1) },
  'post.njk': { site: siteView, page: pageView(), post: postView() },
  'page.njk': {
    site: siteView,
    page: pageView({ kind: 'page' }),
    post: postView({ kind: 'page', title: '关于', description: '若愚是什么。', toc: [], terms: [] }),
  },
  'section.njk': {
    site: siteView,
    page: pageView({ kind: 'section' }),
    section: {
      ...section,
      title: '文章',
      content: '<p>从第一篇说起。</p>',
      sections: [{ title: '旧文', url: '/posts/old/', count: 3 }],
    },
    posts,
    pagination: paginationView(1),
  },
  'taxonomy.njk': { site: siteView, page: pageView({ kind: 'taxonomy' }), taxonomy: tags },
  'term.njk': {
    site: siteView,
    page: pageView({ kind: 'term' }),
    taxonomy: tags,
    term,
    posts,
    pagination: paginationView(5),
  },
  'archives.njk': {
    site: siteView,
    page: pageView({ kind: 'archives' }),
    years: [
      { year: '2026', posts },
      { year: '2025', posts: posts.slice(3) },
    ],
    pagination: paginationView(1, 1),
  },
  '404.njk': { site: siteView, page: pageView({ kind: '404', noindex: true, feeds: [] }) },
  'redirect.njk': { site: siteView, page: pageView({ kind: 'redirect', noindex: true }), target: '/posts/slow/' },
}

export function shortcodeView(name: string, args: Readonly<Record<string, string>>, inner?: string): ShortcodeView {
  return {
    name,
    args,
    inner: inner ?? null,
    innerHtml: inner === undefined ? null : `<p>${inner}</p>`,
    position: 'block',
    ordinal: 0,
    parent: null,
    shown: shownArguments(args),
    site: siteView,
    post: { title: '文', url: '/posts/a/', params: { mood: { today: '晴' } } },
    resolve: (url) => ({
      ...{ url, width: null, height: null, srcset: null, sizes: null },
      ...{ colour: null, original: null, label: null, sources: null },
    }),
  }
}
