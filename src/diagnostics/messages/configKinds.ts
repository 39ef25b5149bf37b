export interface Kind {
  readonly en: string
  readonly zh: string
  /** The value as it is written behind its key. */
  readonly example: string
}

/** Every kind of value that a key of the config may want. */
export const kinds: Readonly<Record<string, Kind>> = {
  text: { en: 'a text in quotes', zh: '一段文字，写在引号里', example: "'文字'" },
  texts: { en: 'a list of texts, not empty', zh: '一列文字，至少一项', example: "['甲', '乙']" },
  boolean: { en: 'true or false, without quotes', zh: 'true 或 false，不加引号', example: 'true' },
  number: { en: 'a number, without quotes', zh: '一个数字，不加引号', example: '10' },
  count: { en: 'a whole number, 0 or more', zh: '不小于 0 的整数', example: '10' },
  pixels: { en: 'a width in pixels, 16 to 16383', zh: '以像素计的宽度，16 到 16383', example: '960' },
  percent: { en: 'a quality, 1 to 100', zh: '1 到 100 的画质', example: '78' },
  size: { en: 'a whole number, 1 or more', zh: '不小于 1 的整数', example: '10' },
  object: { en: 'a group of keys in braces', zh: '一组键，写在花括号里', example: '{ … }' },
  choice: { en: 'one of these', zh: '其中之一', example: '' },
  url: {
    en: 'the full address of the site, with https:// and without ? or #',
    zh: '站点的完整网址，以 https:// 开头，不带 ? 和 #',
    example: "'https://example.com/'",
  },
  link: {
    en: 'an address, and no code',
    zh: '一个网址，不能是代码',
    example: "'/about/'",
  },
  words: { en: 'words below their language', zh: '按语言分的字', example: "{ 'zh-CN': { home: '首页' } }" },
  language: { en: 'a language tag', zh: '语言代码', example: "'zh-CN'" },
  timeZone: { en: 'a time zone', zh: '时区的名字', example: "'Asia/Shanghai'" },
  folder: { en: 'the name of one folder', zh: '一个文件夹的名字', example: "'zh'" },
  bySection: {
    en: 'true, false, or either for each section',
    zh: 'true、false，或者按栏目分别写',
    example: '{ posts: true }',
  },
  math: {
    en: "true, false, 'brackets', 'escaped' or { delimiters, look }",
    zh: "true、false、'brackets'、'escaped' 或 { delimiters, look }",
    example: 'true',
  },
  color: { en: 'a colour as # with three or six digits', zh: '一种颜色，写成 # 加三位或六位', example: "'#2b5b8a'" },
  atLeast: { en: 'at least %', zh: '不小于 % 的数', example: '' },
  atMost: { en: 'at most %', zh: '不大于 % 的数', example: '' },
  list: { en: 'a list', zh: '一列，写在方括号里', example: '[…]' },
  themeApi: {
    en: '1, the version of the views that this program has',
    zh: '1，也就是这个版本的若愚所提供的',
    example: '1',
  },
  path: { en: 'a path within the site, without “..”', zh: '网站里的路径，不含 ..', example: "'feed.xml'" },
  menu: { en: 'a list of entries', zh: '一列菜单项', example: "[{ name: '关于', url: '/about/' }]" },
  cascade: { en: 'a list of rules', zh: '一列规则', example: "[{ path: 'posts/**', values: { toc: true } }]" },
  plugins: {
    en: 'a list of remark plugins',
    zh: '一列 remark 插件',
    example: '[remarkEmoji, [remarkToc, { tight: true }]]',
  },
  plugin: {
    en: 'a remark plugin that was imported, not its name',
    zh: '导入的 remark 插件本身，不是它的名字',
    example: '[remarkEmoji]',
  },
  extensions: { en: 'a list of extensions', zh: '一列扩展', example: '[countdown()]' },
  extensionName: {
    en: 'a name of letters, digits, “-”, “.”, “_”, “/” and “@”',
    zh: '由文字、数字和 - . _ / @ 组成的名字',
    example: "'countdown'",
  },
  function: { en: 'a function', zh: '一个函数', example: '(value) => …' },
  shortcode: {
    en: 'a template’s text, or a function that gives HTML',
    zh: '模板文字，或给出 HTML 的函数',
    example: "'<b>{{ args[0] }}</b>'",
  },
  word: { en: 'a text, or a function that gives one', zh: '一段文字，或给出文字的函数', example: "'文字'" },
}

export const noKind: Kind = { en: 'another value', zh: '别的值', example: '' }

interface Sentences {
  readonly en: readonly [what: string, hint: string]
  readonly zh: readonly [what: string, hint: string]
}

