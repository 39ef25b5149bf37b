import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import type { UserConfig } from '../../../src/config.ts'
import { type BuildReport, build } from '../../../src/site/build.ts'
import { tempFolder } from '../temp.ts'

/** A JPEG of one colour, or another for another number. */
export function picture(width: number, height: number, seed = 0): Promise<Buffer> {
  const background = { r: (40 + seed * 37) % 256, g: 90, b: 160 }
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg({ quality: 80 })
    .toBuffer()
}

/** A blog of one bundle that shows `photo.jpg` of 2000 × 1500 pixels. */
export async function blog(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  config: UserConfig = {},
): Promise<string> {
  return tempFolder({
    'ruoyu.config.ts': `export default ${JSON.stringify({ title: '图', url: 'https://example.org/', ...config })}`,
    'content/posts/walk/index.md': '---\ntitle: 走\ndate: 2026-01-01\n---\n![湖](photo.jpg)\n',
    'content/posts/walk/photo.jpg': await picture(2000, 1500),
    ...files,
  })
}

export function made(root: string, options: Partial<Parameters<typeof build>[0]> = {}): Promise<BuildReport> {
  return build({ root, now: () => '2026-11-23T00:00:00Z', ...options })
}

/** All files of the output by path, as bytes. */
export function outputOf(root: string): Readonly<Record<string, Buffer>> {
  const out = join(root, 'dist')
  const names = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = names.map(({ parentPath, name }) => join(parentPath, name))
  return Object.fromEntries(paths.sort().map((path) => [path.slice(out.length + 1), readFileSync(path)]))
}

export const store = (root: string): string => join(root, '.ruoyu/images')

/** Names of the entries of the store. */
export function entries(root: string): readonly string[] {
  return readdirSync(store(root))
    .filter((name) => name !== 'index')
    .sort()
}

export function page(root: string, path = 'posts/walk/index.html'): string {
  return readFileSync(join(root, 'dist', path), 'utf8')
}

/** The tag of the first image of a page. */
export function image(root: string, path?: string): string {
  return /<img[^>]*>/.exec(page(root, path))?.[0] ?? ''
}

export function put(root: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}
