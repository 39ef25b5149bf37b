import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

export interface Run {
  readonly seconds: number
  /** Peak resident memory of the process and its children, in MB; 0 where /proc can't tell. */
  readonly memory: number
}

// Node 20 reads these at every start, which takes longer than all else that it does then: an affair of the machine's network.
const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env

/** Runs a command to its end. Throws with its output where it fails. */
export function run(command: readonly string[], folder: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const [file = '', ...args] = command
    const start = process.hrtime.bigint()
    const child = spawn(file, args, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...environment, CI: 'true' },
    })
    const output: Buffer[] = []
    child.stdout.on('data', (data) => output.push(data))
    child.stderr.on('data', (data) => output.push(data))
    let memory = 0
    const poll = setInterval(() => {
      memory = Math.max(memory, peak(child.pid ?? 0))
    }, 25)
    child.on('error', reject)
    child.on('exit', (code) => {
      clearInterval(poll)
      const seconds = Number(process.hrtime.bigint() - start) / 1e9
      if (code === 0) resolve({ seconds, memory })
      else
        reject(
          new Error(
            `${command.join(' ')} in ${folder}: exit ${code}\n${Buffer.concat(output).toString().slice(-2000)}`,
          ),
        )
    })
  })
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** The high-water marks of a process and its direct children, added up. */
function peak(pid: number): number {
  try {
    const own = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    )
    return own + children.reduce((sum, child) => sum + peak(child), 0)
  } catch {
    return 0
  }
}
