import type { RecordFile } from '../io/keptFiles.ts'
import { type Network, openNetwork, type ProxyFor } from '../io/network.ts'
import type { Columns, Row } from '../keep/record.ts'
import type { KeepWords } from './keepWords.ts'
import { countLine } from './report.ts'

interface Errand<C extends Columns, T extends { readonly key: string }> {
  readonly todo: readonly T[]
  readonly record: RecordFile<C>
  readonly proxy: ProxyFor | undefined
  readonly say: KeepWords
  readonly ask: (each: T, network: Network) => Promise<Row<C>>
}

/**
 * Asks for many addresses: those of one host one after the other, several hosts at once. Each answer is in the record
 * before the next is asked for, so that a run that ends early has lost nothing.
 */
export async function askPolitely<C extends Columns, T extends { readonly key: string }>({
  todo,
  record,
  proxy,
  say,
  ask,
}: Errand<C, T>): Promise<void> {
  const network = openNetwork({ proxy })
  const progress = countLine()
  const stop = (): void => {
    progress.clear()
    record.settle()
    console.error(say.stopped)
    process.exit(130)
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  let done = 0
  let early: readonly (readonly [T, Row<C>])[] = []
  const askAll = async (ofHost: readonly T[]): Promise<void> => {
    for (const each of ofHost) {
      const row = await ask(each, network)
      // Without a network every host fails, which says nothing of any.
      if (ofNetwork.test((row as { status?: string }).status ?? '') && !network.hasAnswered())
        early = [...early, [each, row]]
      else record.add(each.key, row)
      progress.show(Math.min(++done, todo.length), todo.length)
    }
  }
  await Promise.all(byHost(todo).map(askAll))
  if (network.hasAnswered()) {
    // A host without an address is gone where another has answered, and that was later.
    const isUnknown = ([, row]: readonly [T, Row<C>]) => / unknown$/.test((row as { status?: string }).status ?? '')
    for (const [each, row] of early) if (!isUnknown([each, row])) record.add(each.key, row)
    await Promise.all(byHost(early.filter(isUnknown).map(([each]) => each)).map(askAll))
  } else if (early.length > 0) console.error(say.offline(early.length))
  process.off('SIGINT', stop).off('SIGTERM', stop)
  progress.clear()
  network.close()
  record.settle()
}

/** Statuses that may be the fault of the network here. */
const ofNetwork = / (?:unknown|lookup|unreachable|timeout|down)$/

function byHost<T extends { readonly key: string }>(todo: readonly T[]): readonly (readonly T[])[] {
  const hosts = new Map<string, T[]>()
  for (const each of todo) {
    const { hostname } = new URL(each.key)
    const ofHost = hosts.get(hostname)
    if (ofHost) ofHost.push(each)
    else hosts.set(hostname, [each])
  }
  return [...hosts.values()]
}
