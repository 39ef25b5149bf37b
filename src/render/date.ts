export function formatDate(iso: string, language: string, pattern?: string): string {
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00'] =
    /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?/.exec(iso) ?? []
  if (pattern) {
    const parts: Record<string, string> = {
      YYYY: year,
      MM: month,
      DD: day,
      M: `${+month}`,
      D: `${+day}`,
      HH: hour,
      mm: minute,
      ss: second,
    }
    return pattern.replace(/YYYY|MM|DD|M|D|HH|mm|ss/g, (token) => parts[token] ?? token)
  }
  if (/^(zh|ja)/.test(language)) return `${+year}年${+month}月${+day}日`
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${year}-${month}-${day}T00:00:00Z`),
  )
}
