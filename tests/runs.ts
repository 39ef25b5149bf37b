/** Of every random test; another by hand: RUOYU_SEED=1. */
export const seed = Number(process.env.RUOYU_SEED ?? 20_261_123)

/** How often a random test is run: a short time in CI, or, with RUOYU_LONG=1, as often as was promised. */
export function runs(short: number, long: number): number {
  return process.env.RUOYU_LONG ? long : short
}

/** Processor time of an action in milliseconds: a busy machine does not count as a hang. */
export async function milliseconds(action: () => unknown): Promise<number> {
  const start = process.cpuUsage()
  await action()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** What no input may take, in milliseconds. */
export const hang = 1000
