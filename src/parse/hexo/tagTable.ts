import { isPicture } from '../../kit/pictureNames.ts'
import { isAddress, type TagCall, tagCall, titleIn } from './tagCall.ts'

/**
 * The Markdown that stands for a tag: in place of it with all that it holds, or round its inner text, which stays where it
 * is; `marks` are the comments in there that divide it into shortcodes `as`, or, with an empty `as`, are text themselves.
 */
export type Written =
  | string
  | { readonly open: string; readonly close: string; readonly marks?: { readonly names: RegExp; readonly as: string } }

type Row = (call: TagCall) => Written

/** Kinds of admonition by the styles of the themes' notes. */
const kinds: Readonly<Record<string, string>> = {
  ...{ info: 'note', primary: 'note', default: 'note', simple: 'note', quote: 'note', link: 'note', light: 'note' },
  ...{
    blue: 'note',
    cyan: 'note',
    purple: 'note',
    dark: 'note',
    idea: 'tip',
    success: 'tip',
    done: 'tip',
    green: 'tip',
  },
  ...{
    todo: 'note',
    tip: 'tip',
    ban: 'caution',
    key: 'tip',
    bell: 'important',
    home: 'note',
    sync: 'note',
    cool: 'tip',
  },
  ...{ warning: 'warning', warn: 'warning', yellow: 'warning', orange: 'warning', amber: 'warning', bolt: 'important' },
  ...{ danger: 'caution', error: 'caution', red: 'caution', fa: 'note', pink: 'note', gray: 'note', guide: 'note' },
}
/** Words of style that no reader sees. */
const style =
  /^(?:checked|plus|minus|times|no-icon|flat|modern|disabled|icon-padding|fa[bsrl]?|fa-\S+|fa[bsrl]? fa-.*|open|center|left|right|round(?:ed)?|larger?|smaller?|block|outline|solid|circle|grid\d*|logo|subtitle|theme|bdbox|anzhiyu|icat-\S+)$/

const isStyle = (text: string): boolean =>
  style.test(text) || Object.hasOwn(kinds, text) || /(?:^|\s)fa[bsrl]?(?:\s|-|$)/.test(text)

/** `{% name style, text %}` or `{% name text %}`. */
function styled({ parts, words, raw }: TagCall): { readonly styles: readonly string[]; readonly text: string } {
  if (parts.length > 1 && (parts[0] === '' || parts[0]?.split(/\s+/).every(isStyle) || raw.includes('::')))
    return { styles: parts[0]?.split(/\s+/) ?? [], text: parts.slice(1).join('，') }
  const first = words.findIndex((word) => !isStyle(word))
  const styles = first < 0 ? words : words.slice(0, first)
  return { styles, text: first < 0 ? '' : words.slice(first).join(' ') }
}

function shortcode(name: string, args: Readonly<Record<string, string | undefined>>): string {
  const list = Object.entries(args).flatMap(([key, value]) =>
    value ? [` ${key}="${value.replace(/[\n"\\]/g, (mark) => (mark === '"' ? '\\"' : ' '))}"`] : [],
  )
  return `{{% ${name}${list.join('')} %}}`
}

function block(name: string, args: Readonly<Record<string, string | undefined>> = {}): { open: string; close: string } {
  return { open: shortcode(name, args), close: `{{% /${name} %}}` }
}

/** The inner text as it is. */
const inside: Row = ({ inner }) => (inner === undefined ? '' : { open: '', close: '' })

/** An admonition; with a title it is folded in NexT and Butterfly, and one here. */
const note: Row = (call) => {
  const { styles, text } = styled(call)
  const kind = [...styles, call.options.color ?? ''].flatMap((word) => kinds[word] ?? [])[0] ?? 'note'
  if (call.inner === undefined) return wrapped(block('notice', { type: kind }), text)
  return block('notice', { type: kind, title: text })
}

const folding = (call: TagCall): Written => {
  const { styles, text } = styled(call)
  const title = call.name.startsWith('hide') ? call.parts[0] : text.replace(/^@\s*/, '')
  const open = styles.includes('open') || call.options.open === 'true' ? 'true' : undefined
  return call.inner === undefined ? (title ?? '') : block('details', { summary: title, open })
}

const wrapped = ({ open, close }: { open: string; close: string }, text: string): string => open + text + close

const inline =
  (open: string, close = open): Row =>
  (call) => {
    const text = call.parts.length > 1 ? styled(call).text : call.words.join(' ')
    return call.inner === undefined ? (text ? open + text + close : '') : { open, close }
  }

