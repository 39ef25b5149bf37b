import { expect, it } from 'vitest'
import { type Attempt, createSession } from '../../src/dev/session.ts'
import type { Snapshot } from '../../src/dev/snapshot.ts'
import { diagnose } from '../../src/diagnostics/diagnose.ts'
import type { Diagnostic, Output } from '../../src/types.ts'
import { broken } from './fake.ts'

function attempt(text: string, diagnostics: readonly Diagnostic[] = []): Attempt {
  const output: Output = { path: 'index.html', url: '/', kind: 'asset', origin: 'test', text }
  return {
    config: {
      url: 'https://example.com/blog/',
      language: 'zh-CN',
      content: ['content'],
      statics: [],
      templates: 'templates',
    },
    inputs: [],
    sources: { resources: [], statics: [] },
    compilation: {
      site: {},
      outputs: [output],
      render: async () => ({ value: { path: 'index.html', text }, diagnostics: [] }),
    },
    diagnostics,
  }
}

/** A session that comes to these attempts in turn; an Error is thrown. */
function session(...attempts: readonly (Attempt | Error)[]) {
  const changes: Snapshot[] = []
  let turn = 0
  const { refresh, current } = createSession({
    root: '/site',
    load: async () => {
      const next = attempts[turn++] as Attempt | Error
      if (next instanceof Error) throw next
      return next
    },
    textOf: () => undefined,
    onChange: (snapshot) => changes.push(snapshot),
  })
  return { refresh, current, changes }
}

async function home(snapshot: Snapshot): Promise<string | undefined> {
  const output = snapshot.outputs.get('/')
  const file = output && (await snapshot.render(output)).value
  return file && 'text' in file ? file.text : undefined
}

it('lets readers wait for the first state', async () => {
  const { refresh, current } = session(attempt('one'))
  const waiting = current()
  await refresh()
  expect(await home(await waiting)).toBe('one')
  expect((await waiting).base).toBe('/blog/')
})

it('keeps the last good pages under the errors of a newer attempt', async () => {
  const { refresh, current } = session(attempt('one'), attempt('two', [broken()]), attempt('three'))
  await refresh()
  await refresh()
  expect(await home(await current())).toBe('one')
  expect((await current()).diagnostics).toHaveLength(1)
  await refresh()
  expect(await home(await current())).toBe('three')
  expect((await current()).diagnostics).toEqual([])
})

it('shows what there is when it starts with an error, until there is something good', async () => {
  const { refresh, current } = session(attempt('one', [broken()]), attempt('two', [broken()]), attempt('three'))
  for (const text of ['one', 'two', 'three']) {
    await refresh()
    expect(await home(await current())).toBe(text)
  }
})

it('takes new pages with warnings', async () => {
  const { refresh, current } = session(attempt('one'), attempt('two', [broken({ level: 'warning' })]))
  await refresh()
  await refresh()
  expect(await home(await current())).toBe('two')
})

it('outlives a throw', async () => {
  const { refresh, current } = session(new Error('plugin'), attempt('one'), new Error('again'), attempt('two'))
  await refresh()
  expect((await current()).diagnostics[0]).toMatchObject({
    code: 'refresh-failed',
    params: { reason: expect.stringContaining('plugin') },
  })
  await refresh()
  await refresh()
  expect(await home(await current())).toBe('one')
  expect((await current()).diagnostics).toHaveLength(1)
  await refresh()
  expect(await home(await current())).toBe('two')
})

it('tells nobody when nothing has changed', async () => {
  const same = attempt('one')
  const { refresh, changes } = session(same, same)
  await refresh()
  await refresh()
  expect(changes).toHaveLength(1)
})

it('renders a page once for all who ask', async () => {
  let count = 0
  const one = attempt('one')
  const render = async () => ({ value: { path: 'index.html', text: String(++count) }, diagnostics: [] })
  const { refresh, current } = session({ ...one, compilation: { ...one.compilation, render } })
  await refresh()
  expect([await home(await current()), await home(await current())]).toEqual(['1', '1'])
})

it('outlives a page that throws', async () => {
  const one = attempt('one')
  const render = async () => {
    throw new Error('filter')
  }
  const { refresh, current } = session({ ...one, compilation: { ...one.compilation, render } })
  await refresh()
  const output = (await current()).outputs.get('/') as Output
  expect((await (await current()).render(output)).diagnostics).toMatchObject([{ code: 'refresh-failed' }])
})

it('tells what is wrong with a page when it is rendered, once for all pages', async () => {
  const attempts = [attempt('one'), attempt('two')].map((each) => {
    const [output] = each.compilation.outputs as [Output]
    const wrong = (reason: string) =>
      diagnose('template-failed', { file: 'templates/post.njk', line: 1, column: 4 }, { reason })
    const outputs = ['/a/', '/b/'].map((url) => ({ ...output, path: `${url.slice(1)}index.html`, url }))
    const render = async ({ path }: Output) => ({ value: { path, text: '' }, diagnostics: [wrong(path)] })
    return { ...each, compilation: { ...each.compilation, outputs, render } }
  })
  const told: string[] = []
  let turn = 0
  const { refresh, current } = createSession({
    root: '/site',
    load: async () => attempts[turn++] as Attempt,
    textOf: () => undefined,
    onChange: () => {},
    onPage: (diagnostics, language) => told.push(...diagnostics.map(({ code }) => `${language} ${code}`)),
  })
  const show = async () => {
    const { outputs, render } = await current()
    for (const output of outputs.values()) await render(output)
  }
  await refresh()
  await show()
  await show()
  expect(told).toEqual(['zh-CN template-failed'])
  await refresh()
  await show()
  expect(told).toHaveLength(2)
})
