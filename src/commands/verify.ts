import { execFile } from 'node:child_process'
import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { diagnose } from '../diagnostics/diagnose.ts'
import { loadSite } from '../site/load.ts'
import type { SiteOptions } from '../site/options.ts'
import type { Diagnostic } from '../types.ts'

/** Every output by path: the hash of its text, or the file that it copies. */
export type Digest = Readonly<Record<string, string>>

/** Two machines as unlike as can be: 17½ hours apart, with other digits and other dates, folders listed from either end. */
const machines: readonly NodeJS.ProcessEnv[] = [
  { TZ: 'Pacific/Kiritimati', LC_ALL: 'C', LANG: 'C', RUOYU_READDIR: 'forwards' },
  { TZ: 'America/St_Johns', LC_ALL: 'ar_EG.UTF-8', LANG: 'ar_EG.UTF-8', RUOYU_READDIR: 'backwards' },
]

export interface Verified {
  /** The count of outputs that came out alike. */
  readonly alike: number
  readonly diagnostics: readonly Diagnostic[]
}

/** Builds the site in two processes of this program, each as on another machine, writes nothing, and compares. */
export async function verify(options: SiteOptions, out: string): Promise<Verified> {
  const request = JSON.stringify({ ...options, now: options.now() })
  const [one = {}, other = {}] = await Promise.all(machines.map((env) => digestOn(env, request)))
  return compare(one, other, out)
}

/** The files that two builds for the output folder `out` have in common, and those that they don't, in one message. */
export function compare(one: Digest, other: Digest, out: string): Verified {
  const paths = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort()
  const unlike = paths.filter((path) => one[path] !== other[path])
  const [first] = unlike
  if (first === undefined) return { alike: paths.length, diagnostics: [] }
  const names = unlike.slice(0, 5).join(', ')
  const differs = diagnose('output-differs', { file: `${out}/${first}` }, { names, count: unlike.length })
  return { alike: paths.length - unlike.length, diagnostics: [differs] }
}

async function digestOn(env: NodeJS.ProcessEnv, request: string): Promise<Digest> {
  const [, script = ''] = process.argv
  const { stdout } = await promisify(execFile)(process.execPath, [script, 'digest', request], {
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 30,
  })
  // A plugin's own output stands before it.
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1)) as Digest
}

/** `ruoyu digest`, for `verify` only: renders everything anew and prints its digest as the last line. */
export async function digestCommand(request: string): Promise<void> {
  const { now, ...options } = JSON.parse(request) as Omit<SiteOptions, 'now'> & { readonly now: string }
  const { compilation } = await loadSite({ ...options, now: () => now, fresh: true })
  const digest: (readonly [path: string, hash: string])[] = []
  for (const output of compilation.outputs) {
    const { value } = await compilation.render(output)
    digest.push([value.path, 'text' in value ? hash('sha256', value.text) : JSON.stringify(value)])
  }
  process.stdout.write(`\n${JSON.stringify(Object.fromEntries(digest))}\n`)
}