const inHtml = (tag: string): Row => inline(`<${tag}>`, `</${tag}>`)

/** A picture; its options and those words behind it that are measures. */
const picture: Row = ({ words, parts, options, before, inner, raw }) => {
  const pieces = parts.length > 1 ? parts : words
  const at = pieces.findIndex((piece) => isAddress(piece) || /\.\w+$/.test(piece))
  const src = pieces[at]
  if (!src) return inner === undefined ? words.join(' ') : { open: '', close: '' }
  const after = pieces.slice(at + 1).filter((piece) => !/^[\w-]+[:=]/.test(piece))
  const measures = after.filter((piece) => /^\d+(?:px|%)?$/.test(piece))
  const rest = after.filter((piece) => !measures.includes(piece) && piece !== 'true' && piece !== 'false')
  const [title, alt] = captions(rest, raw)
  const width = options.width ?? measures[0]
  const height = options.height ?? measures[1]
  const text = options.alt ?? alt ?? title ?? ''
  const css = pieces.slice(0, at).join(' ')
  if (!width && !height && !css) {
    const label = text.replace(/[[\]\\]/g, '\\$&')
    return `![${label}](${destination(src)}${alt && title ? ` ${JSON.stringify(title)}` : ''})`
  }
  const px = (value?: string) => value?.replace(/px$/, '')
  const isAlone = before.trim() === ''
  return shortcode(isAlone ? 'figure' : 'image', {
    src,
    alt: text,
    title: alt && title,
    width: px(width),
    height: px(height),
    class: css,
  })
}

