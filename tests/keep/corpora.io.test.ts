import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Element, Nodes } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { describe, expect, test } from 'vitest'
import { addressKey } from '../../src/keep/record.ts'
import { tempFolder } from '../io/temp.ts'
import { corpora, hasShared, shared } from '../shared.ts'
import { playHost, png } from './host.ts'

/** Addresses of other hosts that a browser loads as pictures, by another reader of HTML than ours. */
function picturesOf(html: string): readonly string[] {
  const found: string[] = []
  const visit = (node: Nodes): void => {
    if (node.type === 'element') found.push(...addressesOf(node))
    if ('children' in node) for (const child of node.children) visit(child)
  }
  visit(fromHtml(html))
  return found
}

function addressesOf({ tagName, properties }: Element): readonly string[] {
  const { src, srcSet, poster, background, style, content, property } = properties
  const sets = String(srcSet ?? '')
    .split(/,\s+/)
    .map((one) => one.trim().split(/\s/)[0])
  const styled = [...String(style ?? '').matchAll(/url\(["']?([^"')]+)/g)].map(([, url]) => url)
  const own = /^(?:img|input)$/.test(tagName) ? [src] : []
  const card = property === 'og:image' ? [content] : []
  return [...own, ...sets, poster, background, ...styled, ...card].filter(Boolean).map(String)
}

/** Bodies of a feed's items, and what stands beside them. */
function textsOfFeed(path: string, text: string): readonly string[] {
  if (path.endsWith('.json'))
    return JSON.parse(text).items.flatMap((item: { content_html?: string; image?: string }) => [
      item.content_html ?? '',
      `<img src="${item.image ?? ''}">`,
    ])
  const signs = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' } as const
  return [text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: keyof typeof signs) => signs[name])]
}

const hugo = corpora.map((name) => ['hugo', 'corpora', name] as const)
const hexo = ['duanyll', 'petard', 'volantis', 'yuaner'].map((name) => ['hexo', 'corpora-hexo', name] as const)

/** The blog with the fewest pictures; in the long form all of them. */
const blogs = [...hugo, ...hexo].filter(([, , name]) => process.env.RUOYU_LONG || name === 'lruihao')
describe.skipIf(!hasShared).each(blogs)('of %s, %s: %s', (format, folder, name) => {
  test('keep lists every picture that a reader loads, and no page or feed has one left', {
    timeout: 300_000,
  }, async () => {
    const host = await playHost(({ host, url }, response) => void response.end(png(host + url)))
    const root = join(tempFolder(), name)
    await host.ruoyu(['migrate', format, shared(folder, name), root])
    const url = /\burl: '([^']+)'/.exec(readFileSync(join(root, 'ruoyu.config.ts'), 'utf8'))?.[1] ?? ''
    const keys = (texts: readonly string[]) => {
      const all = texts.flatMap(picturesOf).flatMap((address) => addressKey(address) ?? [])
      return [...new Set(all)].filter((key) => new URL(key).hostname !== new URL(url).hostname).sort()
    }
    const filesOf = (ending: RegExp) =>
      readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })
        .filter((path) => ending.test(path))
        .map((path) => [path, readFileSync(join(root, 'dist', path), 'utf8')] as const)
    const pages = () => keys(filesOf(/\.html$/).map(([, text]) => text))
    const feeds = () =>
      keys(filesOf(/(?:index|atom)\.xml$|feed\.json$/).flatMap(([path, text]) => textsOfFeed(path, text)))

    await host.ruoyu(['build', '--root', root])
    const { stdout } = await host.ruoyu(['keep', '--root', root, '--dry-run', '--json'])
    const listed = JSON.parse(stdout).files.flatMap(({ address }: { address: string }) => addressKey(address) ?? [])
    expect(listed.sort()).toEqual(pages())
    await host.ruoyu(['keep', '--root', root])
    expect(host.asked.length).toBe(listed.length)
    await host.ruoyu(['keep', '--root', root])
    expect(host.asked.length).toBe(listed.length)
    await host.ruoyu(['build', '--root', root])
    expect(pages()).toEqual([])
    expect(feeds()).toEqual([])
  })
})
