import { message } from './message.ts'
import { inChinese } from './reasons.ts'

const quoteIt = { en: 'put the value in quotes', zh: '给这个值加上引号' }

export const frontMatter = {
  'front-matter-language': message<{ opening: string }>({
    level: 'error',
    en: ({ opening }) => ({
      message: `“${opening}” opens no front matter that Ruoyu reads, and nothing of it was run`,
      hint: 'open YAML with a line of exactly “---”, TOML with “+++”, JSON with “{”',
    }),
    zh: ({ opening }) => ({
      message: `“${opening}”不是若愚能读的 front matter 开头，其中的内容没有执行`,
      hint: 'YAML 的开头一行只写“---”，TOML 只写“+++”，JSON 用“{”',
    }),
  }),
  'front-matter-unclosed': message<{ closing: string }>({
    level: 'error',
    en: ({ closing }) => ({
      message: 'the front matter opens here and is never closed',
      hint: `end it with a line of exactly “${closing}”`,
    }),
    zh: ({ closing }) => ({
      message: 'front matter 从这里开始，却没有结束',
      hint: `在它结束的地方另起一行，只写“${closing}”`,
    }),
  }),
  'front-matter-too-deep': message<{ limit: number }>({
    level: 'error',
    en: ({ limit }) => ({ message: `values nest here more than ${limit} levels deep`, hint: 'flatten them' }),
    zh: ({ limit }) => ({ message: `这里的值嵌套超过 ${limit} 层`, hint: '减少嵌套' }),
  }),
  'front-matter-too-many': message<{ limit: number }>({
    level: 'error',
    en: ({ limit }) => ({
      message: `the aliases (*name) of this front matter stand for more than ${limit} values`,
      hint: 'remove the aliases',
    }),
    zh: ({ limit }) => ({
      message: `front matter 的别名（*name）展开后超过 ${limit} 个值`,
      hint: '去掉这些别名',
    }),
  }),
  'front-matter-alias': message<{ name: string }>({
    level: 'error',
    en: ({ name }) => ({
      message: `“*${name}” is an alias to YAML, and nothing before it has the anchor “&${name}”`,
      hint: `if it is meant as text, ${quoteIt.en}`,
    }),
    zh: ({ name }) => ({
      message: `“*${name}”在 YAML 里是别名，而前面没有“&${name}”`,
      hint: `如果它只是文字，请${quoteIt.zh}`,
    }),
  }),
  'front-matter-key': message({
    level: 'error',
    en: () => ({ message: 'a list or map stands where a key should be', hint: 'give it a plain name' }),
    zh: () => ({ message: '键的位置上是列表或映射', hint: '换成普通的名字' }),
  }),
  'front-matter-key-forbidden': message<{ key: string }>({
    level: 'error',
    en: ({ key }) => ({ message: `“${key}” can't be a key: JavaScript gives it a meaning`, hint: 'rename it' }),
    zh: ({ key }) => ({ message: `“${key}”不能作键名：它在 JavaScript 里另有含义`, hint: '换个名字' }),
  }),
  'front-matter-duplicate': message<{ key: string; first: number; last: number }>({
    level: 'warning',
    en: ({ key, first, last }) => ({
      message: `“${key}” stands twice, on lines ${first} and ${last}; the last one counts`,
      hint: 'remove one of them',
    }),
    zh: ({ key, first, last }) => ({
      message: `“${key}”写了两次，在第 ${first} 行和第 ${last} 行，以后一个为准`,
      hint: '删掉其中一个',
    }),
  }),
  'front-matter-full-width-colon': message<{ key: string }>({
    level: 'error',
    en: ({ key }) => ({
      message: `a full-width colon “：” stands after “${key}”, which YAML does not take as a colon`,
      hint: `write “${key}: ” with a half-width colon and a space`,
    }),
    zh: ({ key }) => ({
      message: `“${key}”后面是全角冒号“：”，YAML 不认`,
      hint: `改成半角冒号加空格：“${key}: ”`,
    }),
  }),
  'front-matter-colon': message<{ value: string }>({
    level: 'error',
    en: ({ value }) => ({
      message: 'a colon followed by a space inside a value starts a new key to YAML',
      hint: `quote the value: '${value.replaceAll("'", "''")}'`,
    }),
    zh: ({ value }) => ({
      message: '值里的“冒号加空格”在 YAML 里是新的键',
      hint: `给值加上引号：'${value.replaceAll("'", "''")}'`,
    }),
  }),
  'front-matter-quote': message({
    level: 'error',
    en: () => ({ message: 'a quote opens here and never closes', hint: 'close it, or double it if it is text' }),
    zh: () => ({ message: '这里的引号没有收尾', hint: '补上收尾的引号；如果它是文字，请写两个' }),
  }),
  'front-matter-tab': message({
    level: 'error',
    en: () => ({ message: 'a tab indents this line, which YAML forbids', hint: 'indent with spaces' }),
    zh: () => ({ message: '这一行用制表符缩进，YAML 不允许', hint: '改用空格缩进' }),
  }),
  'front-matter-tag': message<{ tag: string; value: string }>({
    level: 'warning',
    en: ({ tag, value }) => ({
      message: `“${tag}” is a tag to YAML and not part of the text, which is “${value}”`,
      hint: quoteIt.en,
    }),
    zh: ({ tag, value }) => ({
      message: `“${tag}”在 YAML 里是标签，不算文字，读到的只有“${value}”`,
      hint: quoteIt.zh,
    }),
  }),
  'front-matter-comment': message<{ key: string; value: string; comment: string }>({
    level: 'warning',
    en: ({ key, value, comment }) => ({
      message: `“${comment}” is a comment to YAML, so “${key}” is only “${value}”`,
      hint: `if it is meant as text, ${quoteIt.en}`,
    }),
    zh: ({ key, value, comment }) => ({
      message: `“${comment}”在 YAML 里是注释，“${key}”只读到“${value}”`,
      hint: `如果它也是文字，请${quoteIt.zh}`,
    }),
  }),
  'front-matter-syntax': message<{ language: string; reason: string }>({
    level: 'error',
    en: ({ language, reason }) => ({
      message: `this is no valid ${language}: ${reason}`,
      hint: `if a value holds signs such as : # [ ] { } @ * & or quotes, ${quoteIt.en}`,
    }),
    zh: ({ language, reason }) => ({
      message: `这里不是正确的 ${language}：${inChinese(reason)}`,
      hint: `如果值里有 : # [ ] { } @ * & 或引号等符号，请${quoteIt.zh}`,
    }),
  }),
  'front-matter-no-map': message<{ type: string }>({
    level: 'error',
    en: ({ type }) => ({
      message: `the front matter is ${type === 'list' ? 'a list' : 'a text'} and has no keys`,
      hint: 'write keys and values: “title: …”',
    }),
    zh: ({ type }) => ({
      message: `front matter 是一个${type === 'list' ? '列表' : '文本'}，没有键`,
      hint: '写成键和值的形式：“title: …”',
    }),
  }),
  'front-matter-unopened': message({
    level: 'warning',
    en: () => ({
      message: 'the line “---” before the front matter is missing; Hugo shows such front matter as text',
      hint: 'write “---” on a line of its own at the top',
    }),
    zh: () => ({
      message: 'front matter 前面缺少“---”这一行；Hugo 会把它当正文显示',
      hint: '在文件最前面加上单独一行“---”',
    }),
  }),
  'front-matter-missing': message<{ title: string }>({
    level: 'warning',
    en: ({ title }) => ({
      message: `the file has no front matter, so its name is its title: “${title}”`,
      hint: 'begin it with “---”, “title: …”, “date: …”, “---”',
    }),
    zh: ({ title }) => ({
      message: `文件没有 front matter，用文件名作标题：“${title}”`,
      hint: '在开头加上“---”“title: …”“date: …”“---”四行',
    }),
  }),
  'front-matter-misspelled': message<{ key: string; suggestion: string }>({
    level: 'warning',
    en: ({ key, suggestion }) => ({
      message: `“${key}” is no key that Ruoyu knows; it stays a parameter of the page`,
      hint: `did you mean “${suggestion}”?`,
    }),
    zh: ({ key, suggestion }) => ({
      message: `若愚不认识“${key}”这个键，把它当作页面的自定义参数`,
      hint: `是不是想写“${suggestion}”？`,
    }),
  }),
  /** A field of our theme that changes nothing: `reason` is `off`, `level` or `order`. */
  'front-matter-idle': message<{ key: string; reason: string; name: string }>({
    level: 'warning',
    en: ({ key, reason, name }) => ({
      message:
        reason === 'off'
          ? `“${key}: ${name}” is text and turns nothing off`
          : reason === 'level'
            ? `“${key}” has no “${name}”`
            : `no heading is within the levels ${name} of “${key}”`,
      hint: reason === 'off' ? `write ${key}: false` : `for example ${key}: { from: 2, to: 4 }`,
    }),
    zh: ({ key, reason, name }) => ({
      message:
        reason === 'off'
          ? `“${key}: ${name}”是一段文字，什么也没有关掉`
          : reason === 'level'
            ? `“${key}”里没有“${name}”这一项`
            : `“${key}”的级别 ${name} 里一个标题也没有`,
      hint: reason === 'off' ? `请写 ${key}: false` : `例如 ${key}: { from: 2, to: 4 }`,
    }),
  }),
  'publish-key-unheeded': message<{ key: string; value: string }>({
    level: 'warning',
    en: ({ key, value }) => ({
      message: `“${key}: ${value}” keeps no page back: this one is published, as with Hugo`,
      hint: 'write “draft: true” if it is not to be published',
    }),
    zh: ({ key, value }) => ({
      message: `“${key}: ${value}”拦不住发布：这一页会发布，和 Hugo 一样`,
      hint: '不想发布，请写“draft: true”',
    }),
  }),
  'page-protected': message<{ key: string }>({
    level: 'warning',
    en: ({ key }) => ({
      message: `“${key}” protects this page, and Ruoyu encrypts nothing: no build publishes it, \`ruoyu dev\` alone shows it`,
      hint: `remove “${key}” if everybody may read the page, or the file if nobody may`,
    }),
    zh: ({ key }) => ({
      message: `这一页设了“${key}”，而若愚不加密：任何构建都不发布它，只有 \`ruoyu dev\` 里能看到`,
      hint: `谁都可以看，就去掉“${key}”；谁都不能看，就把文件移走`,
    }),
  }),
  'body-encrypted': message<{ name: string }>({
    level: 'warning',
    en: ({ name }) => ({
      message: `Ruoyu does not encrypt as “${name}” did: what stands in it is not published, a notice is in its place`,
      hint: `remove the tags of “${name}” if everybody may read it, or the whole block`,
    }),
    zh: ({ name }) => ({
      message: `若愚不会像“${name}”那样加密：里面的内容没有发布，原处只有一句说明`,
      hint: `谁都可以看，就去掉“${name}”的首尾标签；否则请删去整段`,
    }),
  }),
  'file-empty': message({
    level: 'warning',
    en: () => ({ message: 'the file is empty and makes no page', hint: 'write something, or remove it' }),
    zh: () => ({ message: '文件是空的，不生成页面', hint: '写点内容，或删掉它' }),
  }),
  'title-missing': message<{ title: string }>({
    level: 'warning',
    en: ({ title }) => ({ message: `there is no title, so the file's name is it: “${title}”`, hint: 'add “title: …”' }),
    zh: ({ title }) => ({ message: `没有标题，用文件名代替：“${title}”`, hint: '加上“title: …”' }),
  }),
  'date-invalid': message<{ key: string; value: string }>({
    level: 'error',
    en: ({ key, value }) => ({
      message: `“${value}” under “${key}” is no date`,
      hint: 'write 2024-04-03, or 2024-04-03T06:00:00+08:00',
    }),
    zh: ({ key, value }) => ({
      message: `“${key}”的“${value}”不是日期`,
      hint: '写成 2024-04-03 或 2024-04-03T06:00:00+08:00',
    }),
  }),
  'flag-invalid': message<{ key: string; value: string }>({
    level: 'error',
    en: ({ key, value }) => ({
      message: `“${value}” under “${key}” is neither true nor false, so whether to publish can't be told`,
      hint: 'write true or false',
    }),
    zh: ({ key, value }) => ({
      message: `“${key}”的“${value}”既不是 true 也不是 false，无法判断要不要发布`,
      hint: '写 true 或 false',
    }),
  }),
  'value-ignored': message<{ key: string; expected: string }>({
    level: 'warning',
    en: ({ key, expected }) => ({
      message: `“${key}” should be ${expectations[expected]?.en ?? expected}, and was not used`,
      hint: 'mend the value, or remove the key',
    }),
    zh: ({ key, expected }) => ({
      message: `“${key}”应为${expectations[expected]?.zh ?? expected}，没有采用`,
      hint: '改正这个值，或删掉这个键',
    }),
  }),
  'terms-joined': message<{ key: string; value: string; parts: string; count: number }>({
    level: 'warning',
    en: ({ key, value, parts, count }) => ({
      message: `“${value}” under “${key}” is one term, as with Hugo, and not the ${count} terms ${parts}`,
      hint: `for several write “${key}: [a, b]”, or each on a line of its own behind “- ”, all equally far indented`,
    }),
    zh: ({ key, value, parts, count }) => ({
      message: `“${key}”的“${value}”算一个名字，和 Hugo 一样，而不是 ${count} 个：${parts}`,
      hint: `要写多个，请写成“${key}: [甲, 乙]”，或每行一个、前面是“- ”，缩进一致`,
    }),
  }),
  'terms-full-width-comma': message<{ key: string; value: string }>({
    level: 'warning',
    en: ({ key, value }) => ({
      message: `a full-width comma stands in “${value}” under “${key}”; it was read as several`,
      hint: 'use half-width commas, or quotes where it is one name',
    }),
    zh: ({ key, value }) => ({
      message: `“${key}”的“${value}”里有全角逗号，按多个处理`,
      hint: '改用半角逗号；如果确实是一个名字，请加引号',
    }),
  }),
}

const expectations: Readonly<Record<string, { en: string; zh: string }>> = {
  text: { en: 'text', zh: '文本' },
  texts: { en: 'a list of texts', zh: '文本的列表' },
  date: { en: 'a date such as 2024-04-03', zh: '日期，如 2024-04-03' },
  number: { en: 'a number', zh: '数字' },
  language: { en: 'a language such as zh-CN', zh: '语言，如 zh-CN' },
  map: { en: 'a map of keys and values', zh: '键和值的映射' },
  list: { en: 'always, never or local', zh: 'always、never 或 local' },
  render: { en: 'always, never or link', zh: 'always、never 或 link' },
}
