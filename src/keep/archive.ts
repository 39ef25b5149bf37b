/**
 * The Internet Archive's copy of an address nearest to a date: the page that it shows, or (`raw`) the picture's own bytes.
 * The form of its addresses is `web/<time>im_/<url>`; without a date the first copy.
 */
export function archiveUrl(address: string, date: string | undefined, raw = false): string {
  const time = (date ?? '').slice(0, 10).replaceAll('-', '') || '2'
  return `https://${archiveHost}/web/${time}${raw ? 'im_' : ''}/${address.replace(/^\/\//, 'https://')}`
}

export const archiveHost = 'web.archive.org'
