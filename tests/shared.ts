import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder with real blogs that stands beside the project where it is developed. */
const folder = resolve(process.env.RUOYU_SHARED ?? fileURLToPath(new URL('../../shared', import.meta.url)))

export const hasShared = existsSync(folder)
if (!hasShared) console.warn(`skipped: no ${folder}`)

export const corpora = ['coderzh', 'eddycjy', 'lruihao', 'owent', 'xiaowenz'] as const

export function shared(...path: readonly string[]): string {
  return join(folder, ...path)
}
