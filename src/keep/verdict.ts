import { type Ask, type Followed, follow, type Question } from './ask.ts'
import type { RemotePlace } from './places.ts'

/**
 * The state of a link. `alive`; `moved`, for good, to another address; `dead …`, which two kinds of question have to say;
 * `unsure …`, for hosts that answer programs otherwise than readers, and for faults that pass.
 */
export interface Verdict {
  readonly status: string
  /** The new address of what has moved, else ''. */
  readonly to: string
}

/** Asks for the head of a page, and for the page itself where the head says that anything is wrong. */
export async function askLink(
  url: string,
  since: string | undefined,
  ask: Ask,
  hasAnswered: () => boolean,
): Promise<Verdict> {
  const question: Question = { url, method: 'HEAD', since, limit: 0 }
  const first = verdictOf(url, await follow(question, ask), hasAnswered())
  if (
    /^(?:alive|moved)$|(?:private|proxy|lookup|unknown|no such host|unreachable|certificate|down)$/.test(first.status)
  )
    return first
  return verdictOf(url, await follow({ ...question, method: 'GET' }, ask), hasAnswered())
}

export function verdictOf(url: string, { answer, hops }: Followed, hasAnswered: boolean): Verdict {
  const state = (status: string): Verdict => ({ status, to: '' })
  if (answer.kind === 'failure')
    return state(answer.reason === 'unknown' && hasAnswered ? 'dead no such host' : `unsure ${answer.reason}`)
  const { status } = answer
  if (status === 404 || status === 410) return state(`dead ${status}`)
  // Answers that few hosts give say that something is there.
  if (status !== 304 && (status < 200 || status > 299)) return state(`unsure ${status}`)
  const lasting = hops.findIndex((hop) => hop.status !== 301 && hop.status !== 308)
  const to = hops.at((lasting < 0 ? hops.length : lasting) - 1)?.to
  const end = hops.at(-1)?.to ?? url
  if (isFrontPage(end) && !isFrontPage(url)) return state('unsure front page')
  if (to === undefined || lasting === 0 || isGate(to)) return state('alive')
  return { status: 'moved', to: withFragment(to, url) }
}

/** A page that is gone is often answered with the front page. */
function isFrontPage(url: string): boolean {
  const { pathname, search } = new URL(url)
  return search === '' && /^\/(?:index\.\w+)?$/.test(pathname)
}

/** A page that asks who one is stands for no page. */
function isGate(url: string): boolean {
  return /\b(?:log-?in|sign-?in|signup|passport|sso|oauth|captcha|verify|consent|challenge)\b/i.test(url)
}

function withFragment(to: string, from: string): string {
  const { hash } = new URL(from)
  return hash === '' || to.includes('#') ? to : to + hash
}

/** A friend’s site is a person’s: one that does not answer is away, whatever the reason. */
export function forFriend({ status, to }: Verdict): Verdict {
  const [state, ...reason] = status.split(' ')
  const isWell =
    state === 'alive' || state === 'moved' || /^(?:private|proxy|lookup|unknown|4(?!04|10)\d\d)$/.test(reason.join(' '))
  return isWell ? { status, to } : { status: `away ${reason.join(' ')}`, to: '' }
}

/** Pages of friends' links by the names that themes give them. */
const friendsPage =
  /(?:^|\/)(?:links?|friends?|f-?links?|blogrolls?|友链|友情链接|朋友们?|友人帐|邻居)(?:\/_?index)?(?:\.[\w-]+)?\.\w+$/i

export function isFriendsPlace({ file }: RemotePlace): boolean {
  return friendsPage.test(file)
}
