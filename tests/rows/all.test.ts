import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/** Tests of the rows through the real build: in memory, by the command, and as a reader sees it in Chromium. */
const places = ['./', '../clients/chromium.io.test.ts', '../clients/search.io.test.ts', '../clients/check.io.test.ts']

function sources(place: string): readonly string[] {
  const path = fileURLToPath(new URL(place, import.meta.url))
  return path.endsWith('/')
    ? readdirSync(path).map((name) => readFileSync(path + name, 'utf8'))
    : [readFileSync(path, 'utf8')]
}

test('each of the 54 rows of right answers for Chinese Markdown has a test by its number', () => {
  const texts = places.flatMap(sources).join('\n')
  // `row 12: …`, or a line of a table of rows: `[12, …`.
  const numbers = [...texts.matchAll(/'row (\d+)|^ +\[(\d+), /gm)].map(([, title, line]) => Number(title ?? line))
  expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual(Array.from({ length: 54 }, (_, n) => n + 1))
})

test('each test file that the tables of tests/README.md name is there', () => {
  const folder = fileURLToPath(new URL('../', import.meta.url))
  const named = [...readFileSync(`${folder}README.md`, 'utf8').matchAll(/`([\w/.]+\/[\w.]+\.test\.ts)`/g)].map(
    ([, file = '']) => file,
  )
  expect(named.length).toBeGreaterThan(80)
  expect(named.filter((file) => !existsSync(folder + file))).toEqual([])
})
