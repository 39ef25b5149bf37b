import { isPicture } from '../kit/pictureNames.ts'
import type { Part, ShortcodePart } from '../types.ts'
import { escapeHtml } from './base.ts'
import type { ShownArgument } from './views.ts'

/**
 * A shortcode that no template has shows the arguments that a reader can use, and its inner text, which in
 * `{{< … >}}` is as written, as in Hugo.
 */
export function shownArguments(args: ShortcodePart['args']): readonly ShownArgument[] {
  const all = Object.entries(args)
    .map(([key, value]) => ({ key: key.toLowerCase(), value: value.trim() }))
    .filter(({ value }) => value !== '')
  const links = all.filter(({ key, value }) => isUrl(key, value) && !isImage(key, value))
  const texts = all.filter(({ key, value }) => !isUrl(key, value) && !isImage(key, value) && isText(key, value))
  const title = texts.find(({ key }) => titles.test(key)) ?? texts[0]
  const linked = links.length > 0 ? title : undefined
  return [
    ...all
      .filter(({ key, value }) => isImage(key, value))
      .map(({ value }): ShownArgument => ({ kind: 'image', url: value, text: title?.value ?? '' })),
    ...links.map(
      ({ value }, at): ShownArgument => ({ kind: 'link', url: value, text: (at === 0 && linked?.value) || value }),
    ),
    ...texts
      .filter((text) => text !== linked)
      .map(({ value }): ShownArgument => ({ kind: 'text', url: null, text: value })),
  ]
}

const titles = /^(?:name|title|text|label|alt)$/
const words =
  /^(?:\d+|name|title|text|label|alt|desc|description|content|caption|summary|subtitle|bio|word|author|by|note|source|cite)$/

/** True for a URL with a scheme, or a path where the key says that it is one. */
function isUrl(key: string, value: string): boolean {
  if (/^(?:https?:)?\/\/[^\s/]\S*$|^mailto:\S+$/i.test(value)) return true
  return /^(?:\d+|url|link|href|src|to|page|site)$/.test(key) && /^\.{0,2}\/\S+$/.test(value)
}

function isImage(key: string, value: string): boolean {
  if (isPicture(value)) return !/\s/.test(value) || key === 'src'
  return /^(?:image|img|avatar|logo|cover|pic|picture|poster|thumbnail|icon)$/.test(key) && isUrl('src', value)
}

/**
 * True for words: a value whose key is for words and that is no measure, colour, switch or CSS; or Han, kana or Hangul
 * under a key that is not for looks.
 */
function isText(key: string, value: string): boolean {
  if (looks.test(key) || css.test(value)) return false
  if (words.test(key)) return !setting.test(value)
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(value)
}

const looks =
  /^(?:(?:[\w-]+[_-]?)?(?:style|class|css|color|colour|width|height|font|align|size)(?:es|name)?|id|type|theme|icon|lang|language|position|effect|border|margin|padding|background|bg)$/
const setting =
  /^(?:true|false|yes|no|on|off|left|right|center|middle|none|auto|inherit|[\d.]+(?:px|%|r?em|[vs]?[vw][hw]|pt|s|ms)?|#[\da-f]{3,8}|(?:rgb|hsl)a?\([^)]*\))$/i
/** `width: 80%`, `color:red;margin:0 auto`. */
const css =
  /^(?:[a-z-]+\s*:\s*[^:;]+;\s*)+$|^(?:(?:(?:max|min)-)?(?:width|height)|color|background(?:-[a-z]+)?|margin(?:-[a-z]+)?|padding(?:-[a-z]+)?|border(?:-[a-z]+)?|float|clear|display|position|opacity|zoom|transform|text-(?:align|indent|decoration)|font(?:-[a-z]+)?|line-height|letter-spacing|object-fit|overflow|z-index|top|left|right|bottom|flex|gap|grid)\s*:\s*[^:]+/i

/** The inner text of a raw shortcode in parts; nothing where it is Markdown, or holds HTML. */
export function rawParts({ form, inner, position }: ShortcodePart): readonly Part[] | undefined {
  if (!inner || form === 'markdown' || html.test(inner.text)) return undefined
  const pieces = inner.raw ?? [inner.text]
  return pieces.map((piece) =>
    typeof piece !== 'string' ? piece : position === 'block' ? blocks(piece) : escapeHtml(piece),
  )
}

const html =
  /<\/?(?:a|audio|b|blockquote|br|center|code|del|details|div|em|figure|font|h[1-6]|hr|i|iframe|img|kbd|li|mark|ol|p|pre|small|span|strong|su[bp]|summary|t[dhr]|table|u|ul|video)(?:\s[^<>]*)?\/?>/i

/** Paragraphs, whose lines stay lines; or code, where lines are indented. */
function blocks(text: string): string {
  const trimmed = text.replace(/^(?:[ \t]*\n)+|\s+$/g, '')
  if (!trimmed) return ''
  if (/\n[ \t]+\S/.test(`\n${trimmed}`)) return `<pre>${escapeHtml(trimmed)}</pre>\n`
  const paragraphs = trimmed.split(/\n[ \t]*\n\s*/)
  return paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>\n')}</p>\n`).join('')
}
