import { expect, test } from 'vitest'
import type { Extension } from '../../src/extension.ts'
import { stopAfter } from '../../src/io/stopAfter.ts'
import type { PostView, SiteView } from '../../src/plan/views.ts'
import type { Diagnostic } from '../../src/types.ts'
import { site, type TestSite } from '../site.ts'

const archive = `-- content/posts/a.md --
---
title: 甲
date: 2025-01-02
---
甲的话，见[友链](/friends.opml)。
-- content/posts/b.md --
---
title: 乙
date: 2025-01-01
---
乙的话很长。
-- public/taken.txt --
我
`

const built = (extensions: readonly Extension[], more = '', limit = 5000) =>
  site(archive + more, { config: { extensions, limits: { templateTime: limit } }, stopAfter })

const told = ({ diagnostics }: TestSite) =>
  diagnostics.map(({ code, level, file, line, params }) =>
    [code, level, file, line, params.name, params.part, params.reason ?? params.message].filter(Boolean).join(' '),
  )

test('an output is planned with ours, links reach it, and its text sees the whole site', async () => {
  const all: Extension = {
    name: 'opml',
    outputs: (site) => [
      { path: 'friends.opml', text: () => site.posts.map(({ title, excerpt }) => `${title}：${excerpt}`).join('\n') },
      { path: '/统计/index.html', text: () => `${site.taxonomies.length}` },
    ],
  }
  const made = await built([all])
  expect(told(made)).toEqual([])
  expect(made.file('friends.opml')).toBe('甲：甲的话，见友链。\n乙：乙的话很长。')
  expect(made.file('统计/index.html')).toBe('2')
  expect(
    made.outputs.filter(({ origin }) => origin.startsWith('extension:')).map(({ url, origin }) => `${url} ${origin}`),
  ).toEqual(['/friends.opml extension:opml', '/%E7%BB%9F%E8%AE%A1/ extension:opml'])
  expect([...made.read('friends.opml')].sort()).toEqual(['content/posts/a.md', 'content/posts/b.md'])
  // The extension may have kept what it read.
  expect(made.read('统计/index.html').length).toBe(2)
})

test('an output about a post is made of that post alone, unless its text reads others, and an error names the post', async () => {
  const outputs: Extension['outputs'] = ({ posts }) =>
    posts.map((post) => ({ path: `${post.title}.txt`, post, text: () => post.content }))
  const apart = await built([{ name: 'twins', outputs }])
  expect([apart.read('甲.txt'), apart.read('乙.txt')]).toEqual([['content/posts/a.md'], ['content/posts/b.md']])
  const text = (site: SiteView) => () => site.posts.map(({ content }) => content).join()
  const all = await built([{ name: 'all', outputs: (site) => [{ path: 'x', post: site.posts[0], text: text(site) }] }])
  expect(all.read('x')).toHaveLength(2)
  const bad = await built([{ name: 'bad', outputs: ({ posts: [, post] }) => [{ path: 'x', post, text: oh }] }])
  expect(told(bad).filter((line) => !line.startsWith('link'))).toEqual([
    'extension-failed error content/posts/b.md bad outputs oh',
  ])
  const other = await built([{ name: 'bad', outputs: () => [{ path: 'x', post: {} as PostView, text: oh }] }])
  expect(told(other).join()).toContain('the `post` of x is no post of the site')
})

test('an output whose path is taken is told with both names, and one of ours gives way', async () => {
  const give = (name: string, path: string): Extension => ({ name, outputs: () => [{ path, text: () => name }] })
  const made = await built([
    give('one', 'x.txt'),
    give('two', 'x.txt'),
    give('three', 'taken.txt'),
    give('four', 'robots.txt'),
    { name: 'five', outputs: () => [{ path: 'taken.txt', text: () => 'five', yields: true }] },
  ])
  const numbered = made.diagnostics.filter(({ code }) => code === 'path-numbered')
  expect(numbered.map(({ file, params }) => `${file} ${params.first} ${params.second}`)).toEqual([
    'ruoyu.config.ts ruoyu.config.ts › one ruoyu.config.ts › two',
    'ruoyu.config.ts public/taken.txt ruoyu.config.ts › three',
  ])
  expect([made.file('x.txt'), made.file('x-2.txt'), made.file('robots.txt')]).toEqual(['one', 'two', 'four'])
})

