/** Runs a task when it is hinted that there may be something to do. */
export interface Refresher {
  /** A hint with a path says that only that file's content may have changed; without, anything may have. */
  readonly hint: (path?: string) => void
  /** Resolves when no hint waits and no run is under way. */
  readonly idle: () => Promise<void>
  /** Nothing more is begun; what runs comes to its end. */
  readonly close: () => void
}

export interface RefresherTimes {
  /** Milliseconds between the first hint and the run: an editor's truncate and write are one save. */
  readonly settle: number
  /** Milliseconds of quiet after which the task runs once more, for what a hint came too early for. */
  readonly confirm: number
}

/** The paths that were hinted at since the last run, if there was no hint without one. */
export type Touched = ReadonlySet<string> | undefined

/**
 * Runs one at a time: however many hints come while one runs, one more follows. The run that confirms is told nothing.
 * `task` must not reject.
 */
export function createRefresher(
  task: (touched: Touched) => Promise<void>,
  { settle, confirm }: RefresherTimes,
): Refresher {
  let touched: Set<string> | undefined = new Set()
  let soon: NodeJS.Timeout | undefined
  let later: NodeJS.Timeout | undefined
  let running = false
  let closed = false
  let again = false
  let waiting: (() => void)[] = []

  async function run(): Promise<void> {
    soon = undefined
    if (running) {
      again = true
      return
    }
    running = true
    do {
      again = false
      const paths = touched
      touched = new Set()
      await task(paths)
    } while (again)
    running = false
    settleWaiting()
  }

  function confirmed(): void {
    later = undefined
    touched = undefined
    void run()
  }

  function settleWaiting(): void {
    if (soon || later || running) return
    for (const resolve of waiting) resolve()
    waiting = []
  }

  return {
    hint(path) {
      if (closed) return
      if (path === undefined) touched = undefined
      else touched?.add(path)
      soon ??= setTimeout(run, settle)
      clearTimeout(later)
      later = setTimeout(confirmed, confirm)
    },
    idle: () =>
      new Promise((resolve) => {
        waiting.push(resolve)
        settleWaiting()
      }),
    close() {
      closed = true
      clearTimeout(soon)
      clearTimeout(later)
      soon = later = undefined
      settleWaiting()
    },
  }
}
