import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('each of the 43 rows of what can go wrong has a test by its number, through the real build', () => {
  const folder = fileURLToPath(new URL('./', import.meta.url))
  const texts = readdirSync(folder).map((name) => readFileSync(folder + name, 'utf8'))
  const numbers = texts.flatMap((text) => [...text.matchAll(/['`]row (\d+):? /g)].map(([, number]) => Number(number)))
  expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual(Array.from({ length: 43 }, (_, n) => n + 1))
})
