import type { LoadedConfig } from '../io/config.ts'
import { findDrawers } from '../io/images/draw.ts'
import { findEncoder } from '../io/images/encoder.ts'
import { type FoundFont, findFonts } from '../io/images/fonts.ts'
import { inputsPrint, programPrint } from '../io/inputs.ts'
import { type PublishedBefore, publishedBefore } from '../io/output/published.ts'
import { recoverOutput } from '../io/output/tidy.ts'
import { type Scan, scanSources } from '../io/scan.ts'
import { hasKey } from '../kit/pluginEntries.ts'
import { packageRoot } from '../packageRoot.ts'
import { fontsIn } from '../theme.ts'
import type { Checked, Config, Diagnostic, IsoDate, Sources } from '../types.ts'
import type { BuildOptions, BuildReport, Said } from './build.ts'
import { extensionData } from './extensionData.ts'
import { configFor } from './siteConfig.ts'

/** Everything that a build sees before it opens a file but the config. */
export interface Look {
  readonly config: Checked<LoadedConfig>
  readonly scan: Scan
  /** Answers of the extensions' `data`. */
  readonly given: Checked<NonNullable<Sources['given']>>
  /** Fonts that the theme's settings name. */
  readonly fonts: Checked<readonly FoundFont[]>
  /** A hash of the program; without it nothing is known again. */
  readonly program: string | undefined
  /** Stands for all that a build reads. */
  readonly print: string | undefined
  /** Messages of a build that was broken off and then finished, or undone. */
  readonly recovered: readonly Diagnostic[]
  /** Record of what the last build published. */
  readonly published: PublishedBefore
}

export async function lookAt(options: BuildOptions): Promise<Look> {
  const loaded = await configFor(options)
  const { config } = loaded.value
  const recovered = await recoverOutput(options.root, config)
  const scan = scanSources(options.root, config)
  const program = programPrint(packageRoot, import.meta.url)
  const given = await extensionData(config)
  const fonts = findFonts(options.root, fontsIn(config.theme), config.file)
  const print = program && printOf(options, config, { scan, loaded: loaded.value, program, given, fonts })
  return {
    config: loaded,
    scan,
    given,
    fonts,
    program,
    print,
    recovered,
    published: publishedBefore(options.root, config),
  }
}

function printOf(
  { root, drafts, future, expired, strict, tellsSetup }: BuildOptions,
  config: Config,
  {
    scan,
    loaded,
    program,
    given,
    fonts,
  }: Pick<Look, 'scan' | 'given' | 'fonts'> & { readonly loaded: LoadedConfig; readonly program: string },
): string | undefined {
  if (!hasKey(config)) return undefined
  const { inputs, misnamed, hasUrl } = loaded
  const flags = { drafts, future, expired, strict }
  const encoder = findEncoder(root)?.version
  const drawing = (fonts.value.length > 0 || fonts.diagnostics.length > 0) && [
    findDrawers(root),
    fonts.value.map(({ name, hash }) => [name, hash]),
  ]
  return inputsPrint(root, scan, inputs, {
    program,
    config,
    given,
    encoder,
    ...(drawing && { drawing }),
    ...flags,
    ...(tellsSetup && { misnamed, hasUrl }),
  })
}

/** A build's note in the manifest, by which the next knows that it has nothing to do, and says again what was said. */
interface Note {
  readonly print?: string
  readonly validUntil?: IsoDate
  readonly report: Said
}

export function noteOf({ print }: Look, report: Said, validUntil: IsoDate | undefined): string {
  return JSON.stringify({ ...(print && { print }), ...(validUntil && { validUntil }), report } satisfies Note)
}

/** The report of the build that made what stands in the output, where all it read and wrote is as it was. */
export function unchanged(look: Look, { now }: BuildOptions): Omit<BuildReport, 'milliseconds'> | undefined {
  const { manifest, intact } = look.published
  if (!look.print || !manifest?.note || !intact) return undefined
  const { print, validUntil, report } = JSON.parse(manifest.note) as Note
  if (look.print !== print || (validUntil && Date.parse(now()) >= Date.parse(validUntil))) return undefined
  const outputs = { rendered: 0, written: 0, unchanged: manifest.files.size, removed: 0 }
  return { ...report, ok: true, seats: { fast: 0 }, outputs }
}
