import { hash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { renderAsync } from '@resvg/resvg-js'
import type { Drawing, DrawJob, FontFile } from '../../types.ts'
import { quietly } from '../disk.ts'
import { readPlainFile } from '../plainFile.ts'
import { type Encoder, findPackage } from './encoder.ts'
import { mostFontBytes } from './fonts.ts'
import { type ImageStore, imageFolder } from './store.ts'

type CutFont = (
  font: Buffer,
  text: string | undefined,
  options: { readonly targetFormat: 'truetype' | 'woff2'; readonly keepAllGlyphs?: boolean },
) => Promise<Buffer>

/** The packages that draw: the first cuts fonts, the second makes pictures of SVG. */
export const drawers = ['subset-font', '@resvg/resvg-js'] as const

/** The packages, where both are installed. */
export type Drawers = readonly [cutter: Encoder, painter: Encoder]

export function findDrawers(root: string): Drawers | undefined {
  const [cutter, painter] = drawers.map((name) => findPackage(root, name))
  return cutter && painter && [cutter, painter]
}

/** The name of an entry's file in the store. */
export function drawKey(draw: Drawing, [cutter, painter]: Drawers): string {
  const isCard = draw.format === 'png'
  const versions = (isCard ? `${cutter.version} ${painter.version}` : cutter.version).replace(/[^\w.-]+/g, '-')
  const source = hash('sha256', `${draw.font} ${isCard ? draw.svg : draw.text}`)
  return `${source}.${draw.format}-${isCard ? 'card' : 'slice'}.${versions}`
}

export interface DrawMeans {
  readonly root: string
  readonly store: ImageStore
  readonly drawers: Drawers
  readonly onPicture?: ((done: number, total: number) => void) | undefined
}

/** A font that nothing could be drawn with, and why. */
export interface DrawFault {
  readonly font: FontFile
  readonly reason: string
}

/** Draws what is missing and writes it to the store, under its key. */
export async function drawAll(jobs: ReadonlyMap<string, DrawJob>, means: DrawMeans): Promise<readonly DrawFault[]> {
  const fonts = new Map([...jobs.values()].map(({ font }) => [font.hash, font]))
  const faults: DrawFault[] = []
  for (const font of fonts.values()) {
    const ofFont = [...jobs].filter(([, job]) => job.font.hash === font.hash)
    try {
      if (font.characters.length === 0) throw new Error('it has no characters')
      const plain = await plainFont(font, means.drawers)
      const svgs = ofFont.flatMap(([key, { draw }]) => (draw.format === 'png' ? [[key, draw.svg] as const] : []))
      if (svgs.length > 0) await drawCards(font, plain, new Map(svgs), means)
      const cut = load<CutFont>(means.drawers[0])
      let done = 0
      for (const [key, { draw }] of ofFont) {
        if (draw.format !== 'woff2') continue
        means.store.write(key, await cut(plain, draw.text, { targetFormat: 'woff2' }))
        means.onPicture?.(++done, ofFont.length - svgs.length)
      }
    } catch (error) {
      faults.push({ font, reason: String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '' })
    }
  }
  return faults
}

/** One cut of the font serves all cards: the painter reads the whole file for each. */
async function drawCards(
  font: FontFile,
  plain: Buffer,
  svgs: ReadonlyMap<string, string>,
  means: DrawMeans,
): Promise<void> {
  const { root, store, onPicture } = means
  const [cutter, painter] = means.drawers
  const cut = load<CutFont>(cutter)
  const { renderAsync: paint } = load<{ readonly renderAsync: typeof renderAsync }>(painter)
  const text = [...new Set([...svgs.values()].join(''))].sort().join('')
  const bytes = await cut(plain, text, { targetFormat: 'truetype' })
  const lacks = new Set(lackedBy(text, font))
  // A character without a glyph would be a box.
  const drawable = (svg: string) => [...svg].filter((sign) => !lacks.has(sign)).join('')
  const file = join(imageFolder(root), `font-${hash('sha1', bytes)}-${process.pid}.tmp`)
  mkdirSync(imageFolder(root), { recursive: true })
  writeFileSync(file, bytes)
  try {
    const left = svgs.entries()
    let done = 0
    const drawMore = async () => {
      for (const [key, svg] of left) {
        const options = { font: { fontFiles: [file], loadSystemFonts: false, defaultFontFamily: 'card' } }
        store.write(key, (await paint(drawable(svg), options)).asPng())
        onPicture?.(++done, svgs.size)
      }
    }
    await Promise.all(Array.from({ length: availableParallelism() }, drawMore))
  } finally {
    quietly(() => rmSync(file, { force: true }))
  }
}

/** The font's bytes, unpacked. */
async function plainFont({ path }: FontFile, [cutter]: Drawers): Promise<Buffer> {
  const { bytes } = readPlainFile(path, mostFontBytes)
  const isPlain = !/^wOF[F2]$/.test(bytes.toString('latin1', 0, 4))
  return isPlain ? bytes : load<CutFont>(cutter)(bytes, undefined, { targetFormat: 'truetype', keepAllGlyphs: true })
}

/** The characters of a text, each once, that a font lacks; those of markup are no matter. */
export function lackedBy(text: string, { characters }: FontFile): readonly string[] {
  const has = new Set(characters)
  return [...new Set(text)].filter((sign) => sign > '~' && !has.has(sign.codePointAt(0) ?? 0)).sort()
}

function load<T>({ version, folder }: Encoder): T {
  return createRequire(join(folder, 'package.json'))(version.slice(0, version.lastIndexOf(' '))) as T
}
