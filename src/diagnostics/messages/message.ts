import type { Level } from '../../types.ts'

export interface Words {
  /** The fault and its reason, one sentence without a full stop. */
  readonly message: string
  /** The way out. */
  readonly hint?: string
}

export interface Message<P extends Readonly<Record<string, string | number>>> {
  readonly level: Level
  en(params: P): Words
  zh(params: P): Words
}

/** Gives an entry of the catalogue the type of its parameters. */
export function message<P extends Readonly<Record<string, string | number>> = Record<never, never>>(
  entry: Message<P>,
): Message<P> {
  return entry
}
