import { message } from './message.ts'

interface Kind {
  readonly en: string
  readonly zh: string
  /** As it is written behind its key. */
  readonly example: string
}

/** Every kind of value that a key of the config may want. */
const kinds: Readonly<Record<string, Kind>> = {
  text: { en: 'a text in quotes', zh: '一段文字，写在引号里', example: "'文字'" },
  texts: { en: 'a list of texts, not empty', zh: '一列文字，至少一项', example: "['甲', '乙']" },
  boolean: { en: 'true or false, without quotes', zh: 'true 或 false，不加引号', example: 'true' },
  number: { en: 'a number, without quotes', zh: '一个数字，不加引号', example: '10' },
  count: { en: 'a whole number, 0 or more', zh: '不小于 0 的整数', example: '10' },
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
}

const noKind: Kind = { en: 'another value', zh: '别的值', example: '' }

/** What stands where plain data should, and what to write. */
const faults: Readonly<Record<string, { en: [string, string]; zh: [string, string] }>> = {
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

const noFault = { en: ['is no plain data', ''], zh: ['不是普通的数据', ''] } as const

/** `menu.0.url` → `url`; `content.0` → `content`. */
function lastName(key: string): string {
  return key.split('.').findLast((part) => !/^\d+$/.test(part)) ?? key
}

function exampleOf(key: string, { example }: Kind, allowed: string): string {
  const value = example || allowed.replace(/^\(?"([^"]*)".*$/, "'$1'")
  return `${lastName(key)}: ${value}`
}

/** `("keep" | "escape")` → `keep, escape`. */
function options(allowed: string, separator: string): string {
  return Array.from(allowed.matchAll(/"([^"]*)"/g), ([, option]) => option).join(separator)
}

export const config = {
  'config-key-unknown': message<{ key: string; suggestion: string }>({
    level: 'error',
    en: ({ key, suggestion }) => ({
      message: `unknown key “${key}” in the config`,
      hint: suggestion ? `did you mean “${suggestion}”?` : 'put values of your own under `params`',
    }),
    zh: ({ key, suggestion }) => ({
      message: `配置里有不认识的键“${key}”`,
      hint: suggestion ? `是不是想写“${suggestion}”？` : '自定义的值请放在 `params` 下',
    }),
  }),
  'config-key-missing': message<{ key: string }>({
    level: 'error',
    en: ({ key }) => ({ message: `“${key}” is missing in the config`, hint: `for example ${lastName(key)}: '…'` }),
    zh: ({ key }) => ({ message: `配置里缺少“${key}”`, hint: `例如 ${lastName(key)}: '……'` }),
  }),
  /** `kind` is a name of the list above; `allowed` are the options of a choice, as valibot lists them. */
  'config-invalid': message<{ key: string; kind: string; allowed: string; received: string }>({
    level: 'error',
    en: ({ key, kind, allowed, received }) => {
      const wanted = kinds[kind] ?? noKind
      return {
        message: `“${key}” in the config should be ${wanted.en}${allowed && `: ${options(allowed, ', ')}`}, and is ${received}`,
        hint: `for example ${exampleOf(key, wanted, allowed)}`,
      }
    },
    zh: ({ key, kind, allowed, received }) => {
      const wanted = kinds[kind] ?? noKind
      return {
        message: `配置的“${key}”应该是${wanted.zh}${allowed && `：${options(allowed, '、')}`}，现在写的是 ${received}`,
        hint: `例如 ${exampleOf(key, wanted, allowed)}`,
      }
    },
  }),
  'config-not-plain': message<{ key: string; fault: string }>({
    level: 'error',
    en: ({ key, fault }) => {
      const [what, hint] = (faults[fault] ?? noFault).en
      return { message: `“${key}” in the config ${what}`, hint }
    },
    zh: ({ key, fault }) => {
      const [what, hint] = (faults[fault] ?? noFault).zh
      return { message: `配置的“${key}”${what}`, hint }
    },
  }),
  'config-missing': message({
    level: 'warning',
    en: () => ({
      message: 'there is no config, so the site is named after its folder and has no address of its own',
      hint: "write ruoyu.config.ts: export default { title: '…', url: 'https://example.com/' }",
    }),
    zh: () => ({
      message: '没有配置文件，站点只好以文件夹命名，也没有自己的网址',
      hint: "新建 ruoyu.config.ts：export default { title: '……', url: 'https://example.com/' }",
    }),
  }),
  'config-misnamed': message<{ right: string }>({
    level: 'warning',
    en: ({ right }) => ({
      message: 'a config of this name is not read',
      hint: `name it ${right}, or bring a Hugo site over with “ruoyu migrate hugo”`,
    }),
    zh: ({ right }) => ({
      message: '这个名字的配置文件不会被读取',
      hint: `请改名为 ${right}；Hugo 站点请用 ruoyu migrate hugo 搬过来`,
    }),
  }),
  'url-missing': message({
    level: 'warning',
    en: () => ({
      message: 'the config has no `url`: feeds, the sitemap and links to other pages would name http://localhost/',
      hint: "write where the site will live: url: 'https://example.com/'",
    }),
    zh: () => ({
      message: '配置里没有 `url`：订阅源、站点地图和分享链接会写成 http://localhost/',
      hint: "请写上站点的网址：url: 'https://example.com/'",
    }),
  }),
  'template-misnamed': message<{ right: string }>({
    level: 'warning',
    en: ({ right }) => ({ message: 'no page uses a template of this name', hint: `did you mean ${right}?` }),
    zh: ({ right }) => ({ message: '没有页面用到这个名字的模板', hint: `是不是想写 ${right}？` }),
  }),
  'config-rehype': message<{ key: string }>({
    level: 'error',
    en: ({ key }) => ({
      message: `“${key}” in the config is for rehype plugins, which work on HTML; only remark plugins are run so far`,
      hint: 'remove it: they will have a place of their own, `markdown.rehype`',
    }),
    zh: ({ key }) => ({
      message: `配置的“${key}”是处理 HTML 的 rehype 插件，目前只能运行 remark 插件`,
      hint: '请先去掉它：以后会有专门的位置 `markdown.rehype`',
    }),
  }),
  'config-plugin-included': message<{ key: string }>({
    level: 'warning',
    en: ({ key }) => ({
      message: `“${key}” in the config is a plugin that Ruoyu runs by itself; its settings are not used`,
      hint: 'remove it from the list',
    }),
    zh: ({ key }) => ({
      message: `配置的“${key}”是若愚自带的插件，写给它的设置不会起作用`,
      hint: '请从列表里去掉它',
    }),
  }),
  'config-two': message<{ second: string }>({
    level: 'warning',
    en: ({ second }) => ({ message: `there is ${second} too, which is not read`, hint: `remove one of the two` }),
    zh: ({ second }) => ({ message: `另外还有 ${second}，它不会被读取`, hint: '请删掉其中一个' }),
  }),
  'config-unfinished': message({
    level: 'error',
    en: () => ({
      message: 'the config did not come to its end: it waits for what never comes, or ends the program itself',
      hint: 'look in it for an `await` that is never answered, or a `process.exit()`',
    }),
    zh: () => ({
      message: '配置没有运行到底：它在等一个永远不来的结果，或者自己结束了程序',
      hint: '看看里面有没有等不到回应的 `await`，或 `process.exit()`',
    }),
  }),
  'config-broken': message<{ reason: string }>({
    level: 'error',
    en: ({ reason }) => ({
      message: `the config could not be loaded: ${reason}`,
      hint: 'mend the config and run again',
    }),
    zh: ({ reason }) => ({ message: `配置无法加载：${reason}`, hint: '改好配置后再运行' }),
  }),
  'bundler-missing': message({
    level: 'error',
    en: () => ({
      message:
        'esbuild’s program for this platform is not installed, and the stylesheets and scripts of your templates need it',
      hint: 'run `npm install` without --omit=optional or --no-optional, and on this platform',
    }),
    zh: () => ({
      message: '没有安装 esbuild 在这个平台上的程序，而 templates 里的样式或脚本需要它',
      hint: '请在这台机器上重新运行 `npm install`，不要带 --omit=optional 或 --no-optional',
    }),
  }),
  'asset-broken': message<{ reason: string }>({
    level: 'error',
    en: ({ reason }) => ({
      message: `a stylesheet or script of the theme is broken: ${reason}`,
      hint: 'mend the file under templates/assets',
    }),
    zh: ({ reason }) => ({ message: `主题的样式或脚本有错：${reason}`, hint: '请修改 templates/assets 下的这个文件' }),
  }),
}
