import { basename } from 'node:path'
import { expect, test } from 'vitest'
import type { UserConfig } from '../../src/config.ts'
import { loadConfig } from '../../src/io/config.ts'
import { build } from '../../src/site/build.ts'
import { createLoader, loadSite } from '../../src/site/load.ts'
import type { SiteOptions } from '../../src/site/options.ts'
import { setupFaults } from '../../src/site/setup.ts'
import { standing } from '../io/site.ts'
import { tempFolder } from '../io/temp.ts'

const post = { 'content/posts/a.md': '---\ntitle: 文\ndate: 2025-01-01\n---\n文' }
const now = () => '2026-01-01T00:00:00Z'
const settings = (config: UserConfig) => ({ 'ruoyu.config.json': JSON.stringify(config) })
const named = settings({ title: '博客', url: 'https://example.com/' })

async function faults(files: Readonly<Record<string, string>>, options: Partial<SiteOptions> = {}) {
  const root = tempFolder({ ...post, ...files })
  const loaded = await loadSite({ root, now, ...options })
  return setupFaults({ root, ...options }, loaded, loaded.compilation.outputs).map(({ code, file, params }) =>
    [code, file, params.right].filter(Boolean),
  )
}

test('a site without a config, or without an address, is told so once', async () => {
  expect(await faults({})).toEqual([['config-missing', 'ruoyu.config.ts']])
  expect(await faults(settings({ title: '博客' }))).toEqual([['url-missing', 'ruoyu.config.json']])
  expect(await faults(settings({ title: '博客' }), { baseUrl: 'https://example.com/' })).toEqual([])
  expect(await faults(settings({ url: 'http://localhost/' }))).toEqual([])
  expect(await faults(named)).toEqual([])
  expect(await faults(settings({ related: 'a' } as never))).toEqual([])
})

test.each([
  ['config.ts', 'ruoyu.config.ts'],
  ['config.js', 'ruoyu.config.js'],
  ['config.json', 'ruoyu.config.json'],
  ['ruoyu.config.yaml', 'ruoyu.config.ts'],
  ['ruoyu.config.yml', 'ruoyu.config.ts'],
  ['ruoyu.config.toml', 'ruoyu.config.ts'],
  ['ruoyu.config.cjs', 'ruoyu.config.ts'],
  ['ruoyu.conf.ts', 'ruoyu.config.ts'],
  ['ruoyo.config.mjs', 'ruoyu.config.mjs'],
  ['Ruoyu.Config.ts', 'ruoyu.config.ts'],
  ['.ruoyu.config.ts', 'ruoyu.config.ts'],
  ['ruoyu.ts', 'ruoyu.config.ts'],
  ['hugo.toml', 'ruoyu.config.ts'],
  ['config.toml', 'ruoyu.config.ts'],
  ['_config.yml', 'ruoyu.config.ts'],
  ['ruoyu.config.ts.txt', 'ruoyu.config.ts'],
  ['ruoyu.config.mjs.txt', 'ruoyu.config.mjs'],
  ['ruoyu.config (1).js', 'ruoyu.config.js'],
  ['ruoyu.config', 'ruoyu.config.ts'],
])('a config named %s is told the name that is read', async (name, right) => {
  expect(await faults({ [name]: '' })).toEqual([['config-misnamed', name, right]])
})

test.each(['vitest.config.ts', 'tailwind.config.js', 'package.json', 'tsconfig.json', 'astro.config.mjs'])(
  '%s is no config of a site',
  async (name) => {
    expect(await faults({ [name]: '{}', ...named })).toEqual([])
    expect(await faults({ [name]: '{}' })).toEqual([['config-missing', 'ruoyu.config.ts']])
  },
)

test("another generator's config beside one of ours is no slip, and one that is nearly ours is", async () => {
  expect(await faults({ ...named, 'hugo.toml': '', 'config.yaml': '' })).toEqual([])
  expect(await faults({ ...named, 'ruoyu.config.yaml': '' })).toEqual([
    ['config-misnamed', 'ruoyu.config.yaml', 'ruoyu.config.ts'],
  ])
})