/** A sentence for each thing that stands in the place of plain data, and for what to write. */
export const faults: Readonly<Record<string, Sentences>> = {
  function: {
    en: ['is a function', 'write the value that it would give: a change of a function would not be seen'],
    zh: ['是一个函数', '请直接写它算出的值：函数改了，是看不出来的'],
  },
  symbol: { en: ['is a symbol', "write a text: 'a'"], zh: ['是一个 Symbol', "请写成文字：'a'"] },
  bigint: { en: ['is a BigInt', "write 10 or '10', not 10n"], zh: ['是一个 BigInt', "请写成 10 或 '10'，不要写 10n"] },
  number: {
    en: ['is no finite number', 'write a number such as 10, or leave the key out'],
    zh: ['不是有限的数', '请写一个数，例如 10；或去掉这个键'],
  },
  date: { en: ['is a Date', "write a text: '2026-01-31'"], zh: ['是一个 Date', "请写成文字：'2026-01-31'"] },
  instance: {
    en: ['is an object of a class (a Map, a Set, a RegExp …)', "write { a: 1 } or ['a', 'b'] instead"],
    zh: ['是某个类的对象（Map、Set、正则表达式等）', "请改写成 { a: 1 } 或 ['a', 'b']"],
  },
  circular: {
    en: ['leads back to what it stands in', 'write a text or a number there'],
    zh: ['又绕回了包含它的对象', '请在这里写文字或数字'],
  },
  deep: {
    en: ['stands below 100 levels', 'write it with fewer levels'],
    zh: ['嵌套超过 100 层', '请减少层数'],
  },
  characters: {
    en: ['has a control character or half a character', 'retype the text without it'],
    zh: ['含有控制字符或半个字符', '请重新输入这段文字，去掉它'],
  },
  name: {
    en: ['has a name that every object has by itself', 'choose another name'],
    zh: ['用了每个对象自带的名字', '请换一个名字'],
  },
}

export const noFault = { en: ['is no plain data', ''], zh: ['不是普通的数据', ''] } as const

/** Why a folder of an extension can't be read, and what to do. */
export const noFolder: Sentences = {
  en: ['names a folder that is not there', 'paths count from the site; a package says import.meta.dirname + "/…"'],
  zh: ['写的文件夹不存在', '路径从站点的文件夹算起；包里的文件夹请写 import.meta.dirname + "/……"'],
}
const denied: Sentences = {
  en: ['names a folder that may not be read', 'give yourself the right to read it'],
  zh: ['写的文件夹没有权限读取', '请给自己读取它的权限'],
}
export const folderFaults: Readonly<Record<string, Sentences>> = {
  EACCES: denied,
  EPERM: denied,
  file: {
    en: ['names a file where a folder belongs', 'name the folder that the file lies in'],
    zh: ['这里要写文件夹，写的却是一个文件', '请写这个文件所在的文件夹'],
  },
  hidden: {
    en: ['names a hidden folder, of which nothing is published', 'name a folder that does not begin with a dot'],
    zh: ['写的文件夹是隐藏的，里面的内容不会发布', '请写一个不以点开头的文件夹'],
  },
}

/** Why a setting of our theme shows nothing, and behind the arrow what to write; `%` is the name that it is about. */
export const idleReasons: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  commentsNone: {
    en: "no provider is named, so no post has comments → for example comments: { waline: { serverURL: 'https://…' } }",
    zh: "没有写用哪一家，所以哪一篇都没有评论 → 例如 comments: { waline: { serverURL: 'https://…' } }",
  },
  commentsMany: {
    en: 'comments of % are shown, and of one provider alone → keep the one that you use',
    zh: '一个网站只用一家评论，显示的是 % → 留下要用的那一家',
  },
  repoName: {
    en: '“%” is no repository’s name, and no comments come → write owner and name alone, as me/blog',
    zh: '“%”不是仓库的名字，评论载入不了 → 只写主人和仓库名，如 me/blog',
  },
  rewardNone: {
    en: "there is no code to pay by → for example codes: [{ name: '微信', image: '/images/wechat.png' }]",
    zh: "没有收款码 → 例如 codes: [{ name: '微信', image: '/images/wechat.png' }]",
  },
  tocLevels: {
    en: '`from` is above `to`, so no heading is in the contents → for example toc: { from: 2, to: 4 }',
    zh: 'from 比 to 大，目录里一个标题也没有 → 例如 toc: { from: 2, to: 4 }',
  },
  editPath: {
    en: 'there is no `:path` in it, so all posts lead to one address → write :path where the file’s path belongs',
    zh: '里面没有 :path，每篇文章都连到同一个地址 → 在该填文件路径的地方写 :path',
  },
  seriesNone: {
    en: 'the site has no taxonomy `series` → for example taxonomies: { categories: {}, tags: {}, series: {} }',
    zh: '网站没有 series 这个分类法 → 例如 taxonomies: { categories: {}, tags: {}, series: {} }',
  },
  noAddress: {
    en: '“%” is no whole address, and leads to a page of this site → write it with https:// or mailto:, or with / in front',
    zh: '“%”不是完整的网址，会连到本站的网页 → 请写上 https:// 或 mailto:，站内的地址以 / 开头',
  },
}
