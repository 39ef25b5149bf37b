import type { RecordFile } from '../io/keptFiles.ts'
import { type Network, openNetwork } from '../io/network.ts'
import type { Columns, Row } from '../keep/record.ts'
import type { KeepWords } from './keepWords.ts'
import { countLine } from './report.ts'

interface Errand<C extends Columns, T extends { readonly key: string }> {
  readonly todo: readonly T[]
  readonly record: RecordFile<C>
  readonly proxy: URL | undefined
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
  const askAll = async (ofHost: readonly T[]): Promise<void> => {
    for (const each of ofHost) {
      record.add(each.key, await ask(each, network))
      progress.show(Math.min(++done, todo.length), todo.length)
    }
  }
  await Promise.all(byHost(todo).map(askAll))
  // A host without an address is gone where another has answered, and that may have been later.
  const isUnknown = ({ key }: T) =>
    / unknown$/.test((record.rows.get(key) as { status?: string } | undefined)?.status ?? '')
  if (network.hasAnswered()) await Promise.all(byHost(todo.filter(isUnknown)).map(askAll))
  process.off('SIGINT', stop).off('SIGTERM', stop)
  progress.clear()
  network.close()
  record.settle()
}

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
