import { diagnose } from '../diagnostics/diagnose.ts'
import { copiedFrom } from '../kit/outputKind.ts'
import type { Diagnostic, Entry, LeftOut, Output, Sources } from '../types.ts'

interface Published {
  readonly entries: readonly Entry[]
  readonly leftOut: readonly LeftOut[]
}

/** Errors for symbolic links that lead to a draft or into its bundle: under another name it would be published. */
export function checkLinked(
  { links = {} }: Pick<Sources, 'links'>,
  outputs: readonly Output[],
  { entries, leftOut }: Published,
): readonly Diagnostic[] {
  if (Object.keys(links).length === 0) return []
  const hidden = leftOut.filter(({ reason }) => !/^(?:bundled|headless|language)$/.test(reason))
  const owner = (target: string) => hidden.find(({ file }) => file === target || isIn(target, file))
  const copied = outputs.flatMap((output) => copiedFrom(output) ?? [])
  return [...entries.map(({ source }) => source.path), ...copied].flatMap((file) => {
    const target = links[file]
    const left = target === undefined ? undefined : owner(target)
    return left ? [diagnose('link-unpublished', { file }, { file: left.file, reason: left.reason })] : []
  })
}

/** True where a file belongs to a page: all below a bundle, and the files beside an `_index.md`. */
function isIn(file: string, page: string): boolean {
  const [, folder = '', branch] = /^(.*\/)(_?)index\.[^/]+$/.exec(page) ?? []
  return folder !== '' && file.startsWith(folder) && !(branch && file.includes('/', folder.length))
}
