import { isDangerous } from './schemes.ts'

/** True for `https://` or `http://` with nothing behind the path: other addresses are made of it. */
export function isSiteUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && /^https?:$/.test(url.protocol) && !/[?#]/.test(text)
}

/** True for anything but code. */
export function isSafeUrl(text: string): boolean {
  return !isDangerous(text.trimStart(), 'link')
}

/** True for a path that leads to no folder above. */
export function staysWithin(path: string): boolean {
  return !/\\|(?:^|\/)\.{1,2}(?:\/|$)/.test(path)
}

/** True for a language tag of BCP 47. */
export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** True for an IANA name of a time zone. */
export function isTimeZone(name: string): boolean {
  // A formatter knows aliases too, but takes 30 ms to load.
  if (Intl.supportedValuesOf('timeZone').includes(name)) return true
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
