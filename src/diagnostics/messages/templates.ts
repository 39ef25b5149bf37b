import { message } from './message.ts'
import { inChinese, ofTemplates } from './reasons.ts'

export const templates = {
  /** Found on a finished page. */
  'id-repeated': message<{ id: string }>({
    level: 'warning',
    en: ({ id }) => ({
      message: `the id “${id}” stands more than once on a page that is made of this`,
      hint: 'give each element of the templates and of the post an id of its own',
    }),
    zh: ({ id }) => ({
      message: `由它生成的页面上，id “${id}”出现了不止一次`,
      hint: '模板和文章里的每个元素都要有各自的 id',
    }),
  }),
  /** A page's `layout`; the place is that of the first page. */
  'layout-missing': message<{ layout: string; count: number; suggestion: string }>({
    level: 'warning',
    en: ({ layout, count, suggestion }) => ({
      message: `no template has the layout “${layout}”${count > 1 ? ` (asked for by ${count} pages)` : ''}; the page is shown as others of its kind are`,
      hint: suggestion ? `did you mean “${suggestion}”?` : `add templates/${layout}.njk, or remove “layout”`,
    }),
    zh: ({ layout, count, suggestion }) => ({
      message: `没有布局“${layout}”的模板${count > 1 ? `（共 ${count} 页用到）` : ''}，照同类页面的样子显示`,
      hint: suggestion ? `是不是想写“${suggestion}”？` : `请添加 templates/${layout}.njk，或者去掉 layout`,
    }),
  }),
  'template-syntax': message<{ reason: string }>({
    level: 'error',
    en: ({ reason }) => ({ message: `the template can't be read: ${reason}`, hint: 'mend the tag at this place' }),
    zh: ({ reason }) => ({ message: `模板读不懂：${inChinese(reason, ofTemplates)}`, hint: '请修改这一处的标签' }),
  }),
  'template-unclosed': message<{ tag: string }>({
    level: 'error',
    en: ({ tag }) => ({
      message: `“{% ${tag} %}” is never closed`,
      hint: `add “{% end${tag} %}” where it should end`,
    }),
    zh: ({ tag }) => ({
      message: `“{% ${tag} %}”没有收尾`,
      hint: `在它该结束的地方加上“{% end${tag} %}”`,
    }),
  }),
  'template-missing': message<{ name: string }>({
    level: 'error',
    en: ({ name }) => ({
      message: `there is no template “${name}”`,
      hint: 'names count from the templates folder, as in “partials/header.njk”',
    }),
    zh: ({ name }) => ({ message: `没有名为“${name}”的模板`, hint: '名字从模板文件夹算起，例如“partials/header.njk”' }),
  }),
  'template-outdated': message<{ name: string }>({
    level: 'warning',
    en: ({ name }) => ({
      message: `the theme has changed its ${name} since you ejected this`,
      hint: `“ruoyu theme merge ${name}” brings the changes in`,
    }),
    zh: ({ name }) => ({
      message: `你弹出这个文件以后，主题改动了它的 ${name}`,
      hint: `用“ruoyu theme merge ${name}”把改动合并进来`,
    }),
  }),
  'template-conflict': message({
    level: 'error',
    en: () => ({
      message: 'a merge left a conflict here: yours stands above the line of =, the theme’s below',
      hint: 'keep what you want, and remove the lines of <, = and >',
    }),
    zh: () => ({
      message: '合并时这里有冲突：等号线上面是你的，下面是主题的',
      hint: '留下想要的，删掉 <、=、> 三行',
    }),
  }),
  'eject-unknown': message<{ name: string; suggestion: string }>({
    level: 'error',
    en: ({ name, suggestion }) => ({
      message: `the theme has no file “${name}”`,
      hint: `did you mean “${suggestion}”?`,
    }),
    zh: ({ name, suggestion }) => ({ message: `主题里没有“${name}”这个文件`, hint: `是不是“${suggestion}”？` }),
  }),
  'eject-exists': message<{ name: string }>({
    level: 'error',
    en: () => ({ message: 'this file is there already, and stays as it is', hint: 'move it away first' }),
    zh: () => ({ message: '这个文件已经有了，没有动它', hint: '请先把它移开' }),
  }),
  /** `slots` are all there are. */
  'slot-unknown': message<{ slot: string; suggestion: string; slots: string }>({
    level: 'warning',
    en: ({ slot, suggestion, slots }) => ({
      message: `there is no slot “${slot}”, so this is printed nowhere`,
      hint: suggestion ? `did you mean “${suggestion}”?` : `the slots are ${slots}`,
    }),
    zh: ({ slot, suggestion, slots }) => ({
      message: `没有“${slot}”这个插槽，它的内容不会出现在网页上`,
      hint: suggestion ? `是不是想写“${suggestion}”？` : `插槽有：${slots.replaceAll(', ', '、')}`,
    }),
  }),
  'slot-not-offered': message<{ slot: string }>({
    level: 'warning',
    en: ({ slot }) => ({
      message: `no template of this site offers the slot “${slot}”, so this is printed nowhere`,
      hint: `where it should stand, write {% include "slots/${slot}.njk" %}`,
    }),
    zh: ({ slot }) => ({
      message: `这个站点的模板都没有留出插槽“${slot}”，它的内容不会出现在网页上`,
      hint: `请在它该出现的地方写上 {% include "slots/${slot}.njk" %}`,
    }),
  }),
  'template-filter-unknown': message<{ name: string; suggestion: string }>({
    level: 'error',
    en: ({ name, suggestion }) => ({
      message: `there is no filter “${name}”`,
      hint: suggestion ? `did you mean “${suggestion}”?` : 'the manual’s page “模板里有什么：字段和过滤器” lists them',
    }),
    zh: ({ name, suggestion }) => ({
      message: `没有名为“${name}”的过滤器`,
      hint: suggestion ? `是不是想写“${suggestion}”？` : '可用的过滤器见文档《模板里有什么：字段和过滤器》',
    }),
  }),
  'template-test-unknown': message<{ name: string }>({
    level: 'error',
    en: ({ name }) => ({ message: `there is no test “is ${name}”`, hint: 'for example “is defined”, “is string”' }),
    zh: ({ name }) => ({ message: `没有“is ${name}”这种判断`, hint: '例如“is defined”“is string”' }),
  }),
  'template-undefined': message<{ name: string; suggestion: string }>({
    level: 'error',
    en: ({ name, suggestion }) => ({
      message: `“${name}” is undefined or null, so there is nothing to print`,
      hint: suggestion
        ? `did you mean “${suggestion}”?`
        : `if it may be absent, ask first: “{% if ${name} %}”, or give a default: “${name} | default('')”`,
    }),
    zh: ({ name, suggestion }) => ({
      message: `“${name}”没有值，无法输出`,
      hint: suggestion
        ? `是不是想写“${suggestion}”？`
        : `如果它可以没有，请先判断“{% if ${name} %}”，或给缺省值“${name} | default('')”`,
    }),
  }),
  'template-field-unknown': message<{ name: string; suggestion: string }>({
    level: 'warning',
    en: ({ name, suggestion }) => ({
      message: `there is no field “${name}”, so it is always empty`,
      hint: suggestion
        ? `did you mean “${suggestion}”? From the next release on this is an error`
        : `a post's own front matter is in “params”; if it may be absent, ask “${name} is defined”. From the next release on this is an error`,
    }),
    zh: ({ name, suggestion }) => ({
      message: `没有“${name}”这个字段，它总是空的`,
      hint: suggestion
        ? `是不是想写“${suggestion}”？下一版起这是错误`
        : `文章自己的 front matter 在“params”里；如果它可以没有，请写“${name} is defined”。下一版起这是错误`,
    }),
  }),
  'template-unknown-name': message<{ name: string; suggestion: string }>({
    level: 'error',
    en: ({ name, suggestion }) => ({
      message: `no page gives this template a “${name}”`,
      hint: suggestion
        ? `did you mean “${suggestion}”?`
        : `if only some pages have it, ask “{% if ${name} is defined %}”`,
    }),
    zh: ({ name, suggestion }) => ({
      message: `这个模板拿不到“${name}”`,
      hint: suggestion ? `是不是想写“${suggestion}”？` : `如果只有一部分页面有它，请判断“{% if ${name} is defined %}”`,
    }),
  }),
  'template-failed': message<{ reason: string }>({
    level: 'error',
    en: ({ reason }) => ({ message: `the template failed: ${reason}`, hint: 'mend the expression at this place' }),
    zh: ({ reason }) => ({ message: `模板出错：${inChinese(reason, ofTemplates)}`, hint: '请修改这一处的写法' }),
  }),
  /** `part` is the field of the extension, `output` the file that was being made. */
  'extension-failed': message<{ name: string; part: string; reason: string; output: string }>({
    level: 'error',
    en: ({ name, part, reason, output }) => ({
      message: `\`${part}\` of the extension “${name}” failed${output && ` while ${output} was made`}: ${reason}`,
      hint: 'mend the extension, or take it out of the config',
    }),
    zh: ({ name, part, reason, output }) => ({
      message: `扩展“${name}”的 \`${part}\` ${output ? `在生成 ${output} 时` : ''}出错：${inChinese(reason)}`,
      hint: '请修改这个扩展，或从配置里去掉它',
    }),
  }),
  /** Words of an extension's own check. */
  'extension-found': message<{ name: string; message: string; hint: string }>({
    level: 'warning',
    en: ({ name, message, hint }) => ({ message: `${name}: ${message}`, hint }),
    zh: ({ name, message, hint }) => ({ message: `${name}：${message}`, hint }),
  }),
  /** One that is waited for: a word on the way, and no part of a report. */
  'extension-late': message<{ name: string; part: string; seconds: number }>({
    level: 'info',
    en: ({ name, part, seconds }) => ({
      message: `waiting for \`${part}\` of the extension “${name}” (${seconds} s at most)`,
    }),
    zh: ({ name, part, seconds }) => ({ message: `正在等扩展“${name}”的 \`${part}\`（最多 ${seconds} 秒）` }),
  }),
  'extension-endless': message<{ name: string; part: string; output: string; seconds: number }>({
    level: 'error',
    en: ({ name, part, output, seconds }) => ({
      message: `\`${part}\` of the extension “${name}” was stopped after ${seconds} s${output && `, while ${output} was made`}`,
      hint: 'look there for a loop without an end or an `await` that is never answered; `limits.templateTime` sets the time',
    }),
    zh: ({ name, part, output, seconds }) => ({
      message: `扩展“${name}”的 \`${part}\` ${output && `在生成 ${output} 时`}运行超过 ${seconds} 秒，已停止`,
      hint: '看看里面有没有停不下来的循环，或等不到回应的 `await`；时限由 `limits.templateTime` 设定',
    }),
  }),
  'template-endless': message<{ reason: string }>({
    level: 'error',
    en: ({ reason }) => ({
      message: `the template does not come to an end: ${reason}`,
      hint: 'look for a loop over too many items, or a macro or include that calls itself',
    }),
    zh: ({ reason }) => ({
      message: `模板停不下来：${inChinese(reason, ofTemplates)}`,
      hint: '检查是否循环次数过多，或者宏、include 调用了自己',
    }),
  }),
}
