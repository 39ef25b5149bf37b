import fc from 'fast-check'
import nunjucks from 'nunjucks'
import { expect, test } from 'vitest'
import { inlineMarkdown as markdown } from '../../src/parse/inline.ts'
import { createRenderer } from '../../src/render/index.ts'
import { runs, seed } from '../runs.ts'
import { random } from './grammar.ts'

type Files = Readonly<Record<string, string>>

const numRuns = runs(100, 50_000)

const more = { v: 'V', w: '', item: 'I', p: 'P', q: 'Q', caller: undefined }
const views: readonly object[] = [
  { x: 'a\\<b> "&\'', n: 3, xs: ['甲', '<i>', 'c'], o: { a: 1, b: '&', deep: { c: ['z'] } }, ...more },
  { x: '', n: 0, xs: [], o: { deep: { c: [''] } }, ...more },
  { x: '若愚 Ruoyu\n行', n: -2.5, xs: [[1], { a: '"' }, 'last'], o: { a: null, deep: { c: [7] } }, ...more },
]

const files: fc.Arbitrary<Files> = fc.record({
  'a.njk': random.page,
  'b.njk': random.page,
  'i.njk': random.i,
  'lib.njk': random.lib,
  'mid.njk': random.mid,
  'base.njk': random.base,
})

/** Codes for which ours is stricter: nothing to print, an unknown name, something missing before the page is made. */
const stricter = /^template-(?:undefined|unknown-name|missing|filter-unknown|test-unknown|endless)$/

/** Code that nunjucks generates and JavaScript can't read, or that tells nobody when it fails. */
const itsOwn = /SyntaxError|missing \)|Unexpected|calls back for nobody/

function theirs(files: Files): (name: string, view: object) => Promise<{ text?: string | null; error?: string }> {
  const source = (name: string) => (name in files ? { src: files[name] ?? '', path: name, noCache: false } : null)
  const loader = { getSource: source } as unknown as nunjucks.ILoader
  const env = new nunjucks.Environment(loader, { autoescape: true, trimBlocks: true, lstripBlocks: true })
  return (name, view) =>
    new Promise((done) => {
      env.render(name, { ...view }, (error, text) => done(error ? { error: error.message } : { text }))
      setImmediate(() => setImmediate(() => done({ error: 'calls back for nobody' })))
    })
}

test(`what is printed is what nunjucks prints (seed ${seed}, ${numRuns} runs)`, { timeout: 3_600_000 }, async () => {
  const counts = { same: 0, stricter: 0, failed: 0, itsOwn: 0 }
  const agree = async (files: Files): Promise<void> => {
    const templates = Object.entries(files).map(([name, text]) => ({ name, path: name, text }))
    const ours = createRenderer(templates, {
      theme: {},
      language: 'en',
      url: 'https://a.example/',
      assets: [],
      markdown,
      timeLimit: 300,
    })
    const reference = theirs(files)
    // Each page comes twice: leftovers of the first must not show on the second.
    for (const view of [...views, ...views])
      for (const name of ['a.njk', 'b.njk']) {
        const { value, diagnostics } = ours.page(name, structuredClone(view))
        const problem = diagnostics.find(({ level }) => level === 'error')
        if (problem && stricter.test(problem.code)) counts.stricter++
        else {
          const { text, error } = await reference(name, structuredClone(view))
          if (error && itsOwn.test(error)) counts.itsOwn++
          else if (problem) {
            expect({ problem, text }).toEqual({ problem, text: undefined })
            counts.failed++
          } else {
            expect({ value, error }).toEqual({ value: text, error: undefined })
            counts.same++
          }
        }
      }
  }
  await fc.assert(fc.asyncProperty(files, agree), { seed, numRuns })
  expect(counts.same).toBeGreaterThan(4 * numRuns)
})
