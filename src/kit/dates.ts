import type { IsoDate } from '../types.ts'

/** Year, month and day with `-`, `/`, `.` or 年月日, then perhaps a time, then perhaps a zone. */
const numeric =
  /^(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?(?:(?:[Tt]|\s+|(?<=日))(\d{1,2})[:时時点](\d{1,2})(?:[:分](?:(\d{1,2})(?:[.,]\d+)?秒?)?)?)?\s*(.*)$/

/** RFC 1123 and its kin: `Wed, 03 Apr 2024 06:00:00 +0800`, `3 Apr 2024`. */
const english = /^(?:[a-z]{3},\s*)?(\d{1,2}) ([a-z]{3}) (\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(.*))?$/i

/** Most dates are written as they are wanted; days after the 28th are left to the calendar. */
const ready =
  /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3])(?::[0-5]\d){2}[+-](?:0\d|1[0-5]):[0-5]\d$/

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

interface Fields {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly zone: string
}

/**
 * Reads the spellings of dates that Hugo takes (those of its `cast` library and of YAML), and `2024年4月3日`.
 * The offset is the text's own, else that of `timeZone` (IANA name) at that time; a date alone is midnight.
 * Undefined for what is no date: days and hours that don't exist, `05/01/2024`, other words.
 */
export function parseDate(text: string, timeZone: string): IsoDate | undefined {
  if (ready.test(text)) return text
  const fields = numericFields(text.trim()) ?? englishFields(text.trim())
  if (!fields || !exists(fields)) return undefined
  const { year, month, day, hour, minute, second, zone } = fields
  const offset = zone === '' ? offsetIn(timeZone, fields) : offsetOf(zone)
  if (offset === undefined) return undefined
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}${offset}`
}

/** Local time (`2020-01-01T19:04:05`) with the offset that `timeZone` has then. */
export function zonedTime(clock: string, timeZone: string): IsoDate {
  return parseDate(clock, timeZone) ?? `${clock.slice(0, 10)}T00:00:00Z`
}

/** An instant as a clock in `timeZone` shows it, to the second. */
export function inZone(instant: IsoDate, timeZone: string): IsoDate {
  const { format } = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  return parseDate(format(new Date(instant)), timeZone) ?? instant
}

function numericFields(text: string): Fields | undefined {
  const [whole, year, mark, month, second, day, ...time] = numeric.exec(text) ?? []
  if (whole === undefined || (mark === '年' ? second !== '月' : mark !== second)) return undefined
  return toFields(year, Number(month), day, time)
}

function englishFields(text: string): Fields | undefined {
  const [whole, day, month = '', year, ...time] = english.exec(text) ?? []
  return whole === undefined ? undefined : toFields(year, months.indexOf(month.toLowerCase()) + 1, day, time)
}

function toFields(
  year: string | undefined,
  month: number,
  day: string | undefined,
  [hour = '0', minute = '0', second = '0', zone = '']: readonly (string | undefined)[],
): Fields {
  return {
    year: Number(year),
    month,
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    zone,
  }
}

function exists({ year, month, day, hour, minute, second }: Fields): boolean {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const sameDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return year > 0 && sameDay && hour < 24 && minute < 60 && second < 60
}

/** `Z`, `+08:00`, `+0800`, `+08`, each perhaps followed by an abbreviation (`+0800 CST`), which says nothing more. */
function offsetOf(zone: string): string | undefined {
  if (/^(?:Z|UTC|GMT)$/i.test(zone)) return '+00:00'
  const [whole, sign, hours = '', minutes = '00'] = /^([+-])(\d\d):?(\d\d)?(?:\s+\(?[A-Z]{2,5}\)?)?$/.exec(zone) ?? []
  if (whole === undefined || Number(hours) > 15 || Number(minutes) > 59) return undefined
  return `${sign}${hours}:${minutes}`
}

/** A time that a clock shows twice means the first; one that it skips counts by the offset after. */
function offsetIn(timeZone: string, { year, month, day, hour, minute, second }: Fields): string {
  const asUtc = new Date(0)
  asUtc.setUTCFullYear(year, month - 1, day)
  const local = asUtc.setUTCHours(hour, minute, second)
  const before = zoneOffset(timeZone, local - 86_400_000)
  const after = zoneOffset(timeZone, local + 86_400_000)
  const early = local - minutesOf(before) * 60_000
  return before === after || zoneOffset(timeZone, early) === before ? before : after
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** `+08:00` at an instant, to the minute (old local mean times have seconds, which ISO 8601 can't say). */
function zoneOffset(timeZone: string, instant: number): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  formats.set(timeZone, format)
  return /GMT([+-]\d\d:\d\d)/.exec(format.format(instant))?.[1] ?? '+00:00'
}

function minutesOf(offset: string): number {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number)
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0')
}
