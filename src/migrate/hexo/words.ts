import type { Note, NoteCode } from './notes.ts'

/** The sentences of the report on a Hexo blog. */
export type HexoWords = Readonly<Record<NoteCode, (note: Omit<Note, 'code'>) => string>>

/** The first names of a long list, and how many there are. */
function some(value = '', limit = 12): string {
  const names = value.split(', ')
  return names.length > limit ? `${names.slice(0, limit).join(', ')} …` : value
}

const english: HexoWords = {
  locked: ({ count, value }) =>
    `${count} posts with a password: left out of every build, drafts too, for Ruoyu encrypts nothing: ${some(value)}`,
  'no-config': () =>
    'no _config.yml: Hexo’s defaults hold for addresses; write what differs into `hexo` of ruoyu.config.ts',
  'config-fault': ({ value }) => `${value}: Hexo would stop here; the rest was read. Look at what ruoyu.config.ts says`,
  'theme-missing': ({ value }) =>
    `no config of the theme ${value}: looked for _config.${value}.yml, themes/${value}/_config.yml and theme_config; menu and avatar are not known`,
  'base-url': ({ value }) =>
    `url ${value || '(none)'}: set \`url\` in ruoyu.config.ts to where readers will find the blog`,
  moved: ({ count, value = '' }) => {
    const [drafts, pages, files] = value.split(' ')
    return `${count} posts, ${drafts} drafts, ${pages} pages and ${files} other files keep their text and their address`
  },
  links: ({ count, value }) =>
    `${count} links in the source folder were not followed; copy what they lead to: ${some(value)}`,
  undated: ({ count, first }) =>
    `${count} posts without a date, first ${first}: Hexo took the file’s time, another on each machine; write \`date\``,
  untitled: ({ count, first }) => `${count} posts without a title, first ${first}: the file’s name stands for it`,
  'random-id': ({ value }) =>
    `permalink ${value}: Hexo gives a random id where a post has none, so that these addresses can’t be known; write \`id\` or \`permalink\` into the posts`,
  'time-zone': () =>
    'no timezone: dates without an offset count as Asia/Shanghai; set `timeZone` where that is wrong. Addresses have the digits as written',
  menu: ({ count }) => `menu: ${count} entries, nested ones laid flat`,
  params: ({ value }) => `of the theme’s config, under \`params\`: ${value}`,
  'our-theme': ({ value }) => `of the theme’s config, under \`theme\`: ${value}`,
  favicon: ({ value }) => `favicon ${value}: put it at favicon.png, .ico or .svg at the top of the source folder`,
  friends: ({ value }) =>
    `friends (${value}): shown by the page with type: link, layout: friends or the like; templates see them as site.data`,
  data: ({ count, value }) =>
    `_data (${count} files): ${some(value)}: templates see them as site.data; the old theme drew pages of them`,
  theme: ({ value }) => `theme ${value}: Ruoyu has a theme of its own; replace single files of it in templates/`,
  'theme-rest': ({ count, value }) => `${count} keys of the theme’s config became nothing: ${some(value, 40)}`,
  plugins: ({ count, value }) =>
    `${count} plugins have no counterpart, nor have the pages that they made: ${some(value, 30)}`,
  scripts: ({ count, value }) =>
    `scripts/ (${count} files): they ran in Hexo and run no more; what they changed must be done otherwise: ${some(value)}`,
  inject: ({ value }) =>
    `${value}: put what is to stand in every page into templates/partials/head-end.njk or post-end.njk`,
  deploy: ({ value }) => `deploy ${value}: see 放到任何地方 in the docs`,
  renderer: ({ value }) => `renderer ${value}: Markdown is read as CommonMark with GFM; compare a page`,
  styles: ({ count, value }) =>
    `${count} files of the old theme in the source folder are copied as they are: ${some(value)}`,
  yaml: ({ count, value }) =>
    `${count} YAML files: their JSON, which Hexo made of them, was written beside them: ${some(value)}`,
  'check-urls': () =>
    'addresses: run `ruoyu check --urls public/` (or the old sitemap.xml) to see any that would differ; --write-aliases adds redirects',
}

