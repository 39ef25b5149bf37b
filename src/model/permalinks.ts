import type { IsoDate } from '../types.ts'
import type { Slugger } from './slugs.ts'

/** The facts of a page that a permalink pattern can use. */
export interface Subject {
  /** Folders of the section that holds it, from the content folder down. */
  readonly sections: readonly string[]
  readonly title: string
  readonly slug?: string | undefined
  /** The file's name without extension; a bundle's folder. */
  readonly name: string
  readonly date?: IsoDate | undefined
}

export type Patterns = Readonly<Record<string, string>>

type Token = (subject: Subject, slugger: Slugger) => string

const months = 'January February March April May June July August September October November December'.split(' ')
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

/** Hugo's tokens. Date tokens use the date's own offset; a page without a date has Go's zero time, year 1. */
const tokens: Readonly<Record<string, Token>> = {
  year: ({ date }) => String(dateOf(date).getUTCFullYear()),
  month: ({ date }) => twoDigits(dateOf(date).getUTCMonth() + 1),
  monthname: ({ date }) => months[dateOf(date).getUTCMonth()] ?? '',
  day: ({ date }) => twoDigits(dateOf(date).getUTCDate()),
  weekday: ({ date }) => String(dateOf(date).getUTCDay()),
  weekdayname: ({ date }) => weekdays[dateOf(date).getUTCDay()] ?? '',
  yearday: ({ date }) => String(dayOfYear(dateOf(date))),
  section: ({ sections }, slugger) => folders(sections.slice(0, 1), slugger),
  sections: ({ sections }, slugger) => folders(sections, slugger),
  title: ({ title }, slugger) => slugger.slug(title),
  slug: ({ slug, title }, slugger) => (slug ? slugger.plain(slug) : slugger.slug(title)),
  filename: ({ name }, slugger) => slugger.plain(name),
  contentbasename: ({ name }, slugger) => slugger.plain(name),
  slugorfilename: ({ slug, name }, slugger) => slugger.plain(slug || name),
  slugorcontentbasename: ({ slug, name }, slugger) => slugger.plain(slug || name),
}

function tokenFor(name: string): Token | undefined {
  const slice = /^sections(\[.+\])$/.exec(name)?.[1]
  if (slice) return ({ sections }, slugger) => folders(cut(sections, slice), slugger)
  return Object.hasOwn(tokens, name) ? tokens[name] : undefined
}

const token = /(?<!\\):(\w+(?:\[.+?\])?)/g

/** The first token of a pattern that Hugo does not have. */
export function unknownToken(pattern: string): string | undefined {
  for (const [written, name = ''] of pattern.matchAll(token)) if (!tokenFor(name)) return written
  return undefined
}

/**
 * The address that a pattern gives. Hugo reads the result as a query string, so that `+` counts as a blank, and a lone
 * `#` at the end of a token is lost: `dropHash`, for posts. Terms keep theirs, for C and C# are two.
 */
export function expand(pattern: string, subject: Subject, slugger: Slugger, dropHash: boolean): string {
  const adjust = (text: string) => (dropHash ? text.replace(/^([^#]*)#$/, '$1') : text)
  return slugger.part(fillIn(pattern, subject, slugger, adjust).replaceAll('+', ' '))
}

/** A `url` of front matter may hold tokens as well; text that is no token stays. */
export function fillIn(
  pattern: string,
  subject: Subject,
  slugger: Slugger,
  adjust = (text: string): string => text,
): string {
  return pattern.replace(token, (written, name: string) => adjust(tokenFor(name)?.(subject, slugger) ?? written))
}

/** The pattern for a page in `dir`: the deepest key wins; keys are compared without case, `/` is the root. */
export function patternFor(patterns: Patterns, dir: string): string | undefined {
  const keys = Object.keys(patterns)
  if (keys.length === 0) return undefined
  const names = dir.toLowerCase().split('/')
  for (let depth = names.length; depth > 0; depth--) {
    const folder = names.slice(0, depth).join('/')
    const key = keys.find((key) => key.toLowerCase().replace(/^[ /]+|[ /]+$/g, '') === folder)
    if (key !== undefined) return patterns[key]
  }
  return undefined
}

function folders(sections: readonly string[], slugger: Slugger): string {
  return sections.map(slugger.part).join('/')
}

/** Hugo's slices: `[0]`, `[last]`, `[1:]`, `[:2]`, `[1:last]`; out of range is nothing. */
function cut(sections: readonly string[], slice: string): readonly string[] {
  const [low = '', high] = slice.slice(1, -1).toLowerCase().split(':')
  const at = (bound: string, open: number) =>
    bound === '' ? open : bound === 'last' ? sections.length - 1 : Math.max(0, Number.parseInt(bound, 10) || 0)
  const from = at(low, 0)
  return sections.slice(from, high === undefined ? from + 1 : at(high, sections.length))
}

/** The date as its own clock shows it, read as UTC. */
function dateOf(date: IsoDate = '0001-01-01'): Date {
  const [year = 1, month = 1, day = 1] = date.slice(0, 10).split('-').map(Number)
  const clock = new Date(0)
  clock.setUTCFullYear(year, month - 1, day)
  return clock
}

function dayOfYear(date: Date): number {
  const newYear = new Date(date)
  newYear.setUTCMonth(0, 1)
  return Math.round((date.getTime() - newYear.getTime()) / 86_400_000) + 1
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
