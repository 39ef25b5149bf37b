import { setTimeout as sleep } from 'node:timers/promises'
import { uptime } from '../kit/uptime.ts'

/** Runs tasks that ask hosts, politely. */
export interface Pace {
  readonly run: <T>(host: string, task: () => Promise<T>) => Promise<T>
  /** Leaves a host alone for a time, in milliseconds. */
  readonly hold: (host: string, time: number) => void
}

/**
 * A host is asked for one thing at a time, and `gap` milliseconds lie at least between two beginnings; `atOnce` hosts at
 * most are asked at once.
 */
export function createPace({ gap, atOnce }: { readonly gap: number; readonly atOnce: number }): Pace {
  const last = new Map<string, Promise<unknown>>()
  const free = new Map<string, number>()
  const waiting: (() => void)[] = []
  let running = 0
  const slot = async (): Promise<void> => {
    if (running >= atOnce) await new Promise<void>((go) => waiting.push(go))
    running++
  }
  const hold: Pace['hold'] = (host, time) => void free.set(host, Math.max(free.get(host) ?? 0, uptime() + time))
  return {
    hold,
    run(host, task) {
      const turn = (last.get(host) ?? Promise.resolve()).then(async () => {
        for (let wait = 1; wait > 0; ) {
          wait = Math.ceil((free.get(host) ?? 0) - uptime())
          if (wait > 0) await sleep(wait)
        }
        await slot()
        hold(host, gap)
        try {
          return await task()
        } finally {
          running--
          waiting.shift()?.()
        }
      })
      last.set(
        host,
        turn.catch(() => {}),
      )
      return turn
    },
  }
}
