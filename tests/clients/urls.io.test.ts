import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempFolder } from '../io/temp.ts'
import { ruoyu } from './command.ts'

/** An old site's sitemap of 20 URLs, of which 3 are gone. */
const kept = Array.from({ length: 17 }, (_, n) => `/posts/第${n + 1}篇/`)
const gone = ['/2010/01/01/gone.html', '/posts/第十八篇/', '/中/old page/']

test('check --urls names exactly the URLs that would die, and after --write-aliases none', () => {
  const posts = kept.map((url, n) => [
    `content${url.slice(0, -1)}.md`,
    `---\ntitle: 第${n + 1}篇\ndate: 2024-01-01\n---\n`,
  ])
  const locations = [...kept, ...gone].map((url) => `<url><loc>https://old.example.org${encodeURI(url)}</loc></url>`)
  const root = tempFolder({
    ...Object.fromEntries(posts),
    'ruoyu.config.ts': "import { defineConfig } from 'ruoyu'\n\nexport default defineConfig({\n  title: '新家',\n})\n",
    'old.xml': `<?xml version="1.0"?><urlset>${locations.join('')}</urlset>`,
  })
  const check = (...more: string[]) =>
    ruoyu(['check', '--root', root, '--urls', join(root, 'old.xml'), '--json', ...more])
  const first = check()
  const report = JSON.parse(first.stdout)
  expect(first.status).toBe(1)
  expect(report.served).toEqual(kept)
  expect(report.dying.map(({ path }: { path: string }) => path)).toEqual(gone)
  expect(report.dying[1].nearest).toMatch(/^\/posts\/第\d+篇\/$/)

  expect(check('--write-aliases').status).toBe(0)
  const second = check()
  expect([second.status, JSON.parse(second.stdout)]).toMatchObject([0, { served: kept, redirected: gone, dying: [] }])
  const config = readFileSync(join(root, 'ruoyu.config.ts'), 'utf8')
  expect(config).toContain("title: '新家'")
  expect(config.match(/redirects:/g)).toHaveLength(1)
  expect(ruoyu(['build', '--root', root]).status).toBe(0)
})
