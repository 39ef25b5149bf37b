/** A question to another host, and its answer: the shape that the network (io/network.ts) has for what decides. */
export interface Question {
  readonly url: string
  readonly method: 'GET' | 'HEAD'
  readonly referer?: string | undefined
  /** For a page that was asked before: `304` is an answer to it. HTTP date. */
  readonly since?: string | undefined
  /** Bytes of a body, unpacked; 0 where only the head is asked for. */
  readonly limit: number
}

export type Answer =
  | {
      readonly kind: 'answer'
      readonly status: number
      /** `location`, resolved. */
      readonly location?: string | undefined
      readonly body: Uint8Array
    }
  | { readonly kind: 'failure'; readonly reason: Failure }

/**
 * Reasons why there is no answer. `private`: the host has no public address. `proxy`: its address is that of a proxy on
 * this machine. `unknown`: it has no address at all; `lookup`: that could not be found out. `down`: it did not answer
 * several times in this run and is not asked again.
 */
export type Failure =
  | ('private' | 'proxy' | 'unknown' | 'lookup' | 'unreachable' | 'timeout' | 'cut short' | 'too large' | 'certificate')
  | ('garbled' | 'down' | 'loop' | 'stopped')

export type Ask = (question: Question) => Promise<Answer>

/** An answer behind redirects, and the way to it. */
export interface Followed {
  readonly answer: Answer
  /** Each redirect's status and goal. */
  readonly hops: readonly { readonly status: number; readonly to: string }[]
}

const mostHops = 8

/** Follows redirects, each of which is asked for, and checked, as an address of its own. */
export async function follow(question: Question, ask: Ask): Promise<Followed> {
  const hops: { status: number; to: string }[] = []
  const seen = new Set([question.url])
  for (let { url } = question; ; ) {
    const answer = await ask({ ...question, url })
    if (answer.kind === 'failure' || answer.location === undefined) return { answer, hops }
    url = answer.location
    hops.push({ status: answer.status, to: url })
    if (seen.has(url) || hops.length > mostHops) return { answer: { kind: 'failure', reason: 'loop' }, hops }
    seen.add(url)
  }
}
