import { message } from './message.ts'

const faults = {
  en: {
    parent: 'leads out of its folder with `..`',
    absolute: 'is an absolute path or a full address',
    backslash: 'holds a backslash',
    control: 'holds a control character',
    device: 'holds a name that Windows keeps for devices (con, nul, com1 …)',
  },
  zh: {
    parent: '用 `..` 指向了目录之外',
    absolute: '是绝对路径或完整地址',
    backslash: '含有反斜杠',
    control: '含有控制字符',
    device: '含有 Windows 保留的设备名（con、nul、com1 等）',
  },
}

type Fault = keyof typeof faults.en

export const model = {
  'git-dates': message<{ fault: 'none' | 'shallow' }>({
    level: 'warning',
    en: ({ fault }) => ({
      message:
        fault === 'none'
          ? '`:git` finds no commits here, so posts keep the dates of their front matter'
          : '`:git` sees the last commits alone, so that posts may get too new a date',
      hint:
        fault === 'none'
          ? 'commit the site to git, or take `:git` away'
          : 'fetch all of them: `fetch-depth: 0` in GitHub’s checkout, or `git fetch --unshallow`',
    }),
    zh: ({ fault }) => ({
      message:
        fault === 'none'
          ? '`:git` 在这里找不到提交，文章用 front matter 里的日期'
          : '`:git` 只看得到最近的提交，文章的更新日期可能太新',
      hint:
        fault === 'none'
          ? '把网站提交到 git，或者去掉 `:git`'
          : '取回全部历史：GitHub 的 checkout 里写 fetch-depth: 0，或运行 git fetch --unshallow',
    }),
  }),
  'path-refused': message<{ key: string; value: string; fault: Fault }>({
    level: 'error',
    en: ({ key, value, fault }) => ({
      message: `${key} “${value}” ${faults.en[fault]}, so no file of the site can stand there`,
      hint: 'write it with letters, digits, hyphens and single slashes',
    }),
    zh: ({ key, value, fault }) => ({
      message: `${key}“${value}”${faults.zh[fault]}，网站里不能有这样的文件`,
      hint: '请只用文字、数字、连字符和单个斜杠',
    }),
  }),
  'content-foreign': message<{ count: number; formats: string }>({
    level: 'warning',
    en: ({ count, formats }) => ({
      message: `${count === 1 ? 'this file is' : `${count} files are`} content that Hugo builds with other engines than Markdown's (${formats}); ${count === 1 ? 'it is' : 'they are'} left out`,
      hint: 'make Markdown of it (pandoc -t gfm), name it under `ignore`, or put it into the static folder if readers should have it as it is',
    }),
    zh: ({ count, formats }) => ({
      message: `${count === 1 ? '这个文件' : `有 ${count} 个文件`}是 Hugo 用其他引擎构建的内容（${formats}），不是 Markdown，没有发布`,
      hint: '请转成 Markdown（如 pandoc -t gfm），或在配置的 `ignore` 里列出；要让读者原样下载，请放进静态目录',
    }),
  }),
  'path-odd': message<{ key: string; name: string }>({
    level: 'warning',
    en: ({ key, name }) => ({
      message: `${key} makes the file name “${name}”, which Windows can't hold`,
      hint: 'leave out < > : " | ? * and a dot or blank at the end, unless the old address must stay',
    }),
    zh: ({ key, name }) => ({
      message: `${key} 会生成文件名“${name}”，Windows 上无法保存`,
      hint: '除非必须保留旧地址，请去掉 < > : " | ? * 以及末尾的点或空格',
    }),
  }),
  'url-host': message<{ url: string; path: string }>({
    level: 'warning',
    en: ({ url, path }) => ({
      message: `url “${url}” is a full address; only its path counts`,
      hint: `write ${path || '/'}`,
    }),
    zh: ({ url, path }) => ({
      message: `url“${url}”是完整地址，只有其中的路径有效`,
      hint: `请写成 ${path || '/'}`,
    }),
  }),
  'url-extension': message<{ path: string }>({
    level: 'warning',
    en: ({ path }) => ({
      message: `The page becomes the file “${path}”, which servers don't deliver as a page`,
      hint: 'end the url in / or .html, unless the old address must stay',
    }),
    zh: ({ path }) => ({
      message: `页面会写成文件“${path}”，服务器不会把它当作网页`,
      hint: '除非必须保留旧地址，请让 url 以 / 或 .html 结尾',
    }),
  }),
  /** `key` says where it stands: `aliases` of a page or `redirects` of the config. */
  'alias-query': message<{ alias: string; key: string }>({
    level: 'warning',
    en: ({ alias, key }) => ({
      message: `${key === 'redirects' ? 'redirect' : 'alias'} “${alias}” holds ? or #, which no file can answer; it is left out`,
      hint: 'redirect it on the server, or remove it',
    }),
    zh: ({ alias, key }) => ({
      message: `${key === 'redirects' ? '重定向' : '别名'}“${alias}”含有 ? 或 #，静态文件无法响应，已忽略`,
      hint: '请在服务器上设置跳转，或者删掉它',
    }),
  }),
  'url-shared': message<{ path: string; first: string; second: string; url: string }>({
    level: 'warning',
    en: ({ path, first, second, url }) => ({
      message: `${first} and ${second} both want the address ${path}; ${first} keeps it, and ${second} gets ${url}`,
      hint: `give ${second} a slug or url of its own`,
    }),
    zh: ({ path, first, second, url }) => ({
      message: `${first} 和 ${second} 都要用地址 ${path}；${first} 保留它，${second} 改用 ${url}`,
      hint: `请给 ${second} 另取 slug 或 url`,
    }),
  }),
  'term-clash': message<{ taxonomy: string; name: string; other: string; where: string; path: string; url: string }>({
    level: 'warning',
    en: ({ taxonomy, name, other, where, path, url }) => ({
      message: `${taxonomy} “${name}” and “${other}” (${where}) both want the address ${path}; “${other}” keeps it, and “${name}” gets ${url}`,
      hint: `write one of them in both places, or give one a slug of its own in the config: taxonomies.${taxonomy}.slugs`,
    }),
    zh: ({ taxonomy, name, other, where, path, url }) => ({
      message: `${taxonomy} 中的“${name}”和“${other}”（${where}）都要用地址 ${path}；“${other}”保留它，“${name}”改用 ${url}`,
      hint: `请统一写法，或在配置的 taxonomies.${taxonomy}.slugs 里给其中一个另取 slug`,
    }),
  }),
  'term-spelling': message<{ taxonomy: string; name: string; other: string; where: string }>({
    level: 'warning',
    en: ({ taxonomy, name, other, where }) => ({
      message: `${taxonomy} “${name}” is taken for “${other}” (${where}): both have one address, as with Hugo`,
      hint: `write “${other}” here as well`,
    }),
    zh: ({ taxonomy, name, other, where }) => ({
      message: `${taxonomy} 中的“${name}”与“${other}”（${where}）地址相同，和 Hugo 一样视为同一个`,
      hint: `这里也请写成“${other}”`,
    }),
  }),
  'permalink-token': message<{ key: string; pattern: string; token: string }>({
    level: 'error',
    en: ({ key, pattern, token }) => ({
      message: `permalinks.${key} “${pattern}” asks for ${token}, which does not exist`,
      hint: 'there are :year :month :monthname :day :weekday :weekdayname :yearday :section :sections :title :slug :filename :contentbasename :slugorfilename :slugorcontentbasename',
    }),
    zh: ({ key, pattern, token }) => ({
      message: `permalinks.${key}“${pattern}”里的 ${token} 不存在`,
      hint: '可用的有 :year :month :monthname :day :weekday :weekdayname :yearday :section :sections :title :slug :filename :contentbasename :slugorfilename :slugorcontentbasename',
    }),
  }),
}