/** Title and alternative text: each in quotes, both in one more pair of quotes, or one text without any. */
function captions(words: readonly string[], raw: string): readonly string[] {
  const [first = ''] = words
  const both = /^(["'])(.*?)\1\s*(?:(["'])(.*?)\3)?$/.exec(first)
  if (both) return [both[2] ?? '', both[4] ?? ''].filter(Boolean)
  return /["'“,]/.test(raw) || words.length < 2 ? words : [words.join(' ')]
}

function destination(address: string): string {
  return /[\s()<>]/.test(address) ? `<${address.replace(/[<>]/g, encodeURIComponent)}>` : address
}

/** A link: the piece that is an address, and the first other that is words; those behind it are a button's tip, or text. */
const link: Row = ({ name, words, parts, options, inner, raw }) => {
  if (inner !== undefined) return { open: '', close: '' }
  const pieces = parts.length > 1 ? parts : words
  const address = options.url ?? options.link ?? options.href ?? pieces.find(isAddress)
  if (!address) return pieces.filter((piece) => !isStyle(piece)).join(' ') || raw
  const isWords = (piece: string) =>
    piece !== address &&
    !piece.split(' ').every((part) => part === '' || isStyle(part)) &&
    !isStyle(piece) &&
    !isPicture(piece) &&
    !/^(?:[\w-]+[:=].*|true|false)$/s.test(piece) &&
    !isAddress(piece)
  const described = [options.desc, options.description].filter((text) => text !== undefined && text !== 'true')
  const [text = address, ...more] = [options.title ?? [], pieces.filter(isWords), described].flat()
  const tip = /^(?:btn|button)$/.test(name) && more.length > 0 ? ` ${JSON.stringify(more.join(' '))}` : ''
  const behind = tip === '' && more.length > 0 ? ` ${more.join(' ')}` : ''
  return `[${text.replace(/[[\]]/g, '\\$&')}](${destination(address)}${tip})${behind}`
}

const media =
  (name: string): Row =>
  ({ words, parts, options, inner }) => {
    if (inner !== undefined) return { open: '', close: '' }
    const pieces = parts.length > 1 ? parts : words
    const src = options.src ?? options.url ?? pieces.find((piece) => isAddress(piece) || /\.\w{2,5}$/.test(piece))
    if (options.bilibili) return shortcode('bilibili', { id: options.bilibili })
    if (options.youtube) return shortcode('youtube', { id: options.youtube })
    if (options.netease) return shortcode('music', { server: 'netease', id: options.netease })
    const title = options.title ?? pieces.filter((piece) => piece !== src && !isAddress(piece)).join(' · ')
    return shortcode(name, { src, title })
  }

const byId =
  (name: string): Row =>
  ({ words }) =>
    shortcode(name, { id: words[0] })

const task: Row = (call) => {
  const { styles, text } = styled(call)
  const box = styles.includes('checked') || call.options.checked === 'true' ? 'x' : ' '
  const words = text || call.words.filter((word) => word !== 'checked').join(' ')
  if (/^[\s>]*$/.test(call.before)) return `- [${box}] ${words}`
  return /(?:[-*+]|\d[.)])\s+$/.test(call.before) ? `[${box}] ${words}` : `${box === 'x' ? '☑' : '☐'} ${words}`
}

/** `{% codeblock [title] [lang:x] [url] [link text] %}`, as the line of a fence has them. */
const code: Row = ({ words, options: { lang = '', ...options }, inner = '' }) => {
  const more = Object.entries(options).map(([key, value]) => `${key}:${value}`)
  return fence([lang || (words.length > 0 ? 'plain' : ''), ...words, ...more].join(' ').trim(), inner)
}

export function fence(info: string, text: string): string {
  const ticks = '`'.repeat(Math.max(3, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length + 1)))
  return `${ticks}${info}\n${text.replace(/^[ \t]*\n/, '').replace(/\n[ \t]*$/, '')}\n${ticks}`
}

const cite: Row = ({ raw, inner }) => {
  if (inner === undefined) return raw
  const [, who = raw.trim(), url, title] = /^(.*?)\s*(https?:\/\/\S+)\s*(.*)$/s.exec(raw.trim()) ?? []
  const [, author = who, source = ''] = (!title && /^([^,]+),\s*(.+)$/.exec(who)) || []
  return block('blockquote', { author, title: title || source, link: url })
}

const divided =
  (name: string, part: string, names: RegExp): Row =>
  ({ inner, parts, words }) => {
    if (inner === undefined) return ''
    const title = name === 'timeline' ? (parts.length > 1 ? parts[0] : words.join(' ')) : undefined
    return { ...(name ? block(name, { title }) : { open: '', close: '' }), marks: { names, as: part } }
  }

const tabs = divided('tabs', 'tab', /tab/)
const timeline = divided('timeline', 'timenode', /timeline|node/)
const gallery: Row = ({ inner, parts }) => {
  const { open, close } = block('gallery')
  const list = parts.filter(isAddress).map((address) => `\n[${address}](${destination(address)})\n`)
  return inner === undefined ? list.join('').trim() : { open: open + list.join(''), close }
}
/** A menu's name in front of its items. */
const headed: Row = ({ inner, parts }) => {
  const text = parts.filter((piece) => !isStyle(piece)).join(' ')
  return inner === undefined ? text : { open: text && `${text} `, close: '' }
}

/** THE TABLE: the tag plugins of Hexo's core and of its themes. A tag that is not here is a shortcode of its name. */
export const tagTable: Readonly<Record<string, Row>> = {
  ...{
    asset_img: picture,
    asset_image: picture,
    img: picture,
    image: picture,
    inlineimage: picture,
    inlineImg: picture,
    fullimage: picture,
    fi: picture,
  },
  asset_path: ({ words: [file = ''] }) => encodeURI(file),
  asset_link: ({ words: [file = '', ...title] }) =>
    `[${title.filter((word) => !/^(?:true|false)$/.test(word)).join(' ') || file}](${destination(file)})`,
  post_path: ({ words: [slug = ''] }) => `{{< post_path "${slug.replaceAll('"', '')}" >}}`,
  post_link: ({ words: [slug = '', ...title] }) => {
    const text = title.filter((word, index) => index < title.length - 1 || !/^(?:true|false)$/.test(word)).join(' ')
    return `{{< post_link "${slug.replaceAll('"', '')}"${text ? ` "${text.replace(/["\\]/g, '')}"` : ''} >}}`
  },
  ...{ codeblock: code, code },
  ...{
    blockquote: cite,
    quote: cite,
    pullquote: () => block('blockquote'),
    cq: () => block('blockquote'),
    centerquote: () => block('blockquote'),
  },
  quot: ({ words, options }) =>
    /^h[1-6]$/.test(options.el ?? '')
      ? `${'#'.repeat(Number(options.el?.[1]))} ${words.join(' ')}`
      : `“${words.join(' ')}”`,
  ...{ note, subnote: note, noteblock: note, alertbar: note, alertpanel: note, tip: note, snote: note },
  message: (call) => {
    const [kind] = [call.options.color ?? ''].flatMap((word) => kinds[word] ?? [])
    return call.inner === undefined
      ? call.words.join(' ')
      : block('notice', { type: kind ?? 'note', title: titleIn(call.raw) })
  },
  ...{ tabs, subtabs: tabs, subsubtabs: tabs },
  ...{
    hideToggle: folding,
    hideBlock: folding,
    folding,
    fold: folding,
    collapse: folding,
    spoiler: folding,
    folders: divided('', 'details', /folder/),
  },
  paper: divided('', '', /title|author|date|section|footer|paragraph|line/),
  hideInline: ({ parts }) => `<mark>${parts[0] ?? ''}</mark>`,
  ...{ psw: inHtml('mark'), blur: inHtml('mark'), mark: inHtml('mark') },
  ...{
    gallery,
    gp: gallery,
    gi: gallery,
    grouppicture: gallery,
    swiper: gallery,
  },
  ...{
    grid: inside,
    videos: inside,
    table: inside,
    btns: inside,
    sitegroup: inside,
    menu: headed,
    submenu: headed,
    linkgrid: inside,
  },
  box: (call) =>
    call.words.length > 0 ? block('notice', { type: 'note', title: call.words.join(' ') }) : { open: '', close: '' },
  label: ({ raw }) => {
    const [, text = raw.trim()] =
      /^\s*[\w-]*\s*@\s*(.*)$/s.exec(raw) ??
      /^\s*(\S(?:.*\S)?)\s+(?:default|primary|success|info|warning|danger|blue|pink|red|purple|orange|green)\s*$/s.exec(
        raw,
      ) ??
      []
    return text.trim() === '' ? '' : `<mark>${text.trim()}</mark>`
  },
  ...{
    span: inline(''),
    p: inline(''),
    u: inHtml('u'),
    emp: inHtml('em'),
    wavy: inHtml('u'),
    del: inHtml('del'),
    kbd: inHtml('kbd'),
    sup: inHtml('sup'),
    sub: inHtml('sub'),
  },
  ...{
    btn: link,
    button: link,
    link,
    cell: link,
    site: link,
    menuitem: link,
    hashtag: link,
    xlink: link,
    exturl: link,
    extlink: link,
    md: link,
  },
  pandown: ({ parts: [drive = '', url = '', password = '', text = ''] }) =>
    `[${text || drive}](${destination(url)})${password && ` ${password}`}`,
  ghcard: ({ parts, words }) => {
    const [name = ''] = (parts[0] ?? words[0] ?? '').split(/\s/)
    return `[${name}](https://github.com/${name})`
  },
  cb: ({ parts: [text = '', isChecked], before }) =>
    task(tagCall('checkbox', `${isChecked === 'true' ? 'checked' : ''}, ${text}`, undefined, before)),
  ...{ checkbox: task, radio: task },
  ...{ timeline, okr: divided('timeline', 'timenode', /okr/) },
  timenode: ({ raw }) => block('timenode', { title: raw.replace(/^[^,]*::/, '') }),
  mermaid: ({ inner, raw }) => fence('mermaid', inner ?? raw),
  math: ({ inner, raw }) => (inner === undefined ? `$$${raw}$$` : `$$\n${inner.trim()}\n$$`),
  ...{
    video: media('video'),
    dplayer: media('video'),
    audio: media('audio'),
  },
  aplayer: ({ words: [title = '', author = '', src = ''] }) =>
    shortcode('audio', { src, title: [title, author].filter(Boolean).join(' · ') }),
  meting: ({ words: [id = '', server = '', type = ''] }) => shortcode('meting', { id, server, type }),
  ...{ youtube: byId('youtube'), bilibili: byId('bilibili'), vimeo: byId('vimeo') },
  pdf: ({ words: [src = ''] }) => shortcode('pdf', { src }),
  iframe: ({ words: [src = '', width = '', height = ''] }) => {
    const sizes = [width && ` width="${attribute(width)}"`, height && ` height="${attribute(height)}"`].join('')
    return `<iframe src="${attribute(src)}"${sizes} loading="lazy"></iframe>`
  },
  gist: ({ words: [id = '', file = ''] }) => `[Gist${file && ` ${file}`}](https://gist.github.com/${encodeURI(id)})`,
  jsfiddle: ({ words: [id = ''] }) => `[JSFiddle](https://jsfiddle.net/${encodeURI(id)}/)`,
  frame: ({ options: { img, video, alt = '' } }) =>
    video ? shortcode('video', { src: video, title: alt, poster: img }) : img ? `![${alt}](${destination(img)})` : '',
  icon: ({ words: [src = ''] }) => (isAddress(src) ? `![](${destination(src)})` : ''),
  copy: ({ words }) => `\`${words.join(' ')}\``,
}

function attribute(text: string): string {
  return text.replace(/[<>"&]/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
