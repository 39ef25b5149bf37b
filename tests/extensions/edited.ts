import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { createLoader } from '../../src/site/load.ts'
import { ruoyu } from '../clients/command.ts'
import { standing } from '../io/site.ts'
import type { random } from '../runs.ts'

const options = (root: string) => ({ root, now: () => '2026-01-01T00:00:00+08:00' })

/** By the bundled command: the program from its sources keeps nothing from build to build. */
function built(root: string) {
  const { status, stdout, stderr } = ruoyu(['build', '--root', root, '--json'])
  expect(status, stdout + stderr).toBe(0)
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly unknown[] }
  return { diagnostics, files: standing(root) }
}

/** The site as a build without output and cache makes it. */
function clean(root: string) {
  const kept = ['dist', '.ruoyu'].map((name) => [join(root, name), join(root, `.kept-${name}`)] as const)
  for (const [from, to] of kept) renameSync(from, to)
  const result = built(root)
  for (const [from, to] of kept) {
    rmSync(from, { recursive: true })
    renameSync(to, from)
  }
  return result
}

export type Random = ReturnType<typeof random>
export type Edits = readonly (() => void)[]

/** Edits a site at random, and checks each time that a build gives what a clean one gives, and that a server shows the same. */
export async function editAtRandom(root: string, edits: Edits, next: Random, steps: number): Promise<void> {
  const load = createLoader(options(root))
  for (let step = 0; step < steps; step++) {
    const edit = edits[next(edits.length)] ?? (() => {})
    const what = `step ${step}: ${edit}`
    edit()
    const rebuilt = built(root)
    const right = clean(root)
    expect(rebuilt, what).toEqual(right)
    const { compilation, diagnostics } = await load()
    const files = await Promise.all(compilation.outputs.map((output) => compilation.render(output)))
    const told = [...diagnostics, ...files.flatMap(({ diagnostics }) => diagnostics)]
    expect(told.filter(({ level }) => level === 'error')).toEqual([])
    const shown = files.flatMap(({ value }) => ('text' in value ? [[value.path, value.text] as const] : []))
    expect(Object.fromEntries(shown.map(([path]) => [path, right.files[path]])), what).toEqual(
      Object.fromEntries(shown),
    )
  }
}
