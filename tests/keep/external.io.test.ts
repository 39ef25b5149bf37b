import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type LinkRow, linkColumns, parseRecord } from '../../src/keep/record.ts'
import { tempFolder, writeIn } from '../io/temp.ts'
import { playHost } from './host.ts'

const config = `export default { title: '测试', url: 'https://blog.test/', search: false }`

/** Kinds of answer: what a host does with an address, by its path, and the right verdict. */
const right = {
  'http://a.test/ok': 'alive',
  'http://a.test/no-content': 'alive',
  'http://a.test/not-modified': 'alive',
  'http://a.test/no-head': 'alive',
  'http://a.test/head-404': 'alive',
  'http://a.test/head-hangs': 'alive',
  'http://a.test/head-cut': 'alive',
  'http://a.test/moved': 'moved',
  'http://a.test/moved-308#节': 'moved',
  'http://a.test/moved-then-found': 'moved',
  'http://a.test/found': 'alive',
  'http://a.test/see-other': 'alive',
  'http://a.test/temporary': 'alive',
  'http://a.test/found-then-moved': 'alive',
  'http://a.test/to-login': 'alive',
  'http://a.test/to-front-page': 'unsure front page',
  'http://a.test/moved-to-nothing': 'dead 404',
  'http://a.test/404': 'dead 404',
  'http://a.test/410': 'dead 410',
  'http://a.test/401': 'unsure 401',
  'http://a.test/403': 'unsure 403',
  'http://a.test/429': 'unsure 429',
  'http://a.test/451': 'unsure 451',
  'http://a.test/500': 'unsure 500',
  'http://a.test/503': 'unsure 503',
  'http://a.test/999': 'unsure 999',
  'http://a.test/loop': 'unsure loop',
  'http://a.test/garbled': 'unsure garbled',
  'http://a.test/cut': 'unsure cut short',
  'http://silent.test/silent': 'unsure timeout',
  'http://a.test/to-inside': 'unsure private',
  'http://inside.test/': 'unsure private',
  'http://clash.test/': 'unsure proxy',
  'http://gone.test/': 'dead no such host',
  'http://nodns.test/': 'unsure lookup',
  'http://a.test/中文%20页': 'alive',
} as const

const hostOfLinks = () =>
  playHost(({ url, method, since }, response) => {
    const path = decodeURIComponent(url)
    const send = (status: number, location?: string): void =>
      void response.writeHead(status, location === undefined ? {} : { location }).end()
    const code = /^\/(\d{3})$/.exec(path)?.[1]
    if (code) return send(Number(code))
    if (path === '/no-content') return send(204)
    if (path === '/not-modified') return send(since ? 304 : 200)
    if (path === '/no-head') return send(method === 'HEAD' ? 405 : 200)
    if (path === '/head-404') return send(method === 'HEAD' ? 404 : 200)
    if (path === '/head-hangs' && method === 'HEAD') return
    if (path === '/head-cut' && method === 'HEAD') return void response.destroy()
    if (path === '/moved') return send(301, 'http://b.test/new(1)')
    if (path === '/moved-308') return send(308, '/new')
    if (path === '/moved-then-found') return send(301, '/found')
    if (path === '/found') return send(302, '/today')
    if (path === '/see-other') return send(303, '/today')
    if (path === '/temporary') return send(307, '/today')
    if (path === '/found-then-moved') return send(302, '/moved')
    if (path === '/to-login') return send(301, '/login?next=x')
    if (path === '/to-front-page') return send(301, '/')
    if (path === '/moved-to-nothing') return send(301, '/404')
    if (path === '/loop') return send(301, '/loop')
    if (path === '/garbled') return void response.socket?.end('GARBAGE\r\n\r\n')
    if (path === '/cut') return void response.destroy()
    if (path === '/silent') return
    if (path === '/to-inside') return send(302, 'http://10.0.0.1/secret')
    return send(200)
  })

const links = (...urls: readonly string[]) =>
  `---\ntitle: 文\ndate: 2019-04-05\n---\n${urls.map((url) => `[页](${url})`).join('\n\n')}\n`

function rowsOf(root: string): ReadonlyMap<string, LinkRow> {
  const rows = parseRecord(linkColumns, readFileSync(join(root, 'content/kept/links.tsv'), 'utf8'))
  return new Map([...rows.values()].map((row) => [row.address, row]))
}