test('an output may be a redirect: it gives way to a page, and a dead one is told', async () => {
  const outputs: Extension['outputs'] = () => [
    { path: 'old/index.html', redirect: '/posts/a/' },
    { path: 'index.html', redirect: '/posts/a/' },
    { path: 'dead/index.html', redirect: '/no/' },
  ]
  const made = await built([{ name: 'moved', outputs }])
  expect(made.file('old/index.html')).toContain('url=/posts/a/')
  expect(made.file('index.html')).not.toContain('url=/posts/a/')
  expect(made.diagnostics.map(({ code, file, params }) => [code, file, ...Object.values(params)].join(' '))).toEqual([
    'link-dead content/posts/a.md /friends.opml',
    'redirect-dead ruoyu.config.ts /dead/index.html /no/',
    'redirect-shadowed ruoyu.config.ts / ruoyu.config.ts redirects',
  ])
  const bad = await built([{ name: 'moved', outputs: () => [{ path: 'x', redirect: '' }] }])
  expect(told(bad).join()).toContain('moved outputs the `redirect` of x is no address')
})

test('an extension of the name of one of ours has its own files', async () => {
  const outputs: Extension['outputs'] = () => [{ path: 'q.txt', text: () => 'q' }]
  const made = await built([{ name: 'ruoyu/sitemap', outputs }])
  expect([made.file('q.txt'), made.file('sitemap.xml').slice(0, 5)]).toEqual(['q', '<?xml'])
})

test.each<readonly [part: string, wrong: object, reason: string]>([
  ['posts', { posts: () => 5 }, 'it gave no object, but number'],
  ['posts', { posts: async () => Promise.reject(new Error('late')) }, 'it gave no object, but Promise'],
  ['outputs', { outputs: async () => [] }, 'it gave no list, but Promise'],
  [
    'outputs',
    { outputs: () => [{ path: 'x', text: () => 'x', yields: 'no' }] },
    '`yields` of x is neither true nor false',
  ],
  [
    'outputs',
    { outputs: () => [{ path: 'x', text: () => 'x', yeilds: true }] },
    'x has `yeilds` where `yields` is meant',
  ],
  [
    'outputs',
    { outputs: () => [{ path: '/old/', redirect: '/' }] },
    '"/old/" is a folder, whose page is "/old/index.html"',
  ],
  ['outputs', { outputs: () => [{ path: 'x.txt', redirect: '/' }] }, 'x.txt is no page that could be a redirect'],
  [
    'outputs',
    { outputs: () => [{ path: 'x.html', redirect: 'javascript:a()' }] },
    '`redirect` of x.html is no address',
  ],
  [
    'outputs',
    { outputs: () => [{ path: 'x.html', redirect: '/', text: () => 'x' }] },
    'both a `text` and a `redirect`',
  ],
  ['posts', { posts: (post: object) => Object.assign(post, { title: 'x' }) }, 'read only property'],
  ['html', { html: () => '' }, 'it gave an empty page'],
  ['html', { html: async (html: string) => html }, 'it gave no text, but Promise'],
  ['checks', { checks: () => ['oh'] }, 'a finding needs its words in `params.message`'],
  ['checks', { checks: () => [{ level: 'fatal', params: { message: 'oh' } }] }, 'error, warning or info, not fatal'],
  ['checks', { checks: () => [null] }, 'a finding needs its words in `params.message`'],
])('a wrong kind of value from %s is an error, whether a template reads it or not: %j', async (part, wrong, reason) => {
  const made = await built([{ name: 'wrong', ...wrong }])
  expect(
    new Set(
      told(made)
        .filter((line) => line.startsWith('extension-failed'))
        .map((line) => line.replace(/.*wrong/, '')),
    ),
  ).toEqual(new Set([expect.stringContaining(`${part} `)]))
  expect(told(made).join()).toContain(reason)
})

test('posts gives post.data, over a remark plugin’s file.data, once a post', async () => {
  let calls = 0
  const words: Extension = {
    name: 'words',
    remark: [
      () => (_tree: unknown, file: { data: Record<string, unknown> }) =>
        void Object.assign(file.data, { mood: ['晴'] }),
    ],
    posts(post, site) {
      calls++
      return { length: post.content.length, of: site.posts.length }
    },
  }
  const template = `-- templates/archives.njk --
{% for post in site.posts %}{{ post.data.words.length }}/{{ post.data.words.of }}/{{ post.data.mood[0] }}/{{ post.data.absent is defined }} {% endfor %}
-- templates/partials/footer.njk --
{% for post in site.posts %}{{ post.data.words.of }}{% endfor %}
`
  const made = await built([words], template)
  expect(told(made).filter((line) => !line.startsWith('link'))).toEqual([])
  expect(made.file('archives/index.html').trim()).toBe('44/2/晴/false 14/2/晴/false')
  expect(calls).toBe(2)
})

