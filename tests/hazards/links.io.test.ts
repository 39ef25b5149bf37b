import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startDev } from '../../src/dev/dev.ts'
import { createEvents } from '../../src/dev/events.ts'
import { createPreview } from '../../src/dev/preview.ts'
import { listen } from '../../src/dev/server.ts'
import { createLoader } from '../../src/site/load.ts'
import { config } from '../io/site.ts'
import { tempFolder, writeIn } from '../io/temp.ts'
import { type Blog, blog, good, post, problems } from './blog.ts'

/** Links that lead from a site to what nobody is to read, in every place where a link can stand. */

const secret = 'TOP-SECRET-7391'

/** A good site with secrets round it, each of which could pass for a file of the place that it is linked from. */
function site(): Blog {
  const text = `---\ntitle: ${secret}\ndate: 2025-01-01\n---\n${secret}\n`
  const one = blog({
    ...good,
    '.env': text,
    '.git/config': text,
    '.git/a.md': text,
    '.git/assets/a.css': `/*! ${secret} */`,
    'private/a.md': text,
    'private/a.css': `/*! ${secret} */ a { --x: "${secret}" }`,
    'dist/.ruoyu/manifest.json': '{}',
    'content/.hidden/a.md': text,
    'content/posts/.draft.md': text,
    'content/posts/a.md~': text,
    'content/posts/draft/index.md': `---\ntitle: ${secret}\ndate: 2025-01-01\ndraft: true\n---\n${secret}\n`,
    'content/posts/draft/plan.txt': secret,
    'content/posts/draft/deep/plan.txt': secret,
    'content/posts/later.md': `---\ntitle: ${secret}\ndate: 2999-01-01\n---\n${secret}\n`,
    'content/posts/bundle/index.md': post('title: 束\ndate: 2025-01-01', '[文件](a.txt)'),
    'public/a.txt': 'fine',
    'templates/partials/footer.njk': '<footer>',
  })
  rmSync(join(one.root, 'dist'), { recursive: true })
  return one
}

const places = [
  'content/posts/x.md',
  'content/posts/x.html',
  'content/posts/x.txt',
  'content/posts/bundle/x.png',
  'content/posts/bundle/x.md',
  'content/_index.md',
  'public/x.txt',
  'public/.nojekyll',
  'public/.well-known/x',
  'public/favicon.svg',
  'public/deep/x',
  'templates/x.njk',
  'templates/partials/head-end.njk',
  'templates/partials/footer.njk',
  'templates/shortcodes/x.njk',
  'templates/assets/style.css',
  'templates/assets/x.js',
]

/** Files of the site, relative to its root, that links lead to. */
const files = [
  '.env',
  '.git/config',
  'private/a.md',
  'private/a.css',
  'content/.hidden/a.md',
  'content/posts/.draft.md',
  'content/posts/a.md~',
]
const folders = ['.git', 'private', 'content/.hidden', '.']

/** Replaces whatever stands at `path` by a link. */
function link(root: string, path: string, target: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  rmSync(join(root, path), { recursive: true, force: true })
  symlinkSync(target, join(root, path))
}

const up = (path: string): string => '../'.repeat(path.split('/').length - 1)

/** Links in every place bring no byte of a secret into the output, and an error names each, also after a build. */
async function leaksNothing(targetFor: (root: string, path: string) => string): Promise<void> {
  for (const isBuilt of [false, true]) {
    const one = site()
    if (isBuilt) expect((await one.build()).ok).toBe(true)
    for (const path of places) link(one.root, path, targetFor(one.root, path))
    const told = problems(await one.build())
    for (const path of places) expect(told).toContain(`error link-outside ${path}`)
    expect(leaks(join(one.root, 'dist'))).toEqual([])
  }
}

function leaks(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => readFileSync(file, 'latin1').includes(secret))
  } catch {
    return []
  }
}

describe('a link leads from no place', () => {
  test.each(files)('to %s, be it spelled from there or from the top', async (target) => {
    await leaksNothing((_root, path) => up(path) + target)
    await leaksNothing((root) => join(root, target))
  })

  test('by way of another link, in the site or out of it', async () => {
    const outside = tempFolder()
    await leaksNothing((root, path) => {
      link(root, 'hop', '.env')
      return `${up(path)}hop`
    })
    await leaksNothing((root) => {
      link(outside, 'a', join(root, '.git'))
      return join(outside, 'a/config')
    })
  })

  test('to a file out of the site', async () => {
    const outside = tempFolder({ 'a.md': secret })
    await leaksNothing(() => join(outside, 'a.md'))
  })
})

