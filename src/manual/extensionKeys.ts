import type { Extension, Theme } from '../extension.ts'

/** Each field of an extension: what it holds, and a sentence. */
export const extensionKeys: Readonly<Record<keyof Extension, readonly [holds: string, about: string]>> = {
  name: ['名字，必写', '出错时说的就是它；两个扩展不能同名。'],
  version: ['版本', '写进出错时的消息。'],
  remark: ['一列 remark 插件', '排在我们的后面，在语法树变成 HTML 之前。'],
  rehype: ['一列 rehype 插件', '语法树变成 HTML 之后、写出来之前。'],
  shortcodes: ['名字：一段模板，或给出 HTML 的函数', '文章里的短代码。'],
  filters: ['名字：函数', '模板里的过滤器，短代码的模板也能用。'],
  globals: ['名字：值或函数', '每个模板都看得见。'],
  templates: ['文件夹', '模板；排在你的文件后面、我们的前面。'],
  assets: ['文件夹', '样式和脚本，文件名带指纹。'],
  public: ['文件夹', '原样发布的文件。'],
  slots: ['位置：一段模板', '填进[插槽](templates-and-themes.md)。'],
  words: ['语言：名字：文字', '界面上的字，模板里是 `t`。'],
  data: ['函数', '每次构建取一次的数据，可以等网络；模板里是 `site.data.名字`。'],
  posts: ['`(post, site) => ({ … })`', '给每篇文章添字段；模板里是 `post.data.名字`。'],
  outputs: [
    '`(site) => [{ path, text }]`',
    '网站里多几个文件，例如友链的 OPML；写 `redirect` 而不写 `text` 的，是一个跳转。',
  ],
  html: ['`(html, page) => html`', '每个网页写成之后再过一遍。'],
  checks: ['`(site) => [ … ]`', '自己的检查，构建时与我们的一起说。'],
  announce: ['`(change) => Promise`', '上线以后推送给别处，只由 `ruoyu announce` 运行。'],
}

/** Each field that a theme has besides. */
export const themeKeys: Readonly<
  Record<Exclude<keyof Theme, keyof Extension>, readonly [holds: string, about: string]>
> = {
  api: ['`1`', '模板照哪一版的字段写的。'],
  inherits: ['一列名字', '若愚自己的设置里，这个主题也认的。'],
  settings: ['名字：设置', '网站可以写的设置，种类见下。'],
}
