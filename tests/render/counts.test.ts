import { expect, test } from 'vitest'
import { completeConfig } from '../../src/config.ts'
import { withOptions } from '../../src/site/siteConfig.ts'
import { site } from '../site.ts'

const analytics = {
  umami: { website: 'u-1' },
  plausible: { domain: 'x.example' },
  goatcounter: { endpoint: 'https://x.goatcounter.com/count' },
  google: { id: 'G-1' },
  baidu: { id: 'b1' },
  cloudflare: { token: 'c1' },
}

test('each counter has its script and attributes as its own documentation says', async () => {
  const { file } = await site('-- content/posts/a.md --\n---\ntitle: 甲\n---\n', { config: { theme: { analytics } } })
  const html = file('posts/a/index.html')
  for (const part of [
    '<script defer src="https://cloud.umami.is/script.js" data-website-id="u-1"></script>',
    '<script defer data-domain="x.example" src="https://plausible.io/js/script.js"></script>',
    '<script async data-goatcounter="https://x.goatcounter.com/count" src="https://gc.zgo.at/count.js"></script>',
    '<script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>',
    `gtag('config',"G-1")`,
    '<script async src="https://hm.baidu.com/hm.js?b1"></script>',
    `<script defer src="https://static.cloudflareinsights.com/beacon.min.js" data-cf-beacon='{"token":"c1"}'></script>`,
  ])
    expect(html).toContain(part)
})

test('dev counts nobody', () => {
  const { value } = completeConfig({ theme: { analytics } }, '')
  expect(Object.values(withOptions(value, { root: '.', protected: true }).theme.analytics as object)).toEqual(
    Array(6).fill(false),
  )
  expect(withOptions(value, { root: '.' }).theme.analytics).toMatchObject(analytics)
})

test('the numbers of registration stand at the foot with their links', async () => {
  const records = { icp: '京ICP备1号-1', police: '京公网安备 11010502030000号' }
  const { file } = await site('-- content/posts/a.md --\n---\ntitle: 甲\n---\n', { config: { theme: { records } } })
  expect(file('index.html')).toContain('<a href="https://beian.miit.gov.cn/" rel="noopener">京ICP备1号-1</a>')
  expect(file('index.html')).toContain('webSearch?code=11010502030000" rel="noopener">京公网安备 11010502030000号</a>')
})

test.each([
  [{ comments: { gisqus: {} } }, 'theme.comments.gisqus', 'giscus'],
  [{ comments: { giscus: { repo: 'a/b' } } }, 'theme.comments.giscus.repoId', ''],
  [{ analytics: { google: { di: 'G-1' } } }, 'theme.analytics.google.di', 'id'],
])('%j is told at its key, with the nearest right one', (theme, key, nearest) => {
  const { diagnostics } = completeConfig({ theme }, 'ruoyu.config.ts')
  expect(diagnostics.map(({ params }) => params.key)).toContain(key)
  expect(JSON.stringify(diagnostics)).toContain(nearest)
})
