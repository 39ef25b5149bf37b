import { message } from './message.ts'

/** The text that stands there, and the one that should. */
type Slip = { found: string; right: string }

/** The mark of an opening fence without its language. */
function fenceOf(opening: string): string {
  return /^[`~]+/.exec(opening)?.[0] ?? ''
}

/** Shortcodes, bare links, and slips of a Chinese keyboard. */
export const cjk = {
  'shortcode-unclosed': message<{ open: string; close: string }>({
    level: 'error',
    en: ({ open, close }) => ({
      message: `This shortcode opens with ${open} and never ends with ${close}`,
      hint: `Add ${close}, or write ${open}/* … */${close} to show the text itself`,
    }),
    zh: ({ open, close }) => ({
      message: `这个短代码以 ${open} 开始，却没有 ${close}`,
      hint: `补上 ${close}；只想显示这段文字，写成 ${open}/* … */${close}`,
    }),
  }),
  'shortcode-string': message<{ quote: string }>({
    level: 'error',
    en: ({ quote }) => ({
      message: `This shortcode's argument opens with ${quote} and is not closed`,
      hint:
        quote === '"'
          ? 'Close it on the same line; a quote inside is written \\"; text of several lines goes between backticks'
          : 'Close it with a backtick',
    }),
    zh: ({ quote }) => ({
      message: `短代码的参数以 ${quote} 开始，却没有结束`,
      hint: quote === '"' ? '在同一行写上后引号；里面的引号写成 \\"；多行文字用反引号括起来' : '补上后一个反引号',
    }),
  }),
  'shortcode-character': message<{ character: string; open: string }>({
    level: 'error',
    en: ({ character, open }) => ({
      message: `“${character}” can't stand here in a shortcode`,
      hint: `Put values that are not plain letters and digits in quotes; to show ${open} itself, write it as ${open}/* … */`,
    }),
    zh: ({ character, open }) => ({
      message: `短代码里的这个位置不能是“${character}”`,
      hint: `字母、数字以外的值要加引号；只想显示 ${open}，写成 ${open}/* … */ 的形式`,
    }),
  }),
  'shortcode-arguments': message<{ name: string }>({
    level: 'error',
    en: ({ name }) => ({
      message: `The shortcode ${name} mixes named and positional arguments`,
      hint: 'Name all of them (key="value"), or none',
    }),
    zh: ({ name }) => ({
      message: `短代码 ${name} 混用了带名字和不带名字的参数`,
      hint: '要么都写名字（key="value"），要么都不写',
    }),
  }),
  'shortcode-not-open': message<{ name: string; open: string }>({
    level: 'error',
    en: ({ name, open }) => ({
      message: `Closing shortcode ${name}, but no ${name} is open here`,
      hint: open ? `Did you mean to close ${open}?` : `Remove it, or open ${name} before it`,
    }),
    zh: ({ name, open }) => ({
      message: `这里结束了短代码 ${name}，但前面没有打开它`,
      hint: open ? `是不是想结束 ${open}？` : `去掉它，或者在前面打开 ${name}`,
    }),
  }),
  'bare-link-doubtful': message<{ url: string; part: string }>({
    level: 'warning',
    en: ({ url, part }) => ({
      message: `This link runs straight into the text: ${url}`,
      hint: `Put a blank behind ${part}, or write <${part}>; if all of it is the address, write <${url}>`,
    }),
    zh: ({ url, part }) => ({
      message: `链接和后面的文字连在了一起：${url}`,
      hint: `在 ${part} 后面加一个空格，或者写成 <${part}>；如果整个都是网址，写成 <${url}>`,
    }),
  }),
  'slip-link': message<Slip>({
    level: 'warning',
    en: ({ found, right }) => ({ message: `Full-width parentheses make no link: ${found}`, hint: `Write ${right}` }),
    zh: ({ found, right }) => ({ message: `全角括号做不成链接：${found}`, hint: `改成 ${right}` }),
  }),
  'slip-image': message<Slip>({
    level: 'warning',
    en: ({ found, right }) => ({
      message: `${found} in front of an image is full-width, so that it is a link`,
      hint: `Write ${right}`,
    }),
    zh: ({ found, right }) => ({ message: `图片前面的 ${found} 是全角的，所以成了链接`, hint: `改成 ${right}` }),
  }),
  'slip-heading': message<Slip>({
    level: 'warning',
    en: ({ found, right }) => ({
      message: `${found} makes no heading without a blank behind it`,
      hint: `Write ${right}`,
    }),
    zh: ({ found, right }) => ({ message: `${found} 后面没有空格，不是标题`, hint: `改成 ${right}` }),
  }),
  'slip-list': message<Slip>({
    level: 'warning',
    en: ({ found, right }) => ({ message: `${found} makes no list without a blank behind it`, hint: `Write ${right}` }),
    zh: ({ found, right }) => ({ message: `${found} 后面没有空格，不是列表`, hint: `改成 ${right}` }),
  }),
  'slip-footnote': message<Slip>({
    level: 'warning',
    en: ({ found, right }) => ({ message: `A full-width colon makes no footnote: ${found}`, hint: `Write ${right}` }),
    zh: ({ found, right }) => ({ message: `全角冒号做不成脚注：${found}`, hint: `改成 ${right}` }),
  }),
  'slip-stars': message<Slip>({
    level: 'warning',
    en: ({ found, right }) => ({ message: `Full-width stars make no bold text: ${found}`, hint: `Write ${right}` }),
    zh: ({ found, right }) => ({ message: `全角星号不会加粗：${found}`, hint: `改成 ${right}` }),
  }),
  'slip-bold': message<Slip>({
    level: 'warning',
    en: ({ found, right }) => ({
      message: `Blanks inside the stars keep this from being bold: ${found}`,
      hint: `Write ${right}`,
    }),
    zh: ({ found, right }) => ({ message: `星号里面有空格，不会加粗：${found}`, hint: `改成 ${right}` }),
  }),
  'slip-bold-edge': message<Slip>({
    level: 'warning',
    en: ({ found, right }) => ({
      message: `Between a letter and punctuation the stars are shown as stars: ${found}`,
      hint: `Write “${right}”, with a blank outside the stars`,
    }),
    zh: ({ found, right }) => ({
      message: `星号夹在英文字母和标点之间，不会加粗：${found}`,
      hint: `改成“${right}”，星号外面加空格`,
    }),
  }),
  'slip-blank': message<Slip>({
    level: 'warning',
    en: ({ found, right }) => ({
      message: `A full-width blank behind ${found} makes no heading or list`,
      hint: `Write ${right}`,
    }),
    zh: ({ found, right }) => ({ message: `${found} 后面是全角空格，不是标题或列表`, hint: `改成 ${right}` }),
  }),
  /** Told by `check`: syntax of another program that the config can turn on. */
  'switch-off': message<{ text: string; name: string; count: number }>({
    level: 'warning',
    en: ({ text, name, count }) => ({
      message: `${text} is shown as it is written${count > 1 ? ` (one of ${count})` : ''}`,
      hint: `if it is meant as in Obsidian, set markdown: { ${name}: true } in the config`,
    }),
    zh: ({ text, name, count }) => ({
      message: `${text} 会照原样显示${count > 1 ? `（共 ${count} 处）` : ''}`,
      hint: `如果是 Obsidian 的写法，请在配置里写 markdown: { ${name}: true }`,
    }),
  }),
  'slip-link-blank': message<Slip>({
    level: 'warning',
    en: ({ found, right }) => ({
      message: `A blank in the address keeps this from being a link: ${found}`,
      hint: `Write ${right}`,
    }),
    zh: ({ found, right }) => ({ message: `地址里有空格，做不成链接：${found}`, hint: `改成 ${right}` }),
  }),
  'slip-link-apart': message<Slip>({
    level: 'warning',
    en: () => ({ message: 'A blank between ] and ( keeps this from being a link', hint: 'Delete the blank' }),
    zh: () => ({ message: '] 和 ( 之间有空格，做不成链接', hint: '去掉这个空格' }),
  }),
  'slip-link-quote': message<Slip>({
    level: 'warning',
    en: ({ found, right }) => ({
      message: `The quotes of this title keep the link from being one: ${found}`,
      hint: `Write ${right}`,
    }),
    zh: ({ found, right }) => ({ message: `标题的引号不成对或是全角的，做不成链接：${found}`, hint: `改成 ${right}` }),
  }),
  'slip-link-open': message<Slip>({
    level: 'warning',
    en: ({ found, right }) => ({ message: `This link has no closing parenthesis: ${found}`, hint: `Write ${right}` }),
    zh: ({ found, right }) => ({ message: `链接缺少右括号：${found}`, hint: `改成 ${right}` }),
  }),
  'slip-indent': message<Slip>({
    level: 'warning',
    en: () => ({
      message: 'Four blanks in front make code of this paragraph',
      hint: 'Delete them, or begin with two full-width blanks',
    }),
    zh: () => ({ message: '段落前面有四个空格，会被当作代码', hint: '去掉空格，或者用两个全角空格开头' }),
  }),
  'slip-container': message<Slip>({
    level: 'warning',
    en: ({ found }) => ({
      message: `${found} is no Markdown here and is shown as it stands`,
      hint: 'Write > [!TIP] and begin each line of the box with >',
    }),
    zh: ({ found }) => ({
      message: `这里不认 ${found}，会原样显示`,
      hint: '改成 > [!TIP]，框里每行以 > 开头',
    }),
  }),
  'slip-fence': message<Slip>({
    level: 'warning',
    en: ({ found }) => ({
      message: `The code that ${found} opens is never closed: all that follows, to the end of the post, is shown as code`,
      hint: `Write ${fenceOf(found)} on a line of its own where the code ends`,
    }),
    zh: ({ found }) => ({
      message: `${found} 开始的代码没有收尾，后面直到文末都会显示成代码`,
      hint: `在代码结束处另起一行写 ${fenceOf(found)}`,
    }),
  }),
  'slip-fence-within': message<Slip>({
    level: 'warning',
    en: ({ found }) => ({
      message: `Before the code that ${found} opens is closed another begins: the text between them is shown as code`,
      hint: `Write ${fenceOf(found)} on a line of its own where the first ends; if the second belongs into it, open and close the first with one mark more`,
    }),
    zh: ({ found }) => ({
      message: `${found} 开始的代码还没有收尾，又开始了另一段：中间的文字会显示成代码`,
      hint: `在前一段结束处另起一行写 ${fenceOf(found)}；如果后一段本来就在里面，请让前一段的首尾各多一个符号`,
    }),
  }),
  'slip-link-brackets': message<Slip>({
    level: 'warning',
    en: ({ found, right }) => ({ message: `Full-width brackets make no link: ${found}`, hint: `Write ${right}` }),
    zh: ({ found, right }) => ({ message: `全角方括号做不成链接：${found}`, hint: `改成 ${right}` }),
  }),
  'slip-reference': message<Slip>({
    level: 'warning',
    en: ({ found }) => ({
      message: `${found} is shown as it stands: nothing defines its label`,
      hint: 'Write “[label]: address” on a line of its own, or the address in parentheses: [text](address)',
    }),
    zh: ({ found }) => ({
      message: `${found} 会原样显示：后一个方括号里的名字没有定义`,
      hint: '另起一行写“[名字]: 网址”，或者直接写成 [文字](网址)',
    }),
  }),
  'slip-contents': message<Slip>({
    level: 'warning',
    en: ({ found }) => ({
      message: `${found} is shown as it stands`,
      hint: 'Delete it: the theme shows the contents (toc in the front matter)',
    }),
    zh: ({ found }) => ({ message: `${found} 会原样显示`, hint: '删去即可：目录由主题显示（front matter 里的 toc）' }),
  }),
}
