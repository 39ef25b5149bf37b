/** Bodies that threads take from either end. The numbers are shared by all of them. */
export interface Turns {
  /** How many there are. */
  readonly count: number
  readonly left: Int32Array
  readonly taken: Readonly<Record<End, Int32Array>>
}

export type End = 'front' | 'back'

export function createTurns(count: number): Turns {
  return { count, left: sharedNumber(count), taken: { front: sharedNumber(), back: sharedNumber() } }
}

/** The index of the next one from an end; undefined where none is left. */
export function takeTurn({ count, left, taken }: Turns, end: End): number | undefined {
  if (Atomics.sub(left, 0, 1) <= 0) return undefined
  const turn = Atomics.add(taken[end], 0, 1)
  return end === 'front' ? turn : count - 1 - turn
}

/** A number that all threads see: 1 as soon as what it stands for has come. */
export function createFlag(): Int32Array {
  return sharedNumber()
}

function sharedNumber(value = 0): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4)).fill(value)
}
