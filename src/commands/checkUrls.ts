import { basename, dirname, join, resolve } from 'node:path'
import { listFiles, writeText } from '../io/copyTree.ts'
import { readText } from '../io/text.ts'
import { configSource } from '../migrate/configSource.ts'
import { compareUrls, readUrlList, withRedirects } from '../migrate/oldUrls.ts'
import type { Loaded } from '../site/load.ts'
import { words } from './words.ts'

export interface CheckUrlsOptions {
  readonly root: string
  readonly urls: string
  readonly writeAliases?: boolean
  readonly json?: boolean
}

/** `ruoyu check --urls`: exit code 1 while an old URL would die. */
export function checkUrls({ compilation, config }: Loaded, options: CheckUrlsOptions): void {
  const say = words(config.language)
  const urls = oldUrls(resolve(options.urls))
  if (urls.length === 0) {
    console.error(say.noUrls(options.urls))
    process.exitCode = 2
    return
  }
  const compared = compareUrls(urls, compilation.outputs, decodeURI(new URL(config.url).pathname))
  const { served, redirected, dying } = compared
  if (options.json) process.stdout.write(`${JSON.stringify(compared, null, 2)}\n`)
  else {
    console.log(say.oldUrls({ served: served.length, redirected: redirected.length, dying: dying.length }))
    for (const { path, nearest } of dying) console.log(say.nearest(path, nearest))
  }
  const redirects = new Map(dying.map(({ path, nearest }) => [path, nearest]))
  const written = options.writeAliases === true && redirects.size > 0 && writeRedirects(options.root, redirects, say)
  process.exitCode = dying.length > 0 && !written ? 1 : 0
}

function oldUrls(path: string): readonly string[] {
  const text = readText(path)
  if (text === undefined)
    return listFiles(path)
      .filter((file) => file.endsWith('.html'))
      .map((file) => `/${file.replace(/(^|\/)index\.html$/, '$1')}`)
  const { urls, sitemaps } = readUrlList(text)
  // An index names its sitemaps by URL; they are looked for beside it.
  return [
    ...urls,
    ...sitemaps.flatMap((sitemap) => readUrlList(readText(join(dirname(path), basename(sitemap))) ?? '').urls),
  ]
}

function writeRedirects(root: string, redirects: ReadonlyMap<string, string>, say: ReturnType<typeof words>): boolean {
  const path = ['ts', 'mts', 'js', 'mjs']
    .map((extension) => join(root, `ruoyu.config.${extension}`))
    .find((one) => readText(one) !== undefined)
  const file = path ?? join(root, 'ruoyu.config.ts')
  const text = path
    ? withRedirects(readText(path) ?? '', redirects)
    : configSource({ redirects: Object.fromEntries(redirects) })
  if (text === undefined) {
    console.error(say.redirectsByHand(basename(file)))
    for (const [from, to] of redirects) console.error(`    ${JSON.stringify(from)}: ${JSON.stringify(to)},`)
    return false
  }
  writeText(file, text)
  console.log(say.redirectsWritten(redirects.size, basename(file)))
  return true
}