test.each([
  ['partials/foter.njk', 'partials/footer.njk'],
  ['partials/footer.html', 'partials/footer.njk'],
  ['Partials/Footer.njk', 'partials/footer.njk'],
  ['partial/footer.njk', 'partials/footer.njk'],
  ['footer.njk', 'partials/footer.njk'],
  ['pst.njk', 'post.njk'],
  ['single.html', 'post.njk'],
  ['baseof.njk', 'base.njk'],
  ['_default/single.html', 'post.njk'],
  ['layouts/post.njk', 'post.njk'],
  ['shortcode/mine.njk', 'shortcodes/mine.njk'],
  ['partials/footer.nj', 'partials/footer.njk'],
])('a template named %s is told the name that is used', async (name, right) => {
  expect(await faults({ ...named, [`templates/${name}`]: '' })).toEqual([
    ['template-misnamed', `templates/${name}`, `templates/${right}`],
  ])
})

test('a template that is used under its name, or is like none of the theme, is no slip', async () => {
  const files = {
    'templates/partials/footer.njk': '{% include "partials/foter.njk" %}',
    'templates/partials/foter.njk': '脚',
    'templates/posts.njk': '{{ page.title }}',
    'templates/shortcodes/figura.njk': '',
    'templates/wholly-mine.njk': '',
    'templates/assets/style.scss': '',
    'content/b.md': '---\ntitle: 乙\nlayout: posts\n---\n',
  }
  expect(await faults({ ...named, ...files })).toEqual([])
})

test('build says it, and fails with --strict; dev does not', async () => {
  const root = tempFolder(post)
  expect((await build({ root, now, tellsSetup: true })).diagnostics).toMatchObject([
    { code: 'config-missing', level: 'warning' },
  ])
  expect((await build({ root, now, tellsSetup: true, strict: true })).ok).toBe(false)
  expect((await createLoader({ root, now })()).diagnostics).toEqual([])
})

const hosts: readonly (readonly [string, NodeJS.ProcessEnv, string])[] = [
  ['GitHub', { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'Name/blog' }, 'https://name.github.io/blog/'],
  [
    'GitHub, site of a user',
    { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'name/Name.github.io' },
    'https://name.github.io/',
  ],
  ['GitLab', { GITLAB_CI: 'true', CI_PAGES_URL: 'https://name.gitlab.io/blog' }, 'https://name.gitlab.io/blog/'],
  ['Cloudflare', { CF_PAGES: '1', CF_PAGES_URL: 'https://1a2b.blog.pages.dev' }, 'https://1a2b.blog.pages.dev/'],
  ['Netlify', { NETLIFY: 'true', CONTEXT: 'production', URL: 'https://blog.example' }, 'https://blog.example/'],
  [
    'Netlify, preview',
    {
      NETLIFY: 'true',
      CONTEXT: 'deploy-preview',
      URL: 'https://blog.example',
      DEPLOY_PRIME_URL: 'https://p.netlify.app',
    },
    'https://p.netlify.app/',
  ],
]

test.each(hosts)("on %s the address is the host's where the config has none", async (_host, env, url) => {
  for (const files of [{}, settings({ title: '博客' })]) {
    const { value } = await loadConfig(tempFolder(files), env)
    expect([value.config.url, value.hasUrl]).toEqual([url, true])
  }
  const { value } = await loadConfig(tempFolder(named), env)
  expect(value.config.url).toBe('https://example.com/')
})

test.each([
  { CF_PAGES: '1', CF_PAGES_URL: '' },
  { GITLAB_CI: 'true', CI_PAGES_URL: 'no address' },
  { NETLIFY: 'true', URL: 'javascript:alert(1)' },
  { NETLIFY: 'true', URL: 'https://blog.example/?a' },
  { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: '../..' },
])('what is no address in a variable, %j, is none', async (env) => {
  const { value } = await loadConfig(tempFolder(), env)
  expect([value.config.url, value.hasUrl]).toEqual(['http://localhost/', false])
})

test('a domain of its own in public/CNAME is the address on GitHub', async () => {
  const root = tempFolder({ 'public/CNAME': 'blog.example\n' })
  const { value } = await loadConfig(root, { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'name/blog' })
  expect(value.config.url).toBe('https://blog.example/')
})

test('a site without a title is named after its folder, and its feed is valid', async () => {
  for (const files of [{}, settings({ url: 'https://example.com/' }), settings({ title: '' })]) {
    const root = tempFolder({ ...post, ...files })
    await build({ root, now })
    const feed = standing(root)['index.xml']
    const name = basename(root)
    expect(feed).toContain(`<channel>\n<title>${name}</title>`)
    expect(feed).toContain(`<description>${name}</description>`)
  }
})
