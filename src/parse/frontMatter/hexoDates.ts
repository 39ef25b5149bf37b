import { inZone, parseDate } from '../../kit/dates.ts'
import type { IsoDate } from '../../types.ts'

/** A date as Hexo reads it. */
export interface HexoDate {
  /** Local time without offset, of which addresses and archives are made. */
  readonly clock: string
  /** The instant that is meant. */
  readonly date: IsoDate
  /** True where the digits name no day or time, so that Hexo ran over into the next month, day or hour. */
  readonly isImpossible?: true
}

/** YAML 1.1's timestamps, as js-yaml has them. */
const timestamp =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.\d*)?(?:[ \t]*(Z|[-+]\d\d?(?::\d\d)?))?)?$/

/**
 * The digits of a YAML timestamp are local time to Hexo; of one with an offset it takes the digits of UTC as local ones
 * (hexo-front-matter's `parse`). Anything else is a text for JavaScript's `Date`, in the site's zone. Undefined for what
 * neither can read: then Hexo takes the file's own time.
 */
export function readHexoDate(text: string, isPlain: boolean, timeZone: string): HexoDate | undefined {
  const [whole, year, month, day, hour = '0', minute = '0', second = '0', zone = ''] =
    (isPlain && timestamp.exec(text)) || []
  const meant = parseDate(text, timeZone)
  if (whole === undefined) {
    const date = meant ?? other(text, timeZone)
    return date === undefined ? undefined : { clock: clockOf(inZone(date, timeZone)), date }
  }
  const shift = zone === '' ? 0 : offsetOf(zone)
  const digits = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  const clock = clockOf(new Date(digits - shift).toISOString())
  if (meant !== undefined) return { clock, date: meant }
  const date = parseDate(clockOf(new Date(digits).toISOString()) + zone, timeZone)
  return date === undefined ? undefined : { clock, date, isImpossible: true }
}

/** Texts that `Date` alone can read, `January 5, 2020`: without a zone of their own they are the site's time. */
function other(text: string, timeZone: string): IsoDate | undefined {
  const local = Date.parse(`${text} UTC`)
  if (!Number.isNaN(local)) return parseDate(clockOf(new Date(local).toISOString()), timeZone)
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? undefined : inZone(new Date(instant).toISOString(), timeZone)
}

function clockOf(iso: string): string {
  return iso.slice(0, 19)
}

/** Milliseconds. */
function offsetOf(zone: string): number {
  const [, sign = '+', hours = '0', minutes = '0'] = /^([-+])(\d+):?(\d+)?$/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