describe('check --external', () => {
  test('judges every kind of answer, asks once in so many days, and is no part of a build', async () => {
    const host = await hostOfLinks()
    const root = tempFolder({
      'ruoyu.config.ts': config,
      'content/posts/a.md': links(...Object.keys(right), 'https://blog.test/'),
    })
    const first = await host.ruoyu(['check', '--external', '--root', root, '--json'])
    const rows = rowsOf(root)
    for (const [url, status] of Object.entries(right)) expect([url, rows.get(url)?.status]).toEqual([url, status])
    expect(rows.size).toBe(Object.keys(right).length)
    expect(rows.get('http://a.test/moved')?.to).toBe('http://b.test/new(1)')
    expect(rows.get('http://a.test/moved-308#节')?.to).toBe('http://a.test/new#%E8%8A%82')
    expect(rows.get('http://a.test/moved-then-found')?.to).toBe('http://a.test/found')
    const { external, diagnostics } = JSON.parse(first.stdout)
    expect(external).toMatchObject({ moved: 3, dead: 4, away: 0, asked: rows.size })
    const dead = diagnostics.filter(({ code }: { code: string }) => code === 'external-dead')
    expect(dead.map(({ file, line }: { file: string; line: number }) => `${file}:${line}`)).toContain(
      'content/posts/a.md:39',
    )
    expect(host.asked.filter(({ url }) => url.includes('secret'))).toEqual([])

    host.asked.length = 0
    const second = await host.ruoyu(['check', '--external', '--root', root, '--json'])
    expect(JSON.parse(second.stdout).external).toEqual({ ...external, asked: 0 })
    await host.ruoyu(['build', '--root', root])
    await host.ruoyu(['check', '--root', root])
    expect(host.asked).toEqual([])
  })

  test('asks again what is older, with the day it was last well', async () => {
    const host = await hostOfLinks()
    const root = tempFolder({
      'ruoyu.config.ts': config,
      'content/posts/a.md': links('http://a.test/ok', 'http://a.test/404', 'http://a.test/not-modified'),
    })
    const rows = ['ok\talive', '404\tdead 404', 'not-modified\talive']
      .map((row, index) => `http://a.test/${row}\t\t${index === 0 ? '2099-01-01' : '2024-05-06'}\t2024-01-01\tx\n`)
      .join('')
    writeIn(root, 'content/kept/links.tsv', rows)
    await host.ruoyu(['check', '--external', '--days', '7', '--root', root])
    expect(host.asked.map(({ method, url, since }) => [method, url, since])).toEqual([
      ['HEAD', '/404', undefined],
      ['GET', '/404', undefined],
      ['HEAD', '/not-modified', 'Mon, 06 May 2024 00:00:00 GMT'],
    ])
    expect(rowsOf(root).get('http://a.test/404')?.since).toBe('2024-01-01')
    expect((await host.ruoyu(['check', '--external', '--days', 'x', '--root', root])).status).toBe(2)
  })

  test('--fix writes the new addresses of what has moved for good, and no other byte', async () => {
    const host = await hostOfLinks()
    const text = `${links('http://a.test/moved', 'http://a.test/found')}<http://a.test/moved> http://a.test/moved [x][1] \`http://a.test/moved\` <a href="http://a.test/moved">y</a>\n\n[1]: http://a.test/moved "题"\n`
    const root = tempFolder({ 'ruoyu.config.ts': config, 'content/posts/a.md': text })
    await host.ruoyu(['check', '--external', '--fix', '--root', root])
    const to = 'http://b.test/new%281%29'
    expect(readFileSync(join(root, 'content/posts/a.md'), 'utf8')).toBe(
      text.replaceAll('http://a.test/moved', to).replace(`\`${to}\``, '`http://a.test/moved`'),
    )
  })

  test('a friend’s site that does not answer is away, and its link stays', async () => {
    const host = await hostOfLinks()
    const root = tempFolder({
      'ruoyu.config.ts': config.replace('search', "deadLinks: 'archive', search"),
      'content/links.md': links('http://gone.test/', 'http://a.test/404', 'http://a.test/403', 'http://a.test/ok'),
      'content/posts/a.md': links('http://a.test/410'),
    })
    const { stdout } = await host.ruoyu(['check', '--external', '--root', root])
    const states = [...rowsOf(root)].map(([url, { status }]) => `${url} ${status}`)
    expect(states).toEqual([
      'http://a.test/403 unsure 403',
      'http://a.test/404 away 404',
      'http://a.test/410 dead 410',
      'http://a.test/ok alive',
      'http://gone.test/ away no such host',
    ])
    expect(stdout).toMatch(/失联的友链 2/)
    expect(stdout).toMatch(/友链“http:\/\/gone\.test\/”失联（域名已不存在）/)
    await host.ruoyu(['build', '--root', root])
    const page = (path: string) => readFileSync(join(root, 'dist', path, 'index.html'), 'utf8')
    expect(page('links')).toContain('href="http://gone.test/"')
    expect(page('posts/a')).toContain('href="https://web.archive.org/web/20190405/http://a.test/410"')
  })

  test('without a network no host is gone', async () => {
    const host = await hostOfLinks()
    const root = tempFolder({ 'ruoyu.config.ts': config, 'content/posts/a.md': links('http://gone.test/') })
    const { stderr } = await host.ruoyu(['check', '--external', '--root', root])
    expect(stderr).toMatch(/没有一个主机应答/)
    expect(existsSync(join(root, 'content/kept'))).toBe(false)
  })
})

test('check lists the pictures that are dead and not kept', async () => {
  const host = await hostOfLinks()
  const root = tempFolder({
    'ruoyu.config.ts': config,
    'content/posts/a.md': `${links('http://a.test/ok')}\n![图](http://a.test/404)\n`,
    'content/kept/record.tsv': 'http://a.test/404\t\t\t\t2026-11-27\tx\tdead 404\t\n',
  })
  const { stdout } = await host.ruoyu(['check', '--root', root])
  expect(stdout).toMatch(/content\/posts\/a\.md:7:1[\s\S]*图片“http:\/\/a\.test\/404”在原处已失效（404）/)
  expect(host.asked).toEqual([])
})
