import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBodyCache } from '../../src/cache/bodies.ts'
import { createMarkdown, markdownOptions } from '../../src/parse/markdown.ts'
import { createSearchFiles, inputOf, type SearchPost } from '../../src/search/search.ts'
import { startThreads } from '../../src/threads/thread.ts'
import { createWorkers, type Workers } from '../../src/threads/workers.ts'
import type { BodyText, Config, RenderedBody, RenderedFile, SeatCounts } from '../../src/types.ts'
import { config, publish, standing } from '../io/site.ts'
import { sourceFile, textAtHand, textOf } from '../site.ts'

const lib = pathToFileURL('lib/cli.js').href
const bodies = Array.from({ length: 240 }, (_, index): BodyText => {
  const body = `# 第${index}篇\n\n这是**（粗体）**，见https://example.com/${index}。\n\n| a |\n|---|\n| ${index} |\n`
  return { body: index % 3 ? body : body.repeat(9), path: `content/posts/${index}.md` }
})

/** The same as entries have them. */
const toBodies = () => bodies.map(({ path, body }) => ({ body, source: sourceFile(path, body) }))

let root: string
let workers: Workers
function take(made: Workers | undefined): void {
  if (!made) throw new Error('no workers')
  workers = made
}
const startEarly = () => take(createWorkers(lib, 2, startThreads(lib, 2)))

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ruoyu-workers-'))
  take(createWorkers(lib, 2))
})
afterEach(async () => {
  await workers.close()
  rmSync(root, { recursive: true, force: true })
})

describe('bodies on several threads', () => {
  /** Bodies as a page shows them, from another thread's records too. */
  const shown = (results: readonly RenderedBody[]) =>
    results.map(({ note, facts, html, text, links }) => ({
      ...{ note, html: html(), text: text(), links: links() },
      headings: facts().headings,
    }))

  async function render(
    site: Config,
    others?: Workers,
  ): Promise<{ results: ReturnType<typeof shown>; seats: SeatCounts }> {
    const seats: SeatCounts = { fast: 0 }
    const markdown = await createBodyCache(undefined, textAtHand, { workers: others })
    return { results: shown(await markdown.for(site, seats).render(toBodies())), seats }
  }

  it('come out as on one, in their order', async () => {
    expect(await render(config, workers)).toEqual(await render(config))
  })

  it('come out as on one where their files were begun with, some of them in vain', async () => {
    startEarly()
    const markdown = await createBodyCache(undefined, textAtHand, { workers })
    const { begin, render: renderAll } = markdown.for(config, { fast: 0 })
    const files = bodies.map(({ body, path }) => sourceFile(path, `---\ntitle: 题\n---\n${body}`))
    begin([...files, sourceFile('content/posts/draft.md', '草稿'), sourceFile('content/posts/torn.md', '---\na: b')])
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(shown(await renderAll(toBodies()))).toEqual((await render(config)).results)
  })

  it('are shared: no thread does all, and none is done twice', async () => {
    const here: number[] = []
    const there: number[] = []
    const options = markdownOptions(config)
    const renderOne = createMarkdown(options)
    await workers.render(
      bodies,
      { options },
      {
        here: async ({ body, path }, index) => {
          await renderOne(body, path)
          here.push(index)
        },
        there: (index) => there.push(index),
        counted: () => {},
      },
    )
    expect([...here, ...there].sort((a, b) => a - b)).toEqual(bodies.map((_, index) => index))
    expect(here.length).toBeGreaterThan(0)
  })

  it('are all rendered where the other threads die', async () => {
    const mortal: Workers = {
      ...workers,
      render: async (all, options, ways) => {
        const rendering = workers.render(all, options, ways)
        await workers.close()
        await rendering
      },
    }
    expect((await render(config, mortal)).results).toEqual((await render(config)).results)
  })

  it('stay on one where a plugin of the user takes part, for a function can’t be sent', async () => {
    const site = { ...config, extensions: [{ name: 'a', remark: [() => () => {}] }] }
    expect((await render(site, workers)).results).toEqual((await render(config)).results)
  })
})

describe('a publisher on another thread', () => {
  const big = '文'.repeat(500_000)
  const files: readonly RenderedFile[] = [
    ...Array.from({ length: 300 }, (_, index) => ({
      path: `posts/${index}/index.html`,
      text: `${index} ${'若愚 𠮷 '.repeat(2000)}`,
    })),
    { path: 'big.txt', text: big },
    { path: 'copy.txt', copyFrom: 'public/copy.txt' },
    { path: 'empty.txt', text: '' },
  ]

  async function put(all: readonly RenderedFile[]) {
    mkdirSync(join(root, 'public'), { recursive: true })
    writeFileSync(join(root, 'public/copy.txt'), 'copied')
    const { value: publisher, diagnostics } = await workers.openPublisher(root, config)
    expect(diagnostics).toEqual([])
    if (!publisher) throw new Error('not opened')
    for (const file of all) await publisher.put(file)
    return publisher
  }

  it('writes what one on this thread does', async () => {
    const publisher = await put(files)
    const { value, diagnostics } = await publisher.commit('note')
    expect(diagnostics).toEqual([])
    expect(value.written).toHaveLength(files.length)
    const there = standing(root)
    await publish(
      root,
      Object.fromEntries(files.map((file) => [file.path, 'copyFrom' in file ? 'copy:public/copy.txt' : textOf(file)])),
    )
    expect(standing(root)).toEqual(there)
    expect(there['big.txt']).toBe(big)
  })

  it('makes the search index there as it is made here', async () => {
    const posts = Array.from({ length: 400 }, (_, at): SearchPost => {
      const text = `第${at}篇说的是若愚。`.repeat(300)
      return { u: `/${at}/`, t: `题${at}`, d: '2025-01-01', k: ['标签'], h: ['节'], i: [], x: text }
    })
    const input = inputOf(posts, { shards: 20, bits: 16, rowsPerShard: 3277, starts: [0, 200] })
    const names = ['index.json', 'grams/0.txt', 'grams/7.txt', 'posts/1.json']
    const publisher = await put([])
    publisher.putSearch(
      input,
      names.map((name) => ({ name, path: `search/${name}`, key: 'key' })),
    )
    await publisher.commit('')
    const textIn = createSearchFiles(input)
    expect(standing(root)).toEqual(Object.fromEntries(names.map((name) => [`search/${name}`, textIn(name)]).sort()))
  })

  it('tells at the end what could not be written, and writes nothing', async () => {
    const publisher = await put([...files, { path: '../out.html', text: '' }])
    const { value, diagnostics } = await publisher.commit('')
    expect(diagnostics.map(({ code }) => code)).toEqual(['output-path-unsafe'])
    expect(value.written).toEqual([])
    expect(existsSync(join(root, 'dist'))).toBe(false)
  })

  it('leaves the site alone where the build is given up', async () => {
    const publisher = await put(files)
    expect(await publisher.abandon()).toEqual([])
    expect(existsSync(join(root, 'dist'))).toBe(false)
  })
})
