import { isKept, stateOf } from '../keep/record.ts'
import type { Wanted } from '../keep/wanted.ts'
import type { Run } from './keep.ts'
import type { KeepCounts } from './keepWords.ts'
import type { Bundles } from './makeBundles.ts'
import type { Rewrite } from './rewriteKept.ts'

function hostOf({ key }: Wanted): string {
  return new URL(key).hostname
}

/** The report that `--json` prints: every file of another host that the site shows, with what became of it. */
export function reportOf({ wanted, todo, record, options, loaded }: Run) {
  const asked = new Set(todo)
  const files = wanted.map((each) => {
    const { address, key, where } = each
    const row = record.rows.get(key)
    const isOpen = !row || (options.dryRun === true && asked.has(each))
    return {
      address,
      where,
      state: isOpen ? 'to fetch' : stateOf(row),
      status: isOpen ? '' : row.status,
      file: row?.file ?? '',
    }
  })
  const counts = countsOf(wanted, record)
  const { language } = loaded.config
  return {
    ok: true,
    language,
    dryRun: options.dryRun === true,
    ...counts,
    files,
    diagnostics: [],
  }
}

function countsOf(wanted: readonly Wanted[], record: Run['record']): KeepCounts {
  const states = wanted.flatMap(({ key }) => record.rows.get(key) ?? []).map(stateOf)
  const count = (pattern: RegExp): number => states.filter((state) => pattern.test(state)).length
  return {
    kept: count(/^kept$/),
    archived: count(/^archived$/),
    dead: count(/^dead$/),
    failed: count(/^(?:failed|refused)$/),
  }
}

/** Lines about the run; a dry one lists all that would be fetched. */
export function printRun(run: Run, rewritten: Rewrite | undefined): void {
  const { wanted, todo, record, say, options } = run
  const lines: string[] = []
  if (options.dryRun) {
    if (todo.length === 0) lines.push(say.nothing)
    else lines.push(say.toFetch(todo.length, new Set(todo.map(hostOf)).size), ...listOf(todo, run))
    const rest = wanted.filter((each) => !todo.includes(each))
    const kept = rest.filter(({ key }) => isKept(record.rows.get(key) ?? { status: '', file: '' })).length
    if (rest.length > 0) lines.push(say.already(kept, rest.length - kept))
  } else if (wanted.length === 0) lines.push(say.nothing)
  else {
    const of = (pattern: RegExp) => todo.filter(({ key }) => pattern.test(record.rows.get(key)?.status ?? ''))
    const [dead, failed] = [of(/^dead/), of(/^(?:failed|refused)/)]
    if (dead.length > 0) lines.push(say.dead(dead.length), ...listOf(dead, run))
    if (failed.length > 0) lines.push(say.failed(failed.length), ...listOf(failed, run), say.retry)
    if (of(/^refused proxy/).length > 0) lines.push(say.proxy)
    lines.push(say.done(countsOf(todo, record)))
    if (todo.length < wanted.length) {
      const rest = wanted.length - todo.length
      const kept = wanted.filter((each) => !todo.includes(each) && isKept(record.rows.get(each.key) ?? noRow)).length
      lines.push(say.already(kept, rest - kept))
    }
  }
  if (rewritten) {
    const { addresses, changed, left } = rewritten
    lines.push((options.dryRun ? say.wouldRewrite : say.rewritten)(addresses, changed.length))
    if (left.length > 0) lines.push(say.leftAsWritten(left.length), ...left.map((place) => `  ${place}`))
  }
  console.log(lines.join('\n'))
}

export function printBundles({ moved, left }: Pick<Bundles, 'moved' | 'left'>, say: Run['say']): void {
  console.log(say.bundled(moved.length))
  if (left.length > 0) console.log([say.notBundled(left.length), ...left.map((file) => `  ${file}`)].join('\n'))
}

const noRow = { status: '', file: '' }

/** Addresses with their places, host by host. */
function listOf(files: readonly Wanted[], { record, say, options }: Run): readonly string[] {
  const ordered = [...files].sort((a, b) => (hostOf(a) < hostOf(b) ? -1 : hostOf(a) > hostOf(b) ? 1 : 0))
  return ordered.map(({ key, address, where }) => {
    const status = options.dryRun ? '' : (record.rows.get(key)?.status ?? '')
    return `  ${address}  ${where.join(', ')}${status && `  ${say.status(status)}`}`
  })
}
