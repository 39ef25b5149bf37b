import { posix } from 'node:path'
import { configNames } from '../io/config.ts'
import { type Watcher, watch } from '../io/watch.ts'
import { foldersOfSite } from '../kit/folders.ts'
import type { IsoDate } from '../types.ts'
import { createEvents } from './events.ts'
import { createRefresher } from './refresher.ts'
import { type Listening, type ListenOptions, listen } from './server.ts'
import { type Attempt, createSession, type SessionOptions } from './session.ts'

export interface DevOptions<A extends Attempt> extends SessionOptions<A>, ListenOptions {}

export interface Dev extends Listening {
  /** Resolves when everything that was heard of has been looked at. */
  readonly idle: () => Promise<void>
}

/** The longest that a timer can wait, in milliseconds: 24 days. */
const longest = 2 ** 31 - 1

/**
 * Watch → refresh → snapshot → events, behind a server. Resolves as soon as it listens, before the site is read:
 * requests wait for the first snapshot. Rejects only where it can't listen.
 */
export async function startDev<A extends Attempt>(options: DevOptions<A>): Promise<Dev> {
  const events = createEvents()
  let watcher: Watcher | undefined
  let timer: NodeJS.Timeout | undefined
  const session = createSession<A>({
    ...options,
    onChange(snapshot, attempt) {
      events.publish(snapshot)
      // Watches wait for the first look: setting them up takes as long as reading the site, and ends with a hint.
      const paths = attempt ? watched(attempt) : ['']
      schedule(attempt?.compilation.site.validUntil)
      if (watcher) watcher.follow(paths)
      else watcher = watch(options.root, paths, refresher.hint)
      options.onChange(snapshot, attempt)
    },
  })
  const listening = await listen(options, { live: true, current: session.current, events })
  const refresher = createRefresher(session.refresh, { settle: 5, confirm: 100 })
  refresher.hint()

  /** A post dated in the future appears at its time. */
  function schedule(moment: IsoDate | undefined): void {
    clearTimeout(timer)
    if (moment) timer = setTimeout(refresher.hint, Math.min(Date.parse(moment) - Date.now(), longest)).unref()
  }

  return {
    ...listening,
    idle: refresher.idle,
    async close() {
      clearTimeout(timer)
      refresher.close()
      await refresher.idle()
      events.close()
      await Promise.all([watcher?.close(), listening.close()])
    },
  }
}

/** All that a site is made of, in the form that the watcher compares. */
function watched({ config, inputs }: Attempt): readonly string[] {
  const paths = [...foldersOfSite(config), ...configNames, ...inputs]
  return paths.map((path) => posix.normalize(path).replace(/^\.?\/|\/$|^\.$/g, ''))
}
