import { faults, folderFaults, idleReasons, type Kind, kinds, noFault, noFolder, noKind } from './configKinds.ts'
import { message } from './message.ts'
import { inChinese, missingPackage } from './reasons.ts'

/** `menu.0.url` → `url`; `content.0` → `content`. */
function lastName(key: string): string {
  return key.split('.').findLast((part) => !/^\d+$/.test(part)) ?? key
}

/** `exact` is what a theme’s setting may be; without it, an example of the kind, or the first of what is allowed. */
function exampleOf(key: string, { example }: Kind, allowed: string, exact: string): string {
  const value = exact || example || allowed.replace(/^\(?"([^"]*)".*$/, "'$1'").replace(/^[<>]=/, '')
  return `${lastName(key)}: ${/\.\d+$/.test(key) ? `[${value}]` : value}`
}

/** Providers of comments that have no keys of ours, and what serves instead. */
const otherComments: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  'theme.comments.gitalk': [
    'Gitalk needs a secret of yours in every page; giscus and utterances keep comments at GitHub without one',
    'Gitalk 要把你的密钥写进网页，所以没有收；评论放在 GitHub 上的还有 giscus 和 utterances',
  ],
  'theme.comments.valine': [
    'Valine is kept up no more; Waline is its successor, and takes its comments over',
    'Valine 早已停止维护；Waline 是它的后继，能导入旧评论',
  ],
}

