import { message } from './message.ts'

export const reasons = {
  en: {
    draft: 'it is a draft',
    protected: 'it is protected',
    future: 'its date is in the future',
    expired: 'it has expired',
    empty: 'it is empty',
    language: 'it is in another language',
    headless: 'its front matter asks for no page',
    bundled: 'it belongs to a bundle',
  },
  zh: {
    draft: '它是草稿',
    protected: '它受保护',
    future: '它的日期在将来',
    expired: '它已过期',
    empty: '它是空文件',
    language: '它属于其他语言',
    headless: '它的 front matter 要求不生成页面',
    bundled: '它是某个页面包里的文件',
  },
}

export type Reason = keyof typeof reasons.en

/** Paths that clash, and links that lead nowhere. */
export const links = {
  'path-clash': message<{ path: string; first: string; second: string }>({
    level: 'error',
    en: ({ path, first, second }) => ({
      message: `${first} and ${second} both want to be ${path}, and one would overwrite the other`,
      hint: 'give one of them another slug, url or name',
    }),
    zh: ({ path, first, second }) => ({
      message: `${first} 和 ${second} 都要写成 ${path}，其中一个会覆盖另一个`,
      hint: '请给其中一个换 slug、url 或文件名',
    }),
  }),
  'path-twin': message<{ path: string; other: string; first: string; second: string }>({
    level: 'error',
    en: ({ path, other, first, second }) => ({
      message: `${first} becomes ${other} and ${second} becomes ${path}: they differ only in case or Unicode form, so on macOS and Windows they are one file`,
      hint: 'give one of them another slug, url or name',
    }),
    zh: ({ path, other, first, second }) => ({
      message: `${first} 写成 ${other}，${second} 写成 ${path}：两者只差大小写或 Unicode 形式，在 macOS 和 Windows 上是同一个文件`,
      hint: '请给其中一个换 slug、url 或文件名',
    }),
  }),
  'path-folder': message<{ path: string; other: string; first: string; second: string }>({
    level: 'error',
    en: ({ path, other, first, second }) => ({
      message: `${first} becomes ${other} and ${second} becomes ${path}: the one is a file where the other needs a folder`,
      hint: 'give one of them another slug, url or name',
    }),
    zh: ({ path, other, first, second }) => ({
      message: `${first} 写成 ${other}，${second} 写成 ${path}：同一个名字既是文件又是文件夹`,
      hint: '请给其中一个换 slug、url 或文件名',
    }),
  }),
  'path-shared': message<{ path: string; first: string; second: string }>({
    level: 'warning',
    en: ({ path, first, second }) => ({
      message: `${first} and ${second} both want to be ${path}; the site shows the first`,
      hint: 'give one of them another slug, url or name',
    }),
    zh: ({ path, first, second }) => ({
      message: `${first} 和 ${second} 都要写成 ${path}，网站采用前者`,
      hint: '请给其中一个换 slug、url 或文件名',
    }),
  }),
  'path-case': message<{ path: string; other: string; first: string; second: string }>({
    level: 'warning',
    en: ({ path, other, first, second }) => ({
      message: `${first} becomes ${other} and ${second} becomes ${path}, which differ only in case: both are published, but where a disk knows no case, as on macOS and Windows, one is lost`,
      hint: 'write the name in one way',
    }),
    zh: ({ path, other, first, second }) => ({
      message: `${first} 写成 ${other}，${second} 写成 ${path}，只差大小写：两个都会发布，但在不分大小写的磁盘上（macOS、Windows）会丢掉一个`,
      hint: '请统一写法',
    }),
  }),
  'path-numbered': message<{ path: string; first: string; second: string; url: string }>({
    level: 'warning',
    en: ({ path, first, second, url }) => ({
      message: `${first} and ${second} both want to be ${path}; ${first} keeps it, and ${second} becomes ${url}`,
      hint: 'give one of them another slug, url or name',
    }),
    zh: ({ path, first, second, url }) => ({
      message: `${first} 和 ${second} 都要写成 ${path}；${first} 保留它，${second} 改写成 ${url}`,
      hint: '请给其中一个换 slug、url 或文件名',
    }),
  }),
  'redirect-shadowed': message<{ url: string; first: string; key: string }>({
    level: 'warning',
    en: ({ url, first, key }) => ({
      message: `No redirect can stand at ${url}, for the page of ${first} is there; it is left out`,
      hint: `remove the ${key === 'redirects' ? 'redirect' : 'alias'}, or move the other`,
    }),
    zh: ({ url, first, key }) => ({
      message: `${url} 已是 ${first} 的页面，不能再跳转，已忽略`,
      hint: `请删掉这个${key === 'redirects' ? '重定向' : '别名'}，或者移走另一个`,
    }),
  }),
  'redirect-dead': message<{ from: string; to: string }>({
    level: 'warning',
    en: ({ from, to }) => ({
      message: `redirects sends “${from}” to “${to}”, which this site does not have`,
      hint: 'correct the target, or remove the redirect',
    }),
    zh: ({ from, to }) => ({
      message: `redirects 把“${from}”转到“${to}”，但网站里没有它`,
      hint: '请改正目标，或删掉这条跳转',
    }),
  }),
  'menu-dead': message<{ name: string; url: string }>({
    level: 'warning',
    en: ({ name, url }) => ({
      message: `The menu's “${name}” leads to “${url}”, which this site does not have`,
      hint: 'correct its url in the config',
    }),
    zh: ({ name, url }) => ({
      message: `菜单“${name}”指向“${url}”，但网站里没有它`,
      hint: '请在配置里改正 url',
    }),
  }),
  'link-dead': message<{ url: string }>({
    level: 'warning',
    en: ({ url }) => ({
      message: `The link “${url}” leads nowhere: this site has no such page or file`,
      hint: /^(?:https?:)?\/\//i.test(url)
        ? 'correct it; if another program serves that path of this host, list it in `externalPaths`'
        : "correct it; a path to the post's .md file works too, and an address elsewhere begins with https://",
    }),
    zh: ({ url }) => ({
      message: `链接“${url}”无效：网站里没有这个页面或文件`,
      hint: /^(?:https?:)?\/\//i.test(url)
        ? '请改正；如果这个域名下的这一段不归若愚管，请把它写进配置的 `externalPaths`'
        : '请改正；也可以写文章 .md 文件的路径，站外地址请以 https:// 开头',
    }),
  }),
  'link-left-out': message<{ url: string; file: string; reason: Reason }>({
    level: 'warning',
    en: ({ url, file, reason }) => ({
      message: `The link “${url}” leads to ${file}, which is not published: ${reasons.en[reason]}`,
      hint: 'publish it, or remove the link',
    }),
    zh: ({ url, file, reason }) => ({
      message: `链接“${url}”指向未发布的 ${file}：${reasons.zh[reason]}`,
      hint: '请发布它，或去掉链接',
    }),
  }),
  'fragment-dead': message<{ url: string; fragment: string; page: string; near?: string }>({
    level: 'warning',
    en: ({ url, fragment, page, near }) => ({
      message: `The link “${url}” leads to no place on its page: ${page} has no heading or id “${fragment}”`,
      hint: near ? `write “#${near}”` : "copy the id from the heading's link on the page",
    }),
    zh: ({ url, fragment, page, near }) => ({
      message: `链接“${url}”的锚点无效：${page} 里没有“${fragment}”这个标题或 id`,
      hint: near ? `请写成“#${near}”` : '请从页面上标题的链接里复制锚点',
    }),
  }),
  'image-missing': message<{ url: string }>({
    level: 'warning',
    en: ({ url }) => ({
      message: `The file “${url}” is missing, so that readers will see a gap`,
      hint: 'put it beside the post, or into the static folder, and check its name',
    }),
    zh: ({ url }) => ({
      message: `找不到文件“${url}”，读者会看到空缺`,
      hint: '请把它放在文章旁边或静态目录里，并核对文件名',
    }),
  }),
  'shortcode-unknown': message<{ name: string; count: number; suggestion: string }>({
    level: 'warning',
    en: ({ name, count, suggestion }) => ({
      message: `No template shows the shortcode “${name}” (used ${count === 1 ? 'once' : `${count} times`}); its links, pictures and words are shown`,
      hint: suggestion ? `did you mean “${suggestion}”?` : `add templates/shortcodes/${name}.njk`,
    }),
    zh: ({ name, count, suggestion }) => ({
      message: `没有模板能显示短代码“${name}”（共用了 ${count} 次）；其中的链接、图片和文字照样显示`,
      hint: suggestion ? `是不是想写“${suggestion}”？` : `请添加 templates/shortcodes/${name}.njk`,
    }),
  }),
  'shortcode-end-missing': message<{ name: string }>({
    level: 'warning',
    en: ({ name }) => ({
      message: `The shortcode “${name}” is never closed, so that nothing stands in it`,
      hint: `write {{< /${name} >}} where it ends, or {{< ${name} … />}} if nothing belongs into it`,
    }),
    zh: ({ name }) => ({
      message: `短代码“${name}”没有收尾，里面是空的`,
      hint: `在它结束的地方写上 {{< /${name} >}}；里面本来就没有内容的，写成 {{< ${name} … />}}`,
    }),
  }),
  'ref-missing': message<{ name: string; path: string }>({
    level: 'error',
    en: ({ name, path }) => ({
      message: `${name} “${path}” names no page`,
      hint: 'write the path below the content folder, like "/posts/name.md"',
    }),
    zh: ({ name, path }) => ({
      message: `${name}“${path}”找不到对应的页面`,
      hint: '请写内容目录下的路径，如 "/posts/name.md"',
    }),
  }),
  'ref-ambiguous': message<{ name: string; path: string; files: string }>({
    level: 'error',
    en: ({ name, path, files }) => ({
      message: `${name} “${path}” could be any of ${files}`,
      hint: 'write the path below the content folder, like "/posts/name.md"',
    }),
    zh: ({ name, path, files }) => ({
      message: `${name}“${path}”可能是其中任何一个：${files}`,
      hint: '请写内容目录下的路径，如 "/posts/name.md"',
    }),
  }),
}
