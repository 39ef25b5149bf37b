import { message } from './message.ts'
import { inChinese } from './reasons.ts'

export const markdown = {
  'body-control-character': message<{ character: string; count: number }>({
    level: 'warning',
    en: ({ character, count }) => ({
      message: `an invisible control character (${character}) stands in the text${count > 1 ? `, one of ${count}` : ''}; it was left out`,
      hint: 'delete it: feeds with such characters cannot be read',
    }),
    zh: ({ character, count }) => ({
      message: `文中有看不见的控制字符（${character}）${count > 1 ? `，共 ${count} 个` : ''}，已略去`,
      hint: '请删去：订阅源里有这样的字符就无法解析',
    }),
  }),
  'hexo-tag-stray': message<{ name: string }>({
    level: 'warning',
    en: ({ name }) => ({
      message: `{% ${name} %} ends nothing that is open`,
      hint: 'delete it, or write its beginning',
    }),
    zh: ({ name }) => ({ message: `{% ${name} %} 没有对应的开头`, hint: '删掉它，或者补上开头' }),
  }),
  'hexo-expression': message<{ text: string }>({
    level: 'warning',
    en: ({ text }) => ({
      message: `Hexo runs ${text}; here it was left out`,
      hint: 'write what it should say; as text it stands in {% raw %} … {% endraw %} or in code',
    }),
    zh: ({ text }) => ({
      message: `Hexo 会运行 ${text}，这里没有写出它`,
      hint: '直接写出要显示的内容；要原样显示，放进 {% raw %} … {% endraw %} 或代码里',
    }),
  }),
  'table-columns': message<{ header: number; row: number }>({
    level: 'warning',
    en: ({ header, row }) => ({
      message:
        row > header
          ? `the row of dashes has ${row} cells, the one above it ${header}; empty ones were added to it`
          : `no table: the row of dashes has ${row} cells, the one above it ${header}`,
      hint: 'give both the same number of cells',
    }),
    zh: ({ header, row }) => ({
      message:
        row > header
          ? `分隔行有 ${row} 格，上面的表头只有 ${header} 格，已补上空格子`
          : `这不成表格：分隔行有 ${row} 格，上面的表头有 ${header} 格`,
      hint: '请让两行的格数一样',
    }),
  }),
  /** `formula` is 1 where the row has a bar within a formula: there `\|` is TeX's double bar. */
  'table-cell-lost': message<{ text: string; header: number; formula: number }>({
    level: 'warning',
    en: ({ text, header, formula }) => ({
      message: `the table has ${header} columns, so that this is not shown: ${text}`,
      hint: formula
        ? 'a bar within a formula is written \\vert, a pair of them \\lvert … \\rvert'
        : 'give the header more cells; a bar within a cell, also in code, is written \\|',
    }),
    zh: ({ text, header, formula }) => ({
      message: `表格只有 ${header} 列，这部分不会显示：${text}`,
      hint: formula
        ? '公式里的竖线要写成 \\vert，成对的写成 \\lvert … \\rvert'
        : '请给表头补上格子；格子里的竖线（包括代码里的）要写成 \\|',
    }),
  }),
  'body-too-deep': message<{ limit: number }>({
    level: 'error',
    en: ({ limit }) => ({
      message: `quotes, lists, emphasis or HTML are nested more than ${limit} levels deep`,
      hint: 'flatten them, or raise limits.depth in the config',
    }),
    zh: ({ limit }) => ({
      message: `引用、列表、强调或 HTML 嵌套超过 ${limit} 层`,
      hint: '请减少层数，或在配置里调大 limits.depth',
    }),
  }),
  'body-table-too-wide': message<{ limit: number }>({
    level: 'error',
    en: ({ limit }) => ({
      message: `a table has more than ${limit} columns`,
      hint: 'split it, or raise limits.tableColumns in the config',
    }),
    zh: ({ limit }) => ({
      message: `表格超过 ${limit} 列`,
      hint: '请拆开，或在配置里调大 limits.tableColumns',
    }),
  }),
  'body-too-dense': message<{ limit: number }>({
    level: 'warning',
    en: ({ limit }) => ({
      message: `a paragraph has more than ${limit} asterisks, underscores, tildes and brackets, or too many back-ticks and comments that nothing closes; it is shown as it is written`,
      hint: 'put it between fences if it is code, or set blank lines',
    }),
    zh: ({ limit }) => ({
      message: `一个段落里的星号、下划线、波浪线和方括号超过 ${limit} 个，或者没有收尾的反引号和注释太多，已按原样显示`,
      hint: '如果是代码，请用围栏包起来；否则请用空行分开',
    }),
  }),
  'footnote-uncalled': message<{ label: string }>({
    level: 'warning',
    en: ({ label }) => ({
      message: `nothing calls the footnote [^${label}], so that readers will not see it`,
      hint: `write [^${label}] in the text, or delete the note`,
    }),
    zh: ({ label }) => ({
      message: `脚注 [^${label}] 没有在正文里引用，读者看不到它`,
      hint: `在正文里写上 [^${label}]，或者删掉这条脚注`,
    }),
  }),
  /** `shortcode` is 1 where the call stands in the inner text of a shortcode. */
  'footnote-undefined': message<{ label: string; shortcode: number }>({
    level: 'warning',
    en: ({ label, shortcode }) => ({
      message: `there is no footnote [^${label}], so that it is shown as text`,
      hint: shortcode
        ? `a shortcode knows its own footnotes alone: write “[^${label}]: …” in the same shortcode`
        : `write “[^${label}]: …” at the start of a line`,
    }),
    zh: ({ label, shortcode }) => ({
      message: `没有脚注 [^${label}]，会按文字显示`,
      hint: shortcode ? `短代码里只认它自己的脚注：请在同一个短代码里写“[^${label}]: …”` : `请在行首写“[^${label}]: …”`,
    }),
  }),
  'heading-id-taken': message<{ id: string; used: string }>({
    level: 'warning',
    en: ({ id, used }) => ({
      message: `the heading id “${id}” is taken by an earlier heading; this one got “${used}”`,
      hint: 'give each heading an id of its own',
    }),
    zh: ({ id, used }) => ({
      message: `标题的 id “${id}”已被前面的标题占用，这里改成了“${used}”`,
      hint: '给每个标题各自的 id',
    }),
  }),
  /** Raw HTML of a post. */
  'id-taken': message<{ id: string }>({
    level: 'warning',
    en: ({ id }) => ({
      message: `the id “${id}” stands on this page already; links to it lead to the first`,
      hint: 'give each element an id of its own',
    }),
    zh: ({ id }) => ({
      message: `id “${id}”在这一页上已经有了，指向它的链接会跳到第一个`,
      hint: '给每个元素各自的 id',
    }),
  }),
  'html-unclosed': message<{ tag: string }>({
    level: 'warning',
    en: ({ tag }) => ({
      message: `<${tag}> is never closed; it was closed at the end of what holds it`,
      hint: `write </${tag}> where it ends; if it is there, Markdown takes it for text: see whether a \\ stands before it, or a blank line and four blanks`,
    }),
    zh: ({ tag }) => ({
      message: `<${tag}> 没有关闭，已在它所在之处的末尾代为关闭`,
      hint: `在它结束的地方写上 </${tag}>；如果已经写了，那是 Markdown 把它当成了文字：请看它前面有没有 \\，或者空行后的缩进`,
    }),
  }),
  'html-shown-as-text': message<{ tag: string }>({
    level: 'warning',
    en: ({ tag }) => ({
      message: `${tag} is never closed, so that it, or what follows, would not be seen; it is shown as text`,
      hint: `write \`${tag}\` between backticks if you mean the words; an element needs its end tag`,
    }),
    zh: ({ tag }) => ({
      message: `${tag} 没有关闭，它或后面的内容会看不见，已按文字显示`,
      hint: `如果只是提到它，请写成 \`${tag}\`（加反引号）；如果是 HTML 元素，请写上结束标签`,
    }),
  }),
  'html-unopened': message<{ tag: string }>({
    level: 'warning',
    en: ({ tag }) => ({
      message: `</${tag}> closes nothing; it was left out`,
      hint: 'delete it, or open the tag before',
    }),
    zh: ({ tag }) => ({ message: `</${tag}> 没有对应的开始标签，已略去`, hint: '请删去，或在前面补上开始标签' }),
  }),
  'html-stars': message<{ found: string; count: number }>({
    level: 'warning',
    en: ({ found, count }) => ({
      message: `no Markdown is read in this HTML, so that readers see the stars: ${found}${count > 1 ? `, and ${count - 1} more` : ''}`,
      hint: 'write <strong>…</strong>, or put blank lines between the HTML and the Markdown',
    }),
    zh: ({ found, count }) => ({
      message: `这段 HTML 里不认 Markdown，读者会看到星号：${found}${count > 1 ? `，另有 ${count - 1} 处` : ''}`,
      hint: '请写成 <strong>…</strong>，或者在 HTML 和 Markdown 之间空一行',
    }),
  }),
  'link-scheme-dangerous': message<{ url: string }>({
    level: 'warning',
    en: ({ url }) => ({
      message: `a link that could run code was removed: ${url}`,
      hint: 'javascript:, vbscript: and data: links are not published',
    }),
    zh: ({ url }) => ({
      message: `已去掉可能运行代码的链接：${url}`,
      hint: 'javascript:、vbscript: 和 data: 链接不会发布',
    }),
  }),
  'math-invalid': message<{ text: string }>({
    level: 'warning',
    en: ({ text }) => ({
      message: `the formula cannot be set: ${text}`,
      hint: 'mend it; until then its source is shown',
    }),
    zh: ({ text }) => ({ message: `公式无法排版：${inChinese(text)}`, hint: '请改正；在此之前显示公式的源码' }),
  }),
  'math-label-twice': message<{ label: string; number: string }>({
    level: 'warning',
    en: ({ label, number }) => ({
      message: `\\label{${label}} is the label of formula (${number}) already, which \\ref goes on to name`,
      hint: 'give this formula another label',
    }),
    zh: ({ label, number }) => ({
      message: `\\label{${label}} 已经是公式 (${number}) 的标签，\\ref 指的仍是那一个`,
      hint: '请给这个公式换一个标签',
    }),
  }),
  /** `first` is the label that the formula, or its row, has before it. */
  'math-label-second': message<{ label: string; first: string }>({
    level: 'warning',
    en: ({ label, first }) => ({
      message: `\\label{${label}} is the second label of a formula that has \\label{${first}}: both name one number`,
      hint: 'keep one, and let each \\ref name that',
    }),
    zh: ({ label, first }) => ({
      message: `\\label{${label}} 是同一个公式的第二个标签，它和 \\label{${first}} 指的是同一个编号`,
      hint: '请只留一个，\\ref 里也写留下的那一个',
    }),
  }),
  'math-label-missing': message<{ label: string; suggestion: string; shortcode: number }>({
    level: 'warning',
    en: ({ label, suggestion, shortcode }) => ({
      message: `no formula has the label \\label{${label}}`,
      hint: shortcode
        ? 'it stands in a shortcode, whose formulas come after those of the text: refer to it within the shortcode'
        : suggestion
          ? `did you mean “${suggestion}”?`
          : `write \\label{${label}} in the formula that is meant`,
    }),
    zh: ({ label, suggestion, shortcode }) => ({
      message: `没有标签是 \\label{${label}} 的公式`,
      hint: shortcode
        ? '它在短代码里，短代码里的公式排在正文之后：只能在那个短代码里引用'
        : suggestion
          ? `是不是想写“${suggestion}”？`
          : `请在所指的公式里写上 \\label{${label}}`,
    }),
  }),
  /** A message that one of the user's remark plugins gave. */
  'plugin-message': message<{ text: string; plugin: string }>({
    level: 'warning',
    en: ({ text, plugin }) => ({ message: `${plugin}: ${text}` }),
    zh: ({ text, plugin }) => ({ message: `${plugin}：${text}` }),
  }),
  'plugin-data': message<{ name: string }>({
    level: 'warning',
    en: ({ name }) => ({
      message: `a remark plugin left more than plain data in \`file.${name}\`; templates don't see it`,
      hint: 'the plugin may leave texts, numbers, booleans, lists and maps',
    }),
    zh: ({ name }) => ({
      message: `remark 插件在 \`file.${name}\` 里留下的不是单纯的数据，模板看不到它`,
      hint: '插件可以留下文字、数字、真假值、列表和映射',
    }),
  }),
  /** One of the user's plugins did not come to its end. */
  'plugin-endless': message<{ plugin: string; seconds: number }>({
    level: 'error',
    en: ({ plugin, seconds }) => ({
      message: `${plugin} was stopped on this post after ${seconds} s`,
      hint: 'look in the plugin for a loop without an end or an `await` that is never answered; `limits.templateTime` sets the time',
    }),
    zh: ({ plugin, seconds }) => ({
      message: `${plugin} 在这篇文章上运行超过 ${seconds} 秒，已停止`,
      hint: '看看插件里有没有停不下来的循环，或等不到回应的 `await`；时限由 `limits.templateTime` 设定',
    }),
  }),
  'plugin-emptied': message({
    level: 'warning',
    en: () => ({
      message: 'the plugins of `remark` and `rehype` left nothing of this text: the page is empty',
      hint: 'see what they return: a tree of another kind than mdast’s or hast’s root is written as nothing',
    }),
    zh: () => ({
      message: '`remark`、`rehype` 的插件处理之后，这里的文字一点不剩：页面是空的',
      hint: '看看插件返回了什么：不是 mdast、hast 的根节点的，什么也写不出来',
    }),
  }),
  'plugin-compiler': message<{ plugin: string }>({
    level: 'warning',
    en: ({ plugin }) => ({
      message: `${plugin} sets a compiler of its own, which is not used: remark-html writes the HTML`,
      hint: 'change the tree instead, with a remark or a rehype plugin',
    }),
    zh: ({ plugin }) => ({
      message: `${plugin} 设置了自己的 compiler，它不会起作用：HTML 由 remark-html 来写`,
      hint: '请改用 remark 或 rehype 插件来修改语法树',
    }),
  }),
  /** One of the user's plugins threw; `count` is how often it did so, where the place is the first. */
  'plugin-skipped': message<{ plugin: string }>({
    level: 'error',
    en: ({ plugin }) => ({
      message: `this post and others were not rendered, for ${plugin} does not end`,
      hint: 'mend the plugin and run again',
    }),
    zh: ({ plugin }) => ({
      message: `${plugin} 停不下来，这篇和其余的文章就没有再处理`,
      hint: '改好插件后再运行',
    }),
  }),
  'plugin-failed': message<{ text: string; plugin: string; count?: number }>({
    level: 'error',
    en: ({ text, plugin, count = 1 }) => ({
      message: `${plugin}: ${text}`,
      hint: count > 1 ? `the plugin failed on ${count} texts, and here first` : 'the plugin failed on this post',
    }),
    zh: ({ text, plugin, count = 1 }) => ({
      message: `${plugin}：${inChinese(text)}`,
      hint: count > 1 ? `插件在 ${count} 处出错，这是第一处` : '插件在这篇文章上出错了',
    }),
  }),
}
