/**
 * True for schemes that run code: `javascript:`, `vbscript:`, and `data:` unless it is an image, a sound, a film or a
 * font that something on the page loads. Blanks and control characters are passed over, as browsers do.
 */
export function isDangerous(url: string, kind: 'link' | 'image' | 'media'): boolean {
  if (/^https?:/i.test(url) || !/^[^/?#]*?:/.test(url)) return false
  const plain = url.replace(/[\0-\x20\x7f-\x9f]/g, '').toLowerCase()
  if (plain.startsWith('javascript:') || plain.startsWith('vbscript:')) return true
  return plain.startsWith('data:') && (kind === 'link' || !/^data:(?:image|audio|video|font)\//.test(plain))
}

/** True for `javascript:;` and `javascript:void(0)`, which lead nowhere and run nothing: a button's old clothes. */
export function doesNothing(url: string): boolean {
  return /^\s*javascript:\s*(?:void\s*\(?\s*0?\s*\)?|null|undefined|\/\/)?\s*;*\s*$/i.test(url)
}

/** Cuts a URL to 60 characters, for messages. */
export function shorten(url: string): string {
  return url.length > 60 ? `${url.slice(0, 60)}…` : url
}