/** The words of a kind with what it allows: `<=3` where `%` stands, `("keep" | "escape")` behind them. */
function wordsOf(words: string, allowed: string, [colon, comma]: readonly [string, string]): string {
  if (words.includes('%')) return words.replace('%', allowed.slice(2))
  return words + (allowed && colon + Array.from(allowed.matchAll(/"([^"]*)"/g), ([, option]) => option).join(comma))
}

function idle(key: string, words: string, name: string, colon = ': '): { message: string; hint: string } {
  const [message = '', hint = ''] = words.replaceAll('%', name).split(' → ')
  return { message: key + colon + message, hint }
}

export const config = {
  /** `names` are the keys that may stand there, with blanks between; none where a key of one's own has another place. */
  'config-key-unknown': message<{ key: string; suggestion: string; names: string }>({
    level: 'error',
    en: ({ key, suggestion, names }) => ({
      message: `unknown key “${key}” in the config`,
      hint:
        otherComments[key]?.[0] ??
        (suggestion
          ? `did you mean “${suggestion}”?`
          : names
            ? `these may stand there: ${names.replaceAll(' ', ', ')}`
            : 'put values of your own under `params`'),
    }),
    zh: ({ key, suggestion, names }) => ({
      message: `配置里有不认识的键“${key}”`,
      hint:
        otherComments[key]?.[1] ??
        (suggestion
          ? `是不是想写“${suggestion}”？`
          : names
            ? `这里可以写：${names.replaceAll(' ', '、')}`
            : '自定义的值请放在 `params` 下'),
    }),
  }),
  'config-key-missing': message<{ key: string }>({
    level: 'error',
    en: ({ key }) => ({ message: `“${key}” is missing in the config`, hint: `for example ${lastName(key)}: '…'` }),
    zh: ({ key }) => ({ message: `配置里缺少“${key}”`, hint: `例如 ${lastName(key)}: '……'` }),
  }),
  /** `kind` is a name of the list above; `allowed` are the options of a choice, as valibot lists them. */
  'config-invalid': message<{
    key: string
    kind: string
    allowed: string
    received: string
    suggestion: string
    example: string
  }>({
    level: 'error',
    en: ({ key, kind, allowed, received, suggestion, example }) => {
      const wanted = kinds[kind] ?? noKind
      return {
        message: `“${key}” in the config should be ${wordsOf(wanted.en, allowed, [': ', ', '])}, and is ${received}`,
        hint: suggestion ? `did you mean “${suggestion}”?` : `for example ${exampleOf(key, wanted, allowed, example)}`,
      }
    },
    zh: ({ key, kind, allowed, received, suggestion, example }) => {
      const wanted = kinds[kind] ?? noKind
      return {
        message: `配置的“${key}”应该是${wordsOf(wanted.zh, allowed, ['：', '、'])}，现在写的是 ${received}`,
        hint: suggestion ? `是不是想写“${suggestion}”？` : `例如 ${exampleOf(key, wanted, allowed, example)}`,
      }
    },
  }),
  /** A setting of our theme that is right by itself and shows nothing; `reason` is a name of the list below. */
  'theme-setting-idle': message<{ key: string; reason: string; name: string }>({
    level: 'warning',
    en: ({ key, reason, name }) => idle(key, idleReasons[reason]?.en ?? '', name),
    zh: ({ key, reason, name }) => idle(key, idleReasons[reason]?.zh ?? '', name, '：'),
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
  /** `right` is the key of the list that the plugin belongs in. */
  'config-plugin-kind': message<{ key: string; name: string; right: string }>({
    level: 'error',
    en: ({ key, name, right }) => ({
      message: `“${key}” in the config is ${name}, which ${/^rehype/.test(name) ? 'works on HTML' : 'works on Markdown'}`,
      hint: `move it to \`${right}\``,
    }),
    zh: ({ key, name, right }) => ({
      message: `配置的“${key}”是 ${name}，它处理的是${/^rehype/.test(name) ? ' HTML' : ' Markdown'}`,
      hint: `请把它移到 \`${right}\` 里`,
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
  /** `field` is an unknown name in the extension `name`, or in a group of it. */
  'extension-key-unknown': message<{ key: string; name: string; field: string; suggestion: string }>({
    level: 'error',
    en: ({ name, field, suggestion }) => ({
      message: `the extension “${name}” has an unknown field “${field}”`,
      hint: suggestion ? `did you mean “${suggestion}”?` : 'remove it; an extension has only the fields of `Extension`',
    }),
    zh: ({ name, field, suggestion }) => ({
      message: `扩展“${name}”里有不认识的“${field}”`,
      hint: suggestion ? `是不是想写“${suggestion}”？` : '请去掉它：扩展只能有 `Extension` 里的那些字段',
    }),
  }),
  /** `field` is the key of the extension that names the folder; `fault` is a name of the list, or a system’s code. */
  'extension-folder-missing': message<{ key: string; name: string; field: string; folder: string; fault: string }>({
    level: 'error',
    en: ({ name, field, folder, fault }) => {
      const [what, hint] = (folderFaults[fault] ?? noFolder).en
      return { message: `the extension “${name}” ${what}: \`${field}: '${folder}'\``, hint }
    },
    zh: ({ name, field, folder, fault }) => {
      const [what, hint] = (folderFaults[fault] ?? noFolder).zh
      return { message: `扩展“${name}”${what}：\`${field}: '${folder}'\``, hint }
    },
  }),
  'extension-folder-unfit': message<{ key: string; folder: string; count: number; first: string }>({
    level: 'error',
    en: ({ folder, count, first }) => ({
      message: `a folder of an extension, ${folder}, has ${count} files that can't be used, the first of which is ${first}`,
      hint: 'see whether the extension names the right folder',
    }),
    zh: ({ folder, count, first }) => ({
      message: `扩展的文件夹 ${folder} 里有 ${count} 个不能用的文件，第一个是 ${first}`,
      hint: '请看看扩展写的文件夹是不是写错了',
    }),
  }),
  'extension-twice': message<{ key: string; name: string }>({
    level: 'error',
    en: ({ name }) => ({
      message: `two extensions have the name “${name}”`,
      hint: 'remove one, or give it another name',
    }),
    zh: ({ name }) => ({ message: `有两个扩展都叫“${name}”`, hint: '请去掉其中一个，或给它换一个名字' }),
  }),
  /** `kind` is the field of an extension in which both give the name. */
  'extension-name-taken': message<{ key: string; kind: string; given: string; name: string; other: string }>({
    level: 'warning',
    en: ({ kind, given, name, other }) => ({
      message: `the extensions “${other}” and “${name}” both give “${given}” in \`${kind}\`; that of “${name}” is used`,
      hint: 'take it out of one of them',
    }),
    zh: ({ kind, given, name, other }) => ({
      message: `扩展“${other}”和“${name}”的 \`${kind}\` 里都有“${given}”，用的是“${name}”的`,
      hint: '请从其中一个里去掉',
    }),
  }),
  'extension-global-hidden': message<{ key: string; given: string; name: string }>({
    level: 'warning',
    en: ({ given, name }) => ({
      message: `templates never see the global “${given}” of the extension “${name}”: pages have something of that name`,
      hint: 'give it another name',
    }),
    zh: ({ given, name }) => ({
      message: `扩展“${name}”的全局变量“${given}”在模板里看不到：页面自己有这个名字`,
      hint: '请换一个名字',
    }),
  }),
  /** `name` is that of a package, or a path that begins with a dot. */
  'theme-missing': message<{ key: string; name: string }>({
    level: 'error',
    en: ({ name }) => ({
      message: `the theme “${name}” is not there`,
      hint: name.startsWith('.') ? 'the path counts from the config' : `run \`npm install ${name}\``,
    }),
    zh: ({ name }) => ({
      message: `找不到主题“${name}”`,
      hint: name.startsWith('.') ? '路径从配置文件所在的文件夹算起' : `请运行 \`npm install ${name}\``,
    }),
  }),
  /** `from` is the glob as the config writes it. */
  'plugin-files-none': message<{ from: string }>({
    level: 'warning',
    en: ({ from }) => ({
      message: `“${from}” under \`files\` of a plugin names no file of the site`,
      hint: 'globs count from the root of the site, as in data/**/*.json',
    }),
    zh: ({ from }) => ({
      message: `插件的 \`files\` 里“${from}”没有匹配到任何文件`,
      hint: '路径从网站的根目录算起，例如 data/**/*.json',
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
      message:
        'the program did not come to its end: the config or a plugin waits for what never comes, or ends the program itself',
      hint: 'look there for an `await` that is never answered, or a `process.exit()`',
    }),
    zh: () => ({
      message: '程序没有运行到底：配置或插件在等一个永远不来的结果，或者自己结束了程序',
      hint: '看看里面有没有等不到回应的 `await`，或 `process.exit()`',
    }),
  }),
  /** Told while it runs. */
  'config-late': message<{ seconds: number }>({
    level: 'info',
    en: ({ seconds }) => ({
      message: `the config still runs (${seconds} s at most)`,
      hint: 'look there for a loop without an end',
    }),
    zh: ({ seconds }) => ({
      message: `配置还没有运行完（最多等 ${seconds} 秒）`,
      hint: '看看里面有没有停不下来的循环',
    }),
  }),
  'config-broken': message<{ reason: string }>({
    level: 'error',
    en: ({ reason }) => ({
      message: `the config could not be loaded: ${reason}`,
      hint: missingPackage(reason) ? `run npm install ${missingPackage(reason)}` : 'mend the config and run again',
    }),
    zh: ({ reason }) => ({
      message: `配置无法加载：${inChinese(reason)}`,
      hint: missingPackage(reason) ? `请运行 npm install ${missingPackage(reason)}` : '改好配置后再运行',
    }),
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
    zh: ({ reason }) => ({
      message: `主题的样式或脚本有错：${inChinese(reason)}`,
      hint: '请修改 templates/assets 下的这个文件',
    }),
  }),
}
