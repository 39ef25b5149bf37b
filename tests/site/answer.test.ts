import { expect, test, vi } from 'vitest'
import { completeConfig } from '../../src/config.ts'
import { answerTo } from '../../src/site/answer.ts'

const config = completeConfig({ limits: { templateTime: 20 } }, '').value
const ask = (answer: () => unknown, patience = 1) =>
  answerTo({ name: 'weather', part: 'data', code: answer, patience, config }, answer)

test.each([
  [
    'loops',
    () => {
      for (;;) if (Math.random() > 2) return
    },
  ],
  ['waits', () => new Promise(() => {})],
])('an extension that %s for ever is stopped, and named', async (_how, answer) => {
  expect(await ask(answer)).toMatchObject({
    problem: { code: 'extension-endless', params: { name: 'weather', part: 'data', seconds: 0.02 } },
  })
})

test.each([
  ['throws', () => oh()],
  ['fails', async () => oh()],
])('an extension that %s is an error with its reason', async (_how, answer) => {
  expect(await ask(answer, 1000)).toMatchObject({
    problem: { code: 'extension-failed', params: { name: 'weather', part: 'data', reason: 'oh' } },
  })
})

test('a word says which extension the program waits for', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const answer = ask(() => new Promise((resolve) => setTimeout(resolve, 6000, 'late')), 1000)
  await vi.advanceTimersByTimeAsync(6000)
  vi.useRealTimers()
  const told = write.mock.calls
  write.mockRestore()
  expect(await answer).toEqual({ value: 'late' })
  expect(told).toEqual([['正在等扩展“weather”的 `data`（最多 20 秒）\n']])
})

function oh(): never {
  throw new Error('oh')
}
