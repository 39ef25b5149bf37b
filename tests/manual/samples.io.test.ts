import { spawnSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { transform } from 'esbuild'
import { expect, test } from 'vitest'
import { completeConfig, type UserConfig } from '../../src/config.ts'
import type { Theme } from '../../src/extension.ts'
import { bundledModule, fromMemory, settingsOf } from '../../src/io/configModule.ts'
import { tempFolder } from '../io/temp.ts'
import { site } from '../site.ts'
import { root, samples, toModule } from './fences.ts'

test('every sample of TypeScript in the manual has the types that it needs', () => {
  const files = Object.fromEntries(
    samples.map(({ where, text }) => [`${where.replace(/\W/g, '-')}.ts`, toModule(text)] as const),
  )
  const tsconfig = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { paths: { ruoyu: [join(root, 'src/index.ts')] } },
    include: ['*.ts'],
    exclude: [],
  }
  const folder = tempFolder({
    ...files,
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify(tsconfig),
  })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc')], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(stdout).toBe('')
})

test('samples of configs and themes are taken, and extensions run on a site', async () => {
  expect(samples.length).toBeGreaterThan(15)
  const extensions: NonNullable<UserConfig['extensions']>[number][] = []
  for (const { where, text } of samples) {
    const config = await configOf(text)
    expect(completeConfig(config, '').diagnostics, where).toEqual([])
    extensions.push(...(config.extensions ?? []))
  }
  expect(extensions.length).toBeGreaterThan(5)
  const files = `-- content/posts/a.md --
---
title: 甲
date: 2025-01-01
---
再读{{< book 边城 >}}。
-- templates/partials/footer.njk --
{{ 90 | hours }}，{{ since }}，{% for post in site.posts %}{{ post.data.pace.words }}{% endfor %}
`
  const { diagnostics, file } = await site(files, { config: { extensions } })
  expect(diagnostics.map(({ code, params }) => `${code} ${params.name} ${params.message}`)).toEqual([
    'extension-found covers 《甲》没有封面',
  ])
  for (const part of ['<cite>《边城》</cite>', '1.5 小时，2009，1 分钟，约一杯茶'])
    expect(file('posts/a/index.html')).toContain(part)
})

/** A sample's settings, loaded as a config is. */
async function configOf(text: string): Promise<UserConfig> {
  const { code } = await transform(toModule(text).replaceAll('import.meta.dirname', "'.'"), { loader: 'ts' })
  const value = await settingsOf(await bundledModule(root, fromMemory, code))
  return text.includes('satisfies Theme') ? { theme: { use: value as Theme } } : (value as UserConfig)
}
