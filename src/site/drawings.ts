import { drawingsShown, type Planned } from '../compile.ts'
import { diagnose } from '../diagnostics/diagnose.ts'
import { drawAll, drawers, drawKey, findDrawers, lackedBy } from '../io/images/draw.ts'
import { findPackage } from '../io/images/encoder.ts'
import { openImageStore } from '../io/images/store.ts'
import type { Diagnostic, DrawJob, DrawnOutput, RenderedBody } from '../types.ts'
import type { PictureMeans, Pictures } from './pictures.ts'

type PlannedDrawings = Pick<Planned, 'outputs' | 'sources' | 'site' | 'entries'>

/** The setting that asks for a drawing, as messages name it. */
const keyOf = ({ draw }: DrawnOutput) => (draw.format === 'png' ? 'theme.cards' : 'theme.font')

/** Draws what pages show and neither the store nor the output has; gives the outcome of the encoder with that added. */
export async function withDrawings(
  pictures: Pictures,
  planned: PlannedDrawings,
  bodies: readonly RenderedBody[],
  { root, published, onProgress }: PictureMeans,
): Promise<Pictures> {
  const all = drawnOutputs(planned)
  if (all.length === 0) return pictures
  const found = findDrawers(root)
  const told = (absent: readonly DrawnOutput[], diagnostics: readonly Diagnostic[], keys = pictures.keys): Pictures => {
    const news = { ...pictures.news, absent: new Set([...pictures.news.absent, ...absent.map(({ path }) => path)]) }
    return { news, keys, diagnostics: [...pictures.diagnostics, ...diagnostics] }
  }
  const at = { file: planned.site.config.file }
  if (!found) {
    const packages = drawers.filter((name) => !findPackage(root, name)).join(' ')
    return told(
      all,
      [...new Set(all.map(keyOf))].map((key) => diagnose('drawers-missing', at, { key, packages })),
    )
  }
  const store = openImageStore(root)
  const shown = drawingsShown(planned, bodies).map((output) => [output, drawKey(output.draw, found)] as const)
  const stands = ({ path }: DrawnOutput, key: string): boolean =>
    published.intact && published.manifest?.files.get(path)?.source === key
  const missing = shown.filter(([output, key]) => !stands(output, key) && !store.read(key))
  const fonts = new Map(planned.sources.fonts?.map((font) => [font.hash, font]))
  const jobs = missing.flatMap(([{ draw }, key]): (readonly [string, DrawJob])[] => {
    const font = fonts.get(draw.font)
    return font ? [[key, { draw, font }]] : []
  })
  const onPicture = (done: number, total: number) => onProgress({ stage: 'pictures', done, total })
  const faults = await drawAll(new Map(jobs), { root, store, drawers: found, onPicture })
  // The encoder's own end of the build counts drawings too.
  if (pictures.keys.size === 0) store.close({ keys: new Set(drawnKeys(planned, root)), sources: new Set() })
  const failed = new Map(faults.map(({ font, reason }) => [font.hash, reason]))
  const diagnostics = [...fonts.values()].flatMap((font): readonly Diagnostic[] => {
    const { name, hash } = font
    const reason = failed.get(hash)
    if (reason !== undefined) {
      const keys = new Set(shown.filter(([{ draw }]) => draw.font === hash).map(([output]) => keyOf(output)))
      return [...keys].map((key) => diagnose('drawing-failed', at, { key, name, reason }))
    }
    const svgs = shown.flatMap(([{ draw }]) => (draw.font === hash && draw.format === 'png' ? [draw.svg] : []))
    const signs = svgs.length > 0 ? lackedBy(svgs.join(''), font) : []
    return signs.length > 0 ? [diagnose('glyphs-missing', at, { key: 'theme.cards', name, signs: signs.join('') })] : []
  })
  return told(
    missing.flatMap(([output]) => (failed.has(output.draw.font) ? [output] : [])),
    diagnostics,
    new Map([...pictures.keys, ...shown]),
  )
}

/** Keys of all drawings in the store, those included that a picture in their post makes needless. */
export function drawnKeys(planned: Pick<Planned, 'outputs'>, root: string): readonly string[] {
  const outputs = drawnOutputs(planned)
  const found = outputs.length > 0 ? findDrawers(root) : undefined
  return found ? outputs.map(({ draw }) => drawKey(draw, found)) : []
}

/** Paths of drawings that can't be made for want of the packages. */
export function absentDrawings(planned: Pick<Planned, 'outputs'>, root: string): ReadonlySet<string> {
  const outputs = drawnOutputs(planned)
  return new Set(outputs.length > 0 && !findDrawers(root) ? outputs.map(({ path }) => path) : [])
}

function drawnOutputs({ outputs }: Pick<Planned, 'outputs'>): readonly DrawnOutput[] {
  return outputs.filter((output) => output.kind === 'drawn')
}
