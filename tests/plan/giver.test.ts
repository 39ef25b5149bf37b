import { expect, test } from 'vitest'
import { site } from '../site.ts'

const post = '-- content/posts/a.md --\n---\ntitle: 文\n---\n'

test('an error in a page of no file’s own, and a path that an extension takes, are told at the config', async () => {
  const broken = await site(post, { config: { extensions: [{ name: 'e', html: () => null as never }] } })
  expect(broken.diagnostics.map(({ file }) => file)).not.toContain('config')
  const outputs = () => [{ path: 'index.html', text: () => '' }]
  const taken = await site(post, { config: { extensions: [{ name: 'e', outputs }] } })
  const [clash] = taken.diagnostics.filter(({ code }) => /^path-/.test(code))
  expect([clash?.params.first, clash?.params.second].sort()).toEqual(['ruoyu.config.ts', 'ruoyu.config.ts › e'])
})

test.each(['posts/a\u0007.txt', 'a\u007fb.png'])(
  'a file name that can be no address is told at its file: %j',
  async (name) => {
    const { diagnostics } = await site(`${post}-- content/${name} --\nx`)
    const [unsafe] = diagnostics.filter(({ code }) => code === 'output-path-unsafe')
    expect(unsafe).toMatchObject({ level: 'error', file: `content/${name}` })
  },
)

test('a post without categories has no empty line for them', async () => {
  const { file } = await site(post)
  expect(file('posts/a/index.html')).not.toContain('class="kicker"')
  expect(file('index.html')).not.toContain('class="kicker"')
})
