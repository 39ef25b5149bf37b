import { expect, test } from 'vitest'
import type { UserConfig } from '../../src/config.ts'
import { site, type TestSite } from '../site.ts'

const post = (name: string, title: string, text: string) =>
  `-- content/posts/${name}.md --\n---\ntitle: ${title}\ndate: 2025-01-02\ntags: [随笔]\n---\n${text}\n`

const archive =
  post('a', '春眠不觉晓', '处处闻啼鸟。夜来风雨声，花落知多少？ "Quoted" -- 1...') +
  post('b', '登鹳雀楼', '# 白日依山尽\n\n## 黄河入海流')

/** All of the first plane. */
const characters = Array.from({ length: 0xffff }, (_, code) => code)

const fonts = [{ name: 'a.ttf', path: '/a.ttf', hash: 'f'.repeat(64), characters }]
const theme: UserConfig['theme'] = { font: { text: 'a.ttf' } }
const made = (text: string) => site(text, { config: { theme }, fonts })

const slices = ({ outputs }: TestSite) => outputs.flatMap((output) => (output.kind === 'drawn' ? [output.path] : []))

/** The characters of the ranges of a stylesheet's faces. */
function covered(css: string): (sign: string) => boolean {
  const ranges = [...css.matchAll(/U\+([\da-f]+)(?:-([\da-f]+))?/g)].map(([, first = '', last = first]) => [
    first,
    last,
  ])
  return (sign) =>
    ranges.some(
      ([a = '', b = '']) =>
        Number(`0x${a}`) <= (sign.codePointAt(0) ?? 0) && (sign.codePointAt(0) ?? 0) <= Number(`0x${b}`),
    )
}

const shown = (html: string) => [
  ...new Set(html.replace(/<head>.*?<\/head>|<(script|style)[^>]*>.*?<\/\1>|<[^>]*>/gs, '').replaceAll(/&\w+;/g, '')),
]

test('every character of every page is in a slice, and those of the home page in its own file', async () => {
  const blog = await made(archive)
  const inSlices = covered(blog.file('assets/fonts.css'))
  for (const path of blog.paths.filter((path) => path.endsWith('.html')))
    expect([path, shown(blog.file(path)).filter((sign) => sign > ' ' && !inSlices(sign))]).toEqual([path, []])
  const atHome = covered(blog.file('assets/fonts-home.css'))
  expect(shown(blog.file('index.html')).filter((sign) => sign > ' ' && !atHome(sign))).toEqual([])
  expect(blog.file('index.html')).toContain('<link rel="stylesheet" href="/assets/fonts-home.css">')
  expect(blog.file('posts/a/index.html')).not.toContain('fonts-home.css')
  expect(blog.file('posts/a/index.html')).toContain('<link rel="stylesheet" href="/assets/fonts.css">')
})

test('a post has its own characters in one file, beside that of the commonest', async () => {
  const blog = await made(archive)
  const html = blog.file('posts/a/index.html')
  const [path = ''] = /assets\/fonts-(?!home)\w+\.css/.exec(html) ?? []
  const common = blog
    .file('assets/fonts.css')
    .split('\n')
    .find((face) => face.includes('text-common'))
  const inBoth = covered(`${blog.file(path)}${common}`)
  expect(shown(html).filter((sign) => sign > ' ' && !inBoth(sign))).toEqual([])
  expect(blog.file(path).match(/@font-face/g)).toHaveLength(1)
  // A post's file has nothing that every page asks for.
  expect(covered(blog.file(path))('的')).toBe(false)
})

test('a character that is new to the site changes one slice and no page but its own', async () => {
  const before = await made(archive)
  const after = await made(`${archive}\n\n饕`)
  const gone = slices(before).filter((path) => !slices(after).includes(path))
  const fresh = slices(after).filter((path) => !slices(before).includes(path))
  // The post that has it is on the home page too.
  const names = [gone, fresh].map((paths) => paths.map((path) => /text-\w+/.exec(path)?.[0] ?? ''))
  expect(names.map((each) => each.filter((name) => name === 'text-home'))).toEqual([['text-home'], ['text-home']])
  expect(names.map(({ length }) => length)).toEqual([2, 3])
  expect(after.file('posts/a/index.html')).toBe(before.file('posts/a/index.html'))
})

test('titles have a font of their own, which is as bold as it is; without the setting there is nothing', async () => {
  const titled = await site(archive, { config: { theme: { font: { title: 'a.ttf' } } }, fonts })
  expect(titled.file('assets/fonts.css')).toMatch(
    /font-family:"site title".*font-weight:1 1000;.*--song:"site title","Songti SC"/s,
  )
  expect(titled.file('assets/fonts.css')).not.toContain('--sans:')
  const plain = await site(archive)
  expect(plain.paths.filter((path) => path.includes('fonts'))).toEqual([])
  expect(plain.file('index.html')).not.toContain('fonts')
  expect(plain.entries.map(({ characters }) => characters)).toEqual([undefined, undefined])
})
