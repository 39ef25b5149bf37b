import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createRefresher } from '../../src/dev/refresher.ts'

const times = { settle: 10, confirm: 100 }
let runs: number

/** A task that takes a while. */
const task = (milliseconds: number) => async () => {
  runs++
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
}

beforeEach(() => {
  runs = 0
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('runs soon after the first hint, and once more when all is quiet', async () => {
  const { hint } = createRefresher(task(1), times)
  for (let count = 0; count < 5; count++) hint()
  await vi.advanceTimersByTimeAsync(9)
  expect(runs).toBe(0)
  await vi.advanceTimersByTimeAsync(1)
  expect(runs).toBe(1)
  await vi.advanceTimersByTimeAsync(1000)
  expect(runs).toBe(2)
})

it('answers any number of hints during a run with one more', async () => {
  const { hint } = createRefresher(task(50), times)
  hint()
  await vi.advanceTimersByTimeAsync(10)
  for (let count = 0; count < 30; count++) {
    hint()
    await vi.advanceTimersByTimeAsync(1)
  }
  expect(runs).toBe(1)
  await vi.advanceTimersByTimeAsync(50)
  expect(runs).toBe(2)
})

it('never runs twice at a time', async () => {
  let inside = 0
  const { hint, idle } = createRefresher(async () => {
    expect(++inside).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 37))
    inside--
  }, times)
  for (let count = 0; count < 50; count++) {
    hint()
    await vi.advanceTimersByTimeAsync(count % 17)
  }
  const done = idle()
  await vi.advanceTimersByTimeAsync(1000)
  await done
})

it('is idle when nothing waits, and not before', async () => {
  const { hint, idle } = createRefresher(task(20), times)
  await idle()
  hint()
  let quiet = false
  void idle().then(() => {
    quiet = true
  })
  await vi.advanceTimersByTimeAsync(115)
  expect(quiet).toBe(false)
  await vi.advanceTimersByTimeAsync(10)
  expect(quiet).toBe(true)
})

it('begins nothing more once closed, and is idle when the last run has ended', async () => {
  const { hint, idle, close } = createRefresher(task(50), times)
  hint()
  await vi.advanceTimersByTimeAsync(20)
  hint()
  close()
  hint()
  let quiet = false
  void idle().then(() => {
    quiet = true
  })
  await vi.advanceTimersByTimeAsync(30)
  expect(quiet).toBe(false)
  await vi.advanceTimersByTimeAsync(1000)
  expect([quiet, runs]).toEqual([true, 1])
})

it('tells what was touched, unless anything may have been', async () => {
  const told: unknown[] = []
  const { hint } = createRefresher(async (touched) => {
    told.push(touched && [...touched])
    await new Promise((resolve) => setTimeout(resolve, 50))
  }, times)
  hint('a.md')
  hint('b.md')
  await vi.advanceTimersByTimeAsync(20)
  hint('c.md')
  await vi.advanceTimersByTimeAsync(60)
  hint()
  hint('d.md')
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toEqual([['a.md', 'b.md'], ['c.md'], undefined, undefined])
})
