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
import { fences, root, runnable, samples, toModule } from './fences.ts'

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
  expect(runnable.length).toBeGreaterThan(15)
  const extensions: NonNullable<UserConfig['extensions']>[number][] = []
  for (const { where, text } of runnable) {
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

test('samples of front matter, templates and plans are read, rendered and made', async () => {
  const of = (page: string, wanted: string) =>
    fences.filter((fence) => fence.page === page && fence.language === wanted).map(({ text }) => text)
  const [front = ''] = of('front-matter.md', 'yaml')
  const [draft = ''] = of('hello-ruoyu.md', 'yaml')
  const [footer = '', ...slots] = of('templates-and-themes.md', 'html')
  const [plan = ''] = of('how-a-blog-is-built.md', 'json')
  const archive = `-- content/posts/how-a-blog-is-built.md --
${front.replace(/^slug:.*\n/m, '').replace(/^cover:.*\n/m, '')}
{{< poem author="老子" >}}大直若屈。{{< /poem >}}
-- content/posts/draft.md --
${draft}
-- templates/partials/footer.njk --
${footer}
-- templates/slots/body-end.njk --
${slots.slice(0, -1).join('\n')}
-- templates/shortcodes/poem.njk --
${slots.at(-1)}
`
  const blog = await site(archive, { flags: { drafts: true, future: true } })
  expect(blog.diagnostics).toEqual([])
  expect(blog.outputs).toContainEqual(expect.objectContaining(JSON.parse(plan)))
  const html = blog.file('posts/how-a-blog-is-built/index.html')
  for (const part of ['<blockquote class="poem">', '——老子', '京ICP备00000000号', '由一台旧笔记本电脑构建'])
    expect(html).toContain(part)
})

/** A sample's settings, loaded as a config is. */
async function configOf(text: string): Promise<UserConfig> {
  const { code } = await transform(toModule(text).replaceAll('import.meta.dirname', "'.'"), { loader: 'ts' })
  const value = await settingsOf(await bundledModule(root, fromMemory, code))
  return text.includes('satisfies Theme') ? { theme: { use: value as Theme } } : (value as UserConfig)
}
