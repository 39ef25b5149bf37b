/** Seed of every random test; another by hand: RUOYU_SEED=1. */
export const seed = Number(process.env.RUOYU_SEED ?? 20_261_123)

/** How often a random test is run: a short time in CI, or, with RUOYU_LONG=1, as often as was promised. */
export function runs(short: number, long: number): number {
  return process.env.RUOYU_LONG ? long : short
}

/** Mulberry32: whole numbers below a bound, the same for the same seed. */
export function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** Processor time of an action in milliseconds. */
async function milliseconds(action: () => unknown): Promise<number> {
  const start = process.cpuUsage()
  await action()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** Takes 20 ms of processor time on a quiet machine of 2026. */
function work(): void {
  for (let n = 0; n < 40; n++)
    '甲, **a** <b>\n'
      .repeat(2000)
      .split(/[,*<\n]/)
      .filter(Boolean)
      .join('')
}

/**
 * True where an action takes less than so many milliseconds of processor time. One that takes longer is compared with
 * work of known length beside it, and tried again: a slow or busy machine says the same.
 */
export async function isQuick(action: () => unknown, most = 1000): Promise<boolean> {
  for (let tries = 0; tries < 5; tries++) {
    const spent = await milliseconds(action)
    if (spent < most || spent < (most * (await milliseconds(work))) / 20) return true
  }
  return false
}
