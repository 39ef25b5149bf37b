import type { Use } from './posts.ts'

export type NoteCode =
  | 'base-url'
  | 'output-formats'
  | 'theme'
  | 'module'
  | 'mounts'
  | 'language'
  | 'dates'
  | 'git-info'
  | 'theme-keys'
  | 'analytics'
  | 'comments'
  | 'menu-script'
  | 'section-menu'
  | 'heading-ids'
  | 'extras'
  | 'typographer'
  | 'locked'
  | 'judged-language'
  | 'social'
  | 'contents'
  | 'line-numbers'
  | 'sitemap'
  | 'page'
  | 'not-found'
  | 'shortcode'
  | 'own-shortcode'

type Folder = 'layouts' | 'i18n' | 'data' | 'archetypes' | 'assets'

/** The sentences of the report on a Hugo site. */
export interface HugoWords {
  readonly note: Readonly<Record<NoteCode, (value: string, use?: Use) => string>>
  readonly folder: Readonly<Record<Folder, (count: number) => string>>
  readonly foreign: (count: number, formats: string) => string
}

const english: HugoWords = {
  note: {
    'base-url': (value) =>
      `baseURL ${value}: set \`url\` in ruoyu.config.ts to where readers will find the site, with https:// and host; feeds and the sitemap say it`,
    'output-formats': (value) =>
      `outputFormats (${value}): Ruoyu writes HTML, RSS, Atom, JSON Feed and a sitemap; see \`feeds\``,
    theme: (value) => `theme ${value}: Ruoyu has a theme of its own; replace single files of it in templates/`,
    module: (value) => `module.imports (${value}): Hugo modules are Go code; write what you need as templates`,
    mounts: (value) => `module.mounts (${value}): copy what you need of it into content/, public/ or templates/`,
    language: (value) => `language ${value}: only the main language is built; its files are left out`,
    dates: (value) =>
      `frontmatter (${value}): dates of files and of git differ from machine to machine; write \`lastmod\` where it matters`,
    'theme-keys': (value) => `${value}: taken over as \`theme\` of ruoyu.config.ts`,
    'git-info': (value) =>
      `${value}: \`frontMatter: { lastmod: [':git', ':default'] }\` does the same, once the new folder has the old history`,
    analytics: (value) => `analytics ${value}: put its script into templates/slots/head.njk`,
    comments: (value) => `comments ${value}: put their script into templates/slots/comments.njk`,
    'menu-script': (value) =>
      `menu (${value}): an item that leads nowhere is left out; those below it stand by themselves`,
    'section-menu': (value) => `sectionPagesMenu (${value}): list the sections under \`menu\``,
    'heading-ids': (value) =>
      `autoHeadingIDType (${value}): ids of headings are Hugo's default ones; write \`{#id}\` where an old link counts on another`,
    extras: (value) =>
      `Goldmark extras (${value}): \`==marks==\` and the like are shown as written; add a remark plugin that knows them`,
    typographer: (value) =>
      `${value}: straight quotes, dashes and dots stay as they are written; remark-smartypants under \`markdown.plugins\` curls them`,
    locked: (value, use) =>
      `${value} protects posts (${times(use)}): look at them before you publish; a post with a password, \`encrypt\` or \`private\` is left out of every build, and an encrypting shortcode shows a notice in place of its text`,
    'judged-language': (value) => `language ${value}: as the posts are written; set \`language\` where that is wrong`,
    social: (value) => `social links ${value}: list them under \`menu\`, or write templates/partials/header.njk`,
    contents: (value) => `${value}: the contents of a post show the levels that Ruoyu's theme shows`,
    'line-numbers': (value) => `${value}: code is shown without line numbers`,
    sitemap: (value) => `${value}: the sitemap tells addresses and dates; readers' search engines pass over the rest`,
    page: (value) =>
      `page of its own kind (${value}): its text comes over, what the old theme drew on it does not; search has a place on every page, the archives have /archives/`,
    'not-found': (value) => `${value}: its text is shown on 404.html`,
    shortcode: (value, use) =>
      `shortcode ${value} (${times(use)}): write templates/shortcodes/${value}.njk; until then its links, pictures and words are shown`,
    'own-shortcode': (value, use) =>
      `shortcode ${value} (${times(use)}): the blog has one of its own and Ruoyu another of this name; compare a page, and write templates/shortcodes/${value}.njk where they differ`,
  },
  folder: {
    layouts: (count) => `layouts/ (${count} files): rewrite what you need as Nunjucks templates in templates/`,
    i18n: (count) => `i18n/ (${count} files): the words of the interface come with Ruoyu`,
    data: (count) => `data/ (${count} files): templates see them as site.data, from content/_data/`,
    archetypes: (count) => `archetypes/ (${count} files): \`ruoyu new\` writes the front matter`,
    assets: (count) => `assets/ (${count} files that are no images): put styles and scripts into templates/assets/`,
  },
  foreign: (count, formats) =>
    `${count} content files are no Markdown (${formats}) and get no page: make Markdown of them, as with pandoc -t gfm`,
}

