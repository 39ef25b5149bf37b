import { indexOutputs, type Snapshot } from '../../src/dev/snapshot.ts'
import type { Diagnostic, Output } from '../../src/types.ts'

/** A snapshot whose outputs are given as path → text; `copy:PATH` is a file that is copied from there. */
export function snapshot(files: Readonly<Record<string, string>>, over: Partial<Snapshot> = {}): Snapshot {
  const outputs = Object.entries(files).map(([path, text]): Output => {
    const base = { path, url: `/${path}`, origin: 'test' }
    return text.startsWith('copy:')
      ? { ...base, kind: 'static', copyFrom: text.slice(5) }
      : { ...base, kind: 'asset', text }
  })
  return {
    base: '/',
    language: 'zh-CN',
    outputs: indexOutputs(outputs),
    render: async (output) => ({
      value:
        'copyFrom' in output
          ? { path: output.path, copyFrom: output.copyFrom }
          : { path: output.path, text: files[output.path] ?? '' },
      diagnostics: [],
    }),
    lastGood: async () => undefined,
    diagnostics: [],
    textOf: () => undefined,
    files: '',
    root: '',
    folders: [],
    ...over,
  }
}

export function broken(place: Partial<Diagnostic> = {}): Diagnostic {
  return { code: 'config-broken', level: 'error', file: 'ruoyu.config.ts', params: { reason: '<b>' }, ...place }
}
