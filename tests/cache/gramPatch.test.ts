import fc from 'fast-check'
import { expect, it } from 'vitest'
import { patchGrams } from '../../src/cache/gramPatch.ts'
import { createSearchFiles, inputOf, type SearchPost } from '../../src/search/search.ts'
import { runs, seed } from '../runs.ts'

const text = fc.string({ unit: fc.constantFrom('中', '文', '，', 'a', 'b', 'c', '1', ' ', '\n', 'é'), maxLength: 60 })
const post = fc
  .record({ t: text, k: fc.array(text, { maxLength: 2 }), h: fc.array(text, { maxLength: 2 }), x: text })
  .map((fields): SearchPost => ({ u: '/a/', d: '2025-01-01', i: [], ...fields }))

/** Two posts a file of texts, few rows for all grams. */
function cutInput(posts: readonly SearchPost[]) {
  const starts = posts.flatMap((_, number) => (number % 2 === 0 ? [number] : []))
  return inputOf(posts, { shards: 5, bits: 6, rowsPerShard: 13, starts })
}

it(`patches the shards that texts of some posts reach into those of an index made anew (seed ${seed})`, () => {
  let [patched, given] = [0, 0]
  fc.assert(
    fc.property(fc.array(fc.tuple(post, fc.option(post, { freq: 5 })), { minLength: 1, maxLength: 12 }), (both) => {
      const old = createSearchFiles(cutInput(both.map(([before]) => before)))
      const input = cutInput(both.map(([before, after]) => after ?? before))
      const changed = input.cut.starts.flatMap((start, file) =>
        both.slice(start, start + 2).some(([, after]) => after) ? [file] : [],
      )
      const shards = patchGrams(input, changed, old)
      given++
      if (!shards) return
      patched++
      const anew = createSearchFiles(input)
      for (let number = 0; number < 5; number++) {
        const name = `grams/${number}.txt`
        expect(shards.get(number) ?? old(name), name).toBe(anew(name))
      }
    }),
    { seed, numRuns: runs(500, 20_000) },
  )
  expect(patched).toBeGreaterThan(given / 4)
})

it('gives up where a file of the index before is not there', () => {
  const input = cutInput([{ u: '/a/', t: '题', d: '', k: [], h: [], i: [], x: '文' }])
  expect(patchGrams(input, [0], () => undefined)).toBeUndefined()
})
