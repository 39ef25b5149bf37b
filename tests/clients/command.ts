import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { repository } from './built.ts'

export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the bundled command as a blogger does, for at most `timeout` milliseconds. `npm ci` and `npm run build` make the bundle. */
export function ruoyu(args: readonly string[], env: NodeJS.ProcessEnv = {}, timeout = 0): Ran {
  const options = { encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 2 ** 28, timeout } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, 'lib/cli.js'), ...args], options)
  return { status, stdout, stderr }
}