const chinese: HugoWords = {
  note: {
    'base-url': (value) =>
      `baseURL ${value}：请把 ruoyu.config.ts 里的 \`url\` 写成读者访问的完整地址（带 https:// 和域名），订阅源和站点地图里要用`,
    'output-formats': (value) =>
      `outputFormats（${value}）：若愚输出 HTML、RSS、Atom、JSON Feed 和站点地图，见 \`feeds\``,
    theme: (value) => `主题 ${value}：若愚自带主题，可以在 templates/ 里逐个替换文件`,
    module: (value) => `module.imports（${value}）：Hugo 模块是 Go 代码，需要的部分请写成模板`,
    mounts: (value) => `module.mounts（${value}）：需要的部分请复制到 content/、public/ 或 templates/`,
    language: (value) => `语言 ${value}：只构建主语言，它的文件不发布`,
    dates: (value) => `frontmatter（${value}）：文件和 git 的日期因机器而异；需要的文章请写 \`lastmod\``,
    'theme-keys': (value) => `${value}：已写进 ruoyu.config.ts 的 \`theme\``,
    'git-info': (value) =>
      `${value}：新文件夹有了旧的 git 历史以后，配置里写 \`frontMatter: { lastmod: [':git', ':default'] }\` 就一样`,
    analytics: (value) => `统计 ${value}：请把它的脚本写进 templates/slots/head.njk`,
    comments: (value) => `评论 ${value}：请把它的脚本写进 templates/slots/comments.njk`,
    'menu-script': (value) => `菜单（${value}）：不指向任何地方的项没有带过来；它下面的各项单独列出`,
    'section-menu': (value) => `sectionPagesMenu（${value}）：请把栏目列在 \`menu\` 里`,
    'heading-ids': (value) =>
      `autoHeadingIDType（${value}）：标题的 id 用 Hugo 的默认写法；旧链接指着别的 id 时，请写 \`{#id}\``,
    extras: (value) => `Goldmark extras（${value}）：\`==标记==\` 之类照原样显示；需要的话请加认得它们的 remark 插件`,
    typographer: (value) =>
      `${value}：直引号、连字符和省略号照原样显示；要换成弯引号，请在 \`markdown.plugins\` 里加 remark-smartypants`,
    locked: (value, use) =>
      `有文章用 ${value} 保护（${inChinese(use)}）：发布前请先看一遍；带密码、\`encrypt\` 或 \`private\` 的文章不会发布，加密短代码里的文字以一句说明代替`,
    'judged-language': (value) => `语言 ${value}：按文章的文字判断；不对的话请改 \`language\``,
    social: (value) => `社交链接 ${value}：请列在 \`menu\` 里，或者写 templates/partials/header.njk`,
    contents: (value) => `${value}：文章目录显示的级别由若愚的主题决定`,
    'line-numbers': (value) => `${value}：代码不带行号`,
    sitemap: (value) => `${value}：站点地图只写网址和日期，其余的搜索引擎并不理会`,
    page: (value) => `特殊页面（${value}）：文字会搬过来，旧主题画的部分不会；每一页都有搜索，归档在 /archives/`,
    'not-found': (value) => `${value}：它的文字显示在 404.html 上`,
    shortcode: (value, use) =>
      `短代码 ${value}（${inChinese(use)}）：请写 templates/shortcodes/${value}.njk；在那之前，只显示其中的链接、图片和文字`,
    'own-shortcode': (value, use) =>
      `短代码 ${value}（${inChinese(use)}）：旧博客自己写过一个，若愚也有同名的；请比较一页，不同的话写 templates/shortcodes/${value}.njk`,
  },
  folder: {
    layouts: (count) => `layouts/（${count} 个文件）：需要的部分请改写成 templates/ 里的 Nunjucks 模板`,
    i18n: (count) => `i18n/（${count} 个文件）：界面文字由若愚自带`,
    data: (count) => `data/（${count} 个文件）：放进了 content/_data/，模板里用 site.data 读取`,
    archetypes: (count) => `archetypes/（${count} 个文件）：\`ruoyu new\` 会写好 front matter`,
    assets: (count) => `assets/（${count} 个不是图片的文件）：样式和脚本请放进 templates/assets/`,
  },
  foreign: (count, formats) =>
    `有 ${count} 个内容文件不是 Markdown（${formats}），不会生成页面：请转成 Markdown，如 pandoc -t gfm`,
}

function times(use: Use | undefined): string {
  return use ? `${use.count} ×, first in ${use.first}` : ''
}

function inChinese(use: Use | undefined): string {
  return use ? `${use.count} 处，最先在 ${use.first}` : ''
}

export function hugoWords(language: string): HugoWords {
  return language.startsWith('zh') ? chinese : english
}