test('checks tell what they find, as warnings unless they say otherwise', async () => {
  const checks: Extension['checks'] = (site): readonly Diagnostic[] =>
    site.posts.flatMap(({ id, title }): readonly Diagnostic[] =>
      title === '甲'
        ? [{ code: 'x', level: 'error', file: `content/${id}`, line: 2, params: { message: `${title}不好` } }]
        : [{ code: 'y', level: 'warning', file: `content/${id}`, params: { message: '也许', hint: '再看看' } }],
    )
  expect(told(await built([{ name: 'taste', checks }])).filter((line) => !line.startsWith('link'))).toEqual([
    'extension-found error content/posts/a.md 2 taste 甲不好',
    'extension-found warning content/posts/b.md taste 也许',
  ])
})

const oh = (): never => {
  throw new Error('oh')
}
const forever = (): never => {
  for (;;) if (Math.random() > 2) oh()
}
const data = '-- templates/archives.njk --\n{% for post in site.posts %}{{ post.data.bad.x }}{% endfor %}\n'

test.each<[string, Omit<Extension, 'name'>, string]>([
  ['outputs', { outputs: oh }, 'extension-failed error ruoyu.config.ts bad outputs oh'],
  ['a text', { outputs: () => [{ path: 'a.txt', text: oh }] }, 'extension-failed error ruoyu.config.ts bad outputs oh'],
  ['checks', { checks: oh }, 'extension-failed error ruoyu.config.ts bad checks oh'],
  ['posts', { posts: oh }, 'extension-failed error content/posts/a.md bad posts oh'],
  [
    'posts, asked by outputs',
    {
      posts: ({ title }) => (title === '乙' ? oh() : {}),
      outputs: ({ posts }) => [{ path: `${posts.map(({ data }) => data.bad)}`, text: oh }],
    },
    'extension-failed error content/posts/b.md bad posts oh',
  ],
  ['a loop in outputs', { outputs: forever }, 'extension-endless error ruoyu.config.ts bad outputs'],
  ['a loop in posts', { posts: forever }, 'extension-endless error content/posts/a.md bad posts'],
  ['a loop in checks', { checks: forever }, 'extension-endless error ruoyu.config.ts bad checks'],
  [
    'a loop in a text',
    { outputs: () => [{ path: 'a.txt', text: forever }] },
    'extension-endless error ruoyu.config.ts bad outputs',
  ],
  [
    'no list',
    { outputs: () => 3 as never },
    'extension-failed error ruoyu.config.ts bad outputs it gave no list, but number',
  ],
  [
    'a path that leaves the site',
    { outputs: () => [{ path: 'a/../../b', text: () => '' }] },
    'extension-failed error ruoyu.config.ts bad outputs "a/../../b" is no path of the site',
  ],
  [
    'no object',
    { posts: () => '' as never },
    'extension-failed error content/posts/a.md bad posts it gave no object, but string',
  ],
])('%s that fails is an error with the extension’s name', async (_what, parts, message) => {
  const lines = told(await built([{ name: 'bad', ...parts }], data, 30))
  expect([...new Set(lines.filter((line) => line.startsWith('extension')))]).toEqual([message])
})

test('a page depends on every body that an extension looked at before, for it may keep what it saw', async () => {
  let texts: readonly string[] | undefined
  const keeps: Extension = {
    name: 'keeps',
    posts(_post, site) {
      texts ??= site.posts.map(({ content }) => content)
      return { count: texts.length }
    },
  }
  const own: Extension = { name: 'own', posts: (post) => ({ length: post.content.length }) }
  const template = (name: string) => `-- templates/post.njk --\n{{ post.data.${name} | dump }}\n`
  const kept = await built([keeps], template('keeps'))
  expect(['a', 'b'].map((name) => kept.read(`posts/${name}/index.html`).length)).toEqual([2, 2])
  const apart = await built([own], template('own'))
  expect(['a', 'b'].map((name) => apart.read(`posts/${name}/index.html`))).toEqual([
    ['content/posts/a.md'],
    ['content/posts/b.md'],
  ])
})

test('an extension that checks all bodies and steps over pages makes no page depend on all of them', async () => {
  const checks = ({ posts }: SiteView): readonly Diagnostic[] => posts.flatMap(({ content }) => (content ? [] : [oh()]))
  const step: Extension = { name: 'step', checks, html: (html, { title }) => html + title }
  const paths = ['posts/a/index.html', 'posts/b/index.html']
  const made = await built([step])
  expect(paths.map((path) => made.read(path))).toEqual([['content/posts/a.md'], ['content/posts/b.md']])
  let length: number
  const posts: Extension['posts'] = (_post, site) => {
    length ??= site.posts.reduce((sum, { content }) => sum + content.length, 0)
    return { length }
  }
  const template = '-- templates/post.njk --\n{{ post.data.step.length }}\n'
  const keeps: Extension['checks'] = (site) =>
    Object.keys(posts({} as PostView, site))
      .slice(1)
      .map(oh)
  const kept = await built([{ ...step, posts, checks: keeps }], template)
  expect(paths.map((path) => kept.read(path).length)).toEqual([2, 2])
})