const chinese: HexoWords = {
  locked: ({ count, value }) => `有 ${count} 篇文章设了密码，不会发布（包括 --drafts），因为若愚不加密：${some(value)}`,
  'no-config': () => '没有 _config.yml：网址按 Hexo 的默认规则；不同的地方请写进 ruoyu.config.ts 的 `hexo`',
  'config-fault': ({ value }) => `${value}：Hexo 到这里就停了；其余的已读。请核对 ruoyu.config.ts`,
  'theme-missing': ({ value }) =>
    `没有找到主题 ${value} 的配置（_config.${value}.yml、themes/${value}/_config.yml、theme_config），菜单和头像无从得知`,
  'base-url': ({ value }) => `url ${value || '（没有写）'}：请把 ruoyu.config.ts 里的 \`url\` 写成读者访问的地址`,
  moved: ({ count, value = '' }) => {
    const [drafts, pages, files] = value.split(' ')
    return `${count} 篇文章、${drafts} 篇草稿、${pages} 个页面和 ${files} 个其他文件，内容和网址都不变`
  },
  links: ({ count, value }) => `source 里有 ${count} 个链接没有跟过去，需要的请把它们指的文件复制过来：${some(value)}`,
  undated: ({ count, first }) =>
    `有 ${count} 篇文章没有日期，如 ${first}：Hexo 用的是文件的时间，每台机器上都不一样；请写上 \`date\``,
  untitled: ({ count, first }) => `有 ${count} 篇文章没有标题，如 ${first}：以文件名代替`,
  'random-id': ({ value }) =>
    `permalink ${value}：没有写 id 的文章，Hexo 每次随机给一个，旧网址无法知道；请在文章里写 \`id\` 或 \`permalink\``,
  'time-zone': () => '没有写 timezone：不带时区的日期按 Asia/Shanghai 算，不对请改 `timeZone`；网址总是照写的数字',
  menu: ({ count }) => `菜单：${count} 项，多级的已展开为一级`,
  params: ({ value }) => `主题配置里这些放进了 \`params\`：${value}`,
  'our-theme': ({ value }) => `主题配置里这些写进了 \`theme\`：${value}`,
  favicon: ({ value }) => `favicon ${value}：请放到 source 的最上层，叫 favicon.png、.ico 或 .svg`,
  friends: ({ value }) =>
    `友链（${value}）：由写着 type: link、layout: friends 之类的页面显示；模板里用 site.data 读取`,
  data: ({ count, value }) =>
    `_data（${count} 个文件）：${some(value)}：模板里用 site.data 读取；旧主题用它们画的页面要另写`,
  theme: ({ value }) => `主题 ${value}：若愚自带主题，可以在 templates/ 里逐个替换文件`,
  'theme-rest': ({ count, value }) => `主题配置里有 ${count} 个键没有用上：${some(value, 40)}`,
  plugins: ({ count, value }) => `有 ${count} 个插件没有对应，它们生成的页面也不会有：${some(value, 30)}`,
  scripts: ({ count, value }) =>
    `scripts/（${count} 个文件）是在 Hexo 里运行的脚本，不再运行，它们改动的东西要另想办法：${some(value)}`,
  inject: ({ value }) => `${value}：要放进每一页的内容，请写进 templates/partials/head-end.njk 或 post-end.njk`,
  deploy: ({ value }) => `deploy ${value}：见文档《放到任何地方》`,
  renderer: ({ value }) => `渲染器 ${value}：Markdown 按 CommonMark 加 GFM 读；请对比一页`,
  styles: ({ count, value }) => `source 里有 ${count} 个旧主题的文件，照原样复制：${some(value)}`,
  yaml: ({ count, value }) => `有 ${count} 个 YAML 文件，Hexo 会转成 JSON：已经写在旁边：${some(value)}`,
  'check-urls': () =>
    '网址：运行 `ruoyu check --urls public/`（或旧的 sitemap.xml）看有没有不同的；--write-aliases 会写好重定向',
}

export function hexoWords(language: string): HexoWords {
  return language.startsWith('zh') ? chinese : english
}