test.each([
  'content/posts/x',
  'content/posts/bundle/x',
  'public/x',
  'public/.well-known',
  'templates/x',
  'templates/assets',
  'content',
  'public',
  'templates',
])('a link at %s leads to no hidden or foreign folder', async (path) => {
  for (const target of folders.filter((folder) => !folder.startsWith(`${path}/`))) {
    const one = site()
    rmSync(join(one.root, path), { recursive: true, force: true })
    link(one.root, path, up(path) + target)
    const report = await one.build()
    expect(problems(report)).toContainEqual(expect.stringMatching(`^(error link-outside|warning link-loop) ${path}$`))
    expect(leaks(join(one.root, 'dist'))).toEqual([])
  }
})

test.each([
  ['public/x.txt', '../content/posts/draft/plan.txt'],
  ['public/x.txt', '../content/posts/draft/index.md'],
  ['public/x.txt', '../content/posts/later.md'],
  ['public/x', '../content/posts/draft'],
  ['public/x', '../content'],
  ['content/posts/bundle/x.txt', '../draft/plan.txt'],
  ['content/posts/bundle/x.txt', '../draft/index.md'],
  ['content/posts/bundle/x.txt', '../later.md'],
  ['content/posts/bundle/x', '../draft/deep'],
  ['content/x.txt', 'posts/draft/deep/plan.txt'],
])('a link at %s to %s, of a post that is not published, is an error that names it', async (path, target) => {
  const one = site()
  link(one.root, path, target)
  const report = await one.build()
  expect(problems(report)).toContainEqual(expect.stringMatching(`^error link-unpublished ${path}(/|$)`))
  expect(leaks(join(one.root, 'dist'))).toEqual([])
  expect((await one.build({ drafts: true, future: true })).ok).toBe(true)
})

test('what a section hides by its cascade is not published by a link from elsewhere', async () => {
  const one = site()
  one.write({
    'content/secret/_index.md': '---\ntitle: 密\ncascade:\n  draft: true\n---\n',
    'content/secret/a.md': `---\ntitle: ${secret}\ndate: 2025-01-01\n---\n${secret}\n`,
  })
  link(one.root, 'content/posts/x.md', '../secret/a.md')
  expect(problems(await one.build())).toContainEqual('error link-unpublished content/posts/x.md')
})

test('links into the content, static and template folders are followed', async () => {
  const one = site()
  one.write({ 'public/pics/a.txt': 'fine', 'templates/real.njk': 'x' })
  link(one.root, 'content/posts/bundle/a.txt', '../../../public/pics/a.txt')
  link(one.root, 'public/again', 'pics')
  link(one.root, 'content/posts/twin.md', 'good.md')
  link(one.root, 'templates/x.njk', 'real.njk')
  expect((await one.build()).ok).toBe(true)
  expect(one.published()).toMatchObject({ 'posts/bundle/a.txt': 'fine', 'again/a.txt': 'fine', 'pics/a.txt': 'fine' })
})

test('the dev server does not serve what a file or folder was replaced by', async () => {
  const one = site()
  one.write({ 'public/deep/b.txt': 'fine', 'public/.well-known/c': 'fine' })
  const load = createLoader({ root: one.root, now: () => '2026-11-23T00:00:00Z' })
  const dev = await startDev({ root: one.root, port: 0, load, textOf: () => undefined, onChange: () => {} })
  onTestFinished(() => dev.close())
  const get = async (path: string) => (await fetch(`${dev.origin}/${path}`)).text()
  const paths = ['a.txt', 'deep/b.txt', '.well-known/c']
  expect(await Promise.all(paths.map(get))).toEqual(['fine', 'fine', 'fine'])
  link(one.root, 'public/a.txt', '../.env')
  link(one.root, 'public/deep', '../.git')
  writeIn(one.root, '.git/b.txt', secret)
  link(one.root, 'public/.well-known/c', '../../private/a.md')
  // The secret stays hidden at once, and after the watcher has noticed the links.
  for (let look = 0; look < 2; look++) {
    expect((await Promise.all(paths.map(get))).join()).not.toContain(secret)
    await dev.idle()
  }
})

test('a publish does not copy what a file was replaced by since it was found', async () => {
  const one = site()
  const report = await one.build({
    onProgress: ({ stage }) => {
      if (stage === 'plan') link(one.root, 'public/a.txt', '../.env')
    },
  })
  expect(problems(report)).toEqual(['error link-outside public/a.txt'])
  expect(leaks(join(one.root, 'dist'))).toEqual([])
})

test('preview serves no link that leads out of the output, or to a hidden name in it', async () => {
  const one = site()
  await one.build()
  writeIn(one.root, 'dist/.git/config', secret)
  link(one.root, 'dist/a.txt', '../.env')
  link(one.root, 'dist/b.txt', '.git/config')
  link(one.root, 'dist/c', '.git')
  const current = createPreview({ out: join(one.root, 'dist'), config, clock: () => performance.now() })
  const server = await listen({ port: 0 }, { live: false, current, events: createEvents() })
  onTestFinished(() => server.close())
  for (const path of ['a.txt', 'b.txt', 'c/config', '.git/config', 'c/../.git/config'])
    expect(await (await fetch(`${server.origin}/${path}`)).text()).not.toContain(secret)
})
