import type { ServerResponse } from 'node:http'
import { pageState } from './page.ts'
import type { Snapshot } from './snapshot.ts'

/** Open pages that want to hear of changes. */
export interface Events {
  /** Turns a response into the stream of the page at `path`, beginning with its present state. */
  readonly add: (response: ServerResponse, path: string, snapshot: Snapshot) => void
  /** Tells every page whose state is not what it was told last. */
  readonly publish: (snapshot: Snapshot) => void
  readonly close: () => void
}

/** Streams at once; beyond, the oldest is let go, and its page asks again when it is looked at. */
const most = 100

/** Server-sent events: each message is a page's whole state, so that one that was missed is made good by the next. */
export function createEvents(): Events {
  const streams = new Map<ServerResponse, { readonly path: string; newest: Snapshot; last: string }>()

  async function tell(response: ServerResponse, snapshot: Snapshot): Promise<void> {
    const stream = streams.get(response)
    if (!stream) return
    stream.newest = snapshot
    const state = JSON.stringify(await pageState(snapshot, stream.path))
    // Another may have come, or the reader gone, while the page was rendered.
    if (stream.newest !== snapshot || !streams.has(response)) return
    if (state !== stream.last) response.write(`data: ${state}\n\n`)
    stream.last = state
  }

  function drop(response: ServerResponse): void {
    streams.delete(response)
    response.end()
  }

  return {
    add(response, path, snapshot) {
      const [oldest] = streams.keys()
      if (oldest && streams.size >= most) drop(oldest)
      streams.set(response, { path, newest: snapshot, last: '' })
      response.on('close', () => streams.delete(response))
      response.write('retry: 500\n\n')
      void tell(response, snapshot)
    },
    publish(snapshot) {
      for (const response of streams.keys()) void tell(response, snapshot)
    },
    close() {
      for (const response of [...streams.keys()]) drop(response)
    },
  }
}
