import type { Note } from './toRuoyu.ts'

export interface MigrateWords {
  readonly noContent: (folder: string) => string
  readonly notEmpty: (folder: string) => string
  readonly overwrite: (count: number, sample: string) => string
  readonly refused: string
  readonly broken: (reason: string) => string
  readonly cameOver: (counts: { posts: number; copied: number; same: number }) => string
  readonly config: (path: string, state: 'written' | 'same' | 'kept') => string
  readonly noCounterpart: string
  readonly note: Readonly<Record<Note['code'], (value: string) => string>>
  readonly folder: Readonly<Record<string, (count: number) => string>>
  readonly foreign: (count: number, formats: string) => string
  readonly shortcode: (name: string) => string
  readonly next: (dest: string) => string
}

const english: MigrateWords = {
  noContent: (folder) => `There is no content folder ${folder}; is this a Hugo site?`,
  notEmpty: (folder) => `${folder} is not empty; nothing was written. Choose another folder, or add --force.`,
  overwrite: (count, sample) =>
    `${count} files there differ and would be overwritten (${sample}). Overwrite them? [y/N] `,
  refused: 'Nothing was overwritten. Run again with --yes to overwrite.',
  broken: (reason) => `The Hugo config can't be read: ${reason}`,
  cameOver: ({ posts, copied, same }) =>
    `Came over: ${posts} Markdown files; ${copied} files copied, ${same} were there already.`,
  config: (path, state) =>
    ({
      written: `Wrote ${path}`,
      same: `${path} is as it should be`,
      kept: `${path} was edited and is kept; the new one would be in ${path}.new`,
    })[state],
  noCounterpart: 'Has no counterpart, and what to do:',
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
    'git-info': (value) =>
      `${value}: dates of commits are not read; write \`lastmod\` in the front matter where the date matters`,
    analytics: (value) => `Google Analytics (${value}): put its script into templates/partials/head-end.njk`,
    comments: (value) =>
      `comments (Disqus ${value}): put the script of your comments into templates/partials/post-end.njk`,
    'section-menu': (value) => `sectionPagesMenu (${value}): list the sections under \`menu\``,
    'heading-ids': (value) =>
      `autoHeadingIDType (${value}): ids of headings are Hugo's default ones; write \`{#id}\` where an old link counts on another`,
    extras: (value) =>
      `Goldmark extras (${value}): \`==marks==\` and the like are shown as written; add a remark plugin that knows them`,
    typographer: (value) =>
      `${value}: straight quotes, dashes and dots stay as they are written; remark-smartypants under \`markdown.plugins\` curls them`,
  },
  folder: {
    layouts: (count) => `layouts/ (${count} files): rewrite what you need as Nunjucks templates in templates/`,
    i18n: (count) => `i18n/ (${count} files): the words of the interface come with Ruoyu`,
    data: (count) => `data/ (${count} files): put values under \`params\` in the config`,
    archetypes: (count) => `archetypes/ (${count} files): \`ruoyu new\` writes the front matter`,
    assets: (count) => `assets/ (${count} files that are no images): put styles and scripts into templates/assets/`,
  },
  foreign: (count, formats) =>
    `${count} content files are no Markdown (${formats}) and get no page: make Markdown of them, as with pandoc -t gfm`,
  shortcode: (name) =>
    `shortcode ${name}: write templates/shortcodes/${name}.njk; until then its text is shown with a mark`,
  next: (dest) => `Next: cd ${dest} && npx ruoyu dev`,
}

const chinese: MigrateWords = {
  noContent: (folder) => `没有内容文件夹 ${folder}；这是 Hugo 的网站吗？`,
  notEmpty: (folder) => `${folder} 不是空文件夹，没有写入任何东西。请换一个文件夹，或者加上 --force。`,
  overwrite: (count, sample) => `那里有 ${count} 个文件内容不同，会被覆盖（${sample}）。要覆盖吗？[y/N] `,
  refused: '没有覆盖任何文件。确定要覆盖，请加上 --yes 再运行。',
  broken: (reason) => `读不懂 Hugo 的配置：${reason}`,
  cameOver: ({ posts, copied, same }) =>
    `搬过来的：${posts} 个 Markdown 文件；复制了 ${copied} 个文件，${same} 个已经在那里。`,
  config: (path, state) =>
    ({
      written: `已写入 ${path}`,
      same: `${path} 不需要改`,
      kept: `${path} 改动过，予以保留；新的一份写在 ${path}.new`,
    })[state],
  noCounterpart: '没有对应的东西，以及怎么办：',
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
    'git-info': (value) => `${value}：不读取 git 提交的日期；需要更新日期的文章，请在 front matter 里写 \`lastmod\``,
    analytics: (value) => `Google Analytics（${value}）：请把它的脚本写进 templates/partials/head-end.njk`,
    comments: (value) => `评论（Disqus ${value}）：请把评论的脚本写进 templates/partials/post-end.njk`,
    'section-menu': (value) => `sectionPagesMenu（${value}）：请把栏目列在 \`menu\` 里`,
    'heading-ids': (value) =>
      `autoHeadingIDType（${value}）：标题的 id 用 Hugo 的默认写法；旧链接指着别的 id 时，请写 \`{#id}\``,
    extras: (value) => `Goldmark extras（${value}）：\`==标记==\` 之类照原样显示；需要的话请加认得它们的 remark 插件`,
    typographer: (value) =>
      `${value}：直引号、连字符和省略号照原样显示；要换成弯引号，请在 \`markdown.plugins\` 里加 remark-smartypants`,
  },
  folder: {
    layouts: (count) => `layouts/（${count} 个文件）：需要的部分请改写成 templates/ 里的 Nunjucks 模板`,
    i18n: (count) => `i18n/（${count} 个文件）：界面文字由若愚自带`,
    data: (count) => `data/（${count} 个文件）：请把值放在配置的 \`params\` 下`,
    archetypes: (count) => `archetypes/（${count} 个文件）：\`ruoyu new\` 会写好 front matter`,
    assets: (count) => `assets/（${count} 个不是图片的文件）：样式和脚本请放进 templates/assets/`,
  },
  foreign: (count, formats) =>
    `有 ${count} 个内容文件不是 Markdown（${formats}），不会生成页面：请转成 Markdown，如 pandoc -t gfm`,
  shortcode: (name) => `短代码 ${name}：请写 templates/shortcodes/${name}.njk；在那之前，它的文字会带着记号显示`,
  next: (dest) => `接下来：cd ${dest} && npx ruoyu dev`,
}

export function migrateWords(language: string): MigrateWords {
  return language.startsWith('zh') ? chinese : english
}
