/** An address of another host in a page's HTML. */
export interface Remote {
  readonly url: string
  /** `image`: a browser loads it as a picture. `media`: sound, film, documents. `link`: the reader follows it. */
  readonly kind: 'image' | 'media' | 'link'
  /** Offsets of its text in the HTML. */
  readonly start: number
  readonly end: number
  readonly tag: RemoteTag
}

export interface RemoteTag {
  /** In lower case; `style` for a sheet in the page. */
  readonly name: string
  readonly start: number
  readonly end: number
  readonly attributes: ReadonlyMap<string, string>
  /** True within a link. */
  readonly linked: boolean
}

/** Comments and what is no markup are passed over. */
const markup =
  /<!--.*?-->|<(script|textarea|title)\b.*?<\/\1|<style\b[^>]*>(.*?)<\/style|<(\/?[a-z][^\s/>]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/gis

const attribute = /([^\s"'=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g

/** Every address of another host that a page names: pictures that it loads, in any way that HTML has; media; links. */
export function remotesIn(html: string): readonly Remote[] {
  if (!html.includes('//')) return []
  const remotes: Remote[] = []
  let linked = false
  for (const { 0: whole, 2: sheet, 3: name = '', 4: text = '', index } of html.matchAll(markup)) {
    const end = index + whole.length
    if (sheet !== undefined) {
      const tag: RemoteTag = { name: 'style', start: index, end, attributes: new Map(), linked }
      remotes.push(...inStyle(sheet, index + whole.indexOf('>') + 1, tag))
      continue
    }
    const tagName = name.toLowerCase()
    if (tagName === 'a' || tagName === '/a') linked = tagName === 'a'
    if (tagName === '' || tagName.startsWith('/') || !text.includes('//')) continue
    const attributes = new Map<string, string>()
    const tag: RemoteTag = { name: tagName, start: index, end, attributes, linked: linked && tagName !== 'a' }
    const written = [...text.matchAll(attribute)].map(
      ({ 0: all, 1: key = '', 2: double, 3: single, 4: bare, index }) => {
        const value = double ?? single ?? bare ?? ''
        if (!attributes.has(key.toLowerCase())) attributes.set(key.toLowerCase(), decode(value))
        return { key: key.toLowerCase(), value, at: index + all.length - value.length - (bare === undefined ? 1 : 0) }
      },
    )
    const from = end - 1 - text.length
    for (const { key, value, at } of written) remotes.push(...inAttribute(key, value, from + at, tag))
  }
  return remotes
}

/** Attributes by element, and as what their addresses are loaded; `*` stands for every element. */
const loaded: Readonly<Record<string, Readonly<Record<string, Remote['kind']>>>> = {
  '*': { background: 'image' },
  a: { href: 'link' },
  area: { href: 'link' },
  audio: { src: 'media' },
  embed: { src: 'media' },
  image: { href: 'image', 'xlink:href': 'image' },
  img: { src: 'image' },
  input: { src: 'image' },
  object: { data: 'media' },
  source: { src: 'media' },
  video: { poster: 'image', src: 'media' },
}

function inAttribute(key: string, value: string, start: number, tag: RemoteTag): readonly Remote[] {
  if (!value.includes('//')) return []
  if (key === 'srcset') return inSrcset(value, start, tag)
  if (key === 'style') return inStyle(value, start, tag)
  const kind = kindOf(key, tag)
  const url = decode(value)
  return kind && isRemote(url) ? [{ url: url.trim(), kind, start, end: start + value.length, tag }] : []
}

function kindOf(key: string, { name, attributes }: RemoteTag): Remote['kind'] | undefined {
  if (name === 'link') return key === 'href' && /\bicon\b/i.test(attributes.get('rel') ?? '') ? 'image' : undefined
  if (name === 'meta') {
    const property = attributes.get('property') ?? attributes.get('name') ?? ''
    return key === 'content' && /^(?:og|twitter):image(?::(?:secure_)?url)?$/i.test(property) ? 'image' : undefined
  }
  const rows = Object.hasOwn(loaded, name) ? loaded[name] : undefined
  return rows?.[key] ?? loaded['*']?.[key]
}

function inSrcset(value: string, start: number, tag: RemoteTag): readonly Remote[] {
  return [...value.matchAll(/(?<=^|[\s,])(?:https?:)?\/\/[^\s]*[^\s,]/gi)].map(({ 0: written, index }) => {
    return { url: decode(written), kind: 'image', start: start + index, end: start + index + written.length, tag }
  })
}

/** `url(…)` of CSS. In an attribute its quotes may be references. */
function inStyle(css: string, start: number, tag: RemoteTag): readonly Remote[] {
  const pattern =
    /url\(\s*(?:"|'|&quot;|&#0?39;|&#x2[27];|&apos;)?((?:https?:)?\/\/(?:(?!&quot;|&#0?39;|&#x2[27];|&apos;)[^\s"')])+)/gi
  return [...css.matchAll(pattern)].map(({ 0: all, 1: written = '', index }) => {
    const at = start + index + all.length - written.length
    return { url: decode(written), kind: 'image', start: at, end: at + written.length, tag }
  })
}

function isRemote(url: string): boolean {
  return /^\s*(?:https?:)?\/\//i.test(url)
}

/** The references that occur in addresses. */
function decode(value: string): string {
  if (!value.includes('&')) return value
  return value.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|quot|apos|lt|gt));/gi, (whole, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    if (name) return named[name.toLowerCase()] ?? whole
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole
  })
}

const named: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' }
