import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type FileRow, fileColumns, parseRecord } from '../../src/keep/record.ts'
import { tempFolder, writeIn } from '../io/temp.ts'
import { type Asked, type Host, playHost, png, postWith } from './host.ts'

const config = `export default { title: '测试', url: 'https://blog.test/', search: false }`
const weibo = 'https://weibo.com/'

/** A host with every fault that a host has, by the path that is asked for. */
const hostile = () =>
  playHost(({ host, url, referer }, response) => {
    const send = (status: number, headers: Record<string, string>, body: string | Buffer = '') =>
      response.writeHead(status, headers).end(body)
    const image = { 'content-type': 'image/png' }
    if (host === 'web.archive.org') {
      if (url.endsWith('/http://a.test/archived.png') && url.startsWith('/web/20190405im_/'))
        return send(200, image, png('old'))
      return send(404, {}, 'not archived')
    }
    if (host === 'tva1.sinaimg.cn') return referer === weibo ? send(200, image, png('sina')) : send(403, {})
    const [path = ''] = decodeURIComponent(url).split('?')
    if (path === '/no-referer.png') return referer === undefined ? send(200, image, png('none')) : send(403, {})
    if (path === '/own-referer.png') return referer === 'http://a.test/' ? send(200, image, png('own')) : send(403, {})
    if (path === '/html.png') return send(200, image, '<!doctype html><svg viewBox="0 0 1 1"></svg><p>login</p>')
    if (path === '/endless.png') {
      response.writeHead(200, image)
      const chunk = Buffer.concat([png('endless'), Buffer.alloc(1_000_000)])
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', pour)
      }
      return pour()
    }
    if (path === '/silent.png') return response.writeHead(200, { ...image, 'content-length': '1000' }).flushHeaders()
    if (path === '/drip.png') {
      response.writeHead(200, image)
      const timer = setInterval(() => response.write('x'), 50)
      return void response.on('close', () => clearInterval(timer))
    }
    if (path === '/loop.png') return send(302, { location: '/loop2.png' })
    if (path === '/loop2.png') return send(302, { location: '/loop.png' })
    if (path === '/moved.png') return send(301, { location: 'http://b.test/same.png' })
    if (path === '/to-inside.png') return send(302, { location: 'http://inside.test/secret.png' })
    if (path === '/to-loopback.png') return send(302, { location: 'http://127.0.0.1/secret.png' })
    if (path === '/to-metadata.png') return send(302, { location: 'http://169.254.169.254/latest' })
    if (path === '/to-file.png') return send(302, { location: 'file:///etc/passwd' })
    if (path === '/short.png') {
      response.writeHead(200, { ...image, 'content-length': '5000' })
      response.write(png('short'))
      return void setTimeout(() => response.destroy(), 20)
    }
    if (path === '/long.png') {
      response.socket?.end(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 60\r\n\r\n'), png('long')]))
      return
    }
    if (path === '/bomb.png') return send(200, { ...image, 'content-encoding': 'gzip' }, bomb)
    if (path === '/packed.png') return send(200, { ...image, 'content-encoding': 'gzip' }, gzipSync(png('packed')))
    if (path === '/empty.png') return send(200, image)
    if (path === '/script.svg') return send(200, {}, '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
    if (path === '/badge.svg')
      return send(200, {}, '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    if (path === '/same.png' || path === '/copy.png') return send(200, {}, png('same'))
    if (path === '/图 片.png' || path === '/猫.png') return send(200, {}, png(path))
    if (path === '/broken.png') return send(500, {})
    if (path === '/secret.png') return send(200, image, png('secret'))
    if (host === 'rebind.test') return path === '/first.png' ? send(302, { location: '/secret.png' }) : send(404, {})
    return send(404, {}, 'gone')
  })

const bomb = gzipSync(Buffer.alloc(60_000_000))

const hopeless = {
  'http://a.test/html.png': 'dead not a file of this kind',
  'http://a.test/endless.png': 'failed too large',
  'http://silent.test/silent.png': 'failed timeout',
  'http://drip.test/drip.png': 'failed timeout',
  'http://a.test/loop.png': 'failed loop',
  'http://a.test/to-inside.png': 'refused private',
  'http://a.test/to-loopback.png': 'refused private',
  'http://a.test/to-metadata.png': 'refused private',
  'http://a.test/to-file.png': 'failed garbled',
  'http://a.test/short.png': 'failed cut short',
  'http://a.test/long.png': 'failed garbled',
  'http://a.test/bomb.png': 'failed too large',
  'http://a.test/empty.png': 'dead empty',
  'http://a.test/script.svg': 'failed unsafe',
  'http://a.test/broken.png': 'failed 500',
  'http://a.test/none.png': 'dead 404',
  'http://inside.test/a.png': 'refused private',
  'http://loopback.test/a.png': 'refused private',
  'http://mapped.test/a.png': 'refused private',
  'http://127.0.0.1/a.png': 'refused private',
  'http://2130706433/b.png': 'refused private',
  'http://[::1]/a.png': 'refused private',
  'http://[::ffff:7f00:1]/a.png': 'refused private',
  'http://clash.test/a.png': 'refused proxy',
  'http://rebind.test/first.png': 'refused private',
  'http://gone.test/a.png': 'dead no such host',
  'http://nodns.test/a.png': 'failed lookup',
}

const good = {
  'https://tva1.sinaimg.cn/large/a.png': 'sina',
  'http://a.test/no-referer.png': 'none',
  'http://a.test/own-referer.png': 'own',
  'http://a.test/moved.png': 'same',
  'http://a.test/same.png': 'same',
  'http://b.test/copy.png?x=1&y=2': 'same',
  'http://a.test/packed.png': 'packed',
  'http://a.test/猫.png': '/猫.png',
  'http://a.test/%e5%9b%be%20%E7%89%87.png': '/图 片.png',
  'http://a.test/archived.png': 'old',
}

function rowsOf(root: string): ReadonlyMap<string, FileRow> {
  const path = join(root, 'content/kept/record.tsv')
  const rows = parseRecord(fileColumns, existsSync(path) ? readFileSync(path, 'utf8') : '')
  return new Map([...rows.values()].map((row) => [row.address, row]))
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const forbidden = (asked: readonly Asked[]) =>
  asked.filter(({ url }) => url.includes('secret') || url.includes('latest'))

/** Every row that says so has its bytes, and no other file is there but the record. */
function expectRight(root: string): void {
  const rows = [...rowsOf(root).values()].filter(({ file }) => file !== '')
  for (const { file, 'sha-256': hash, bytes } of rows) {
    const found = readFileSync(join(root, file))
    expect(sha256(found)).toBe(hash)
    expect(String(found.length)).toBe(bytes)
  }
}

describe('keep against a hostile internet', () => {
  test('keeps the right bytes and no others, asks nothing forbidden, and nothing twice', async () => {
    const host = await hostile()
    const root = tempFolder({
      'ruoyu.config.ts': config,
      'content/posts/a.md': postWith(...Object.keys(good), ...Object.keys(hopeless)),
      'content/posts/b.md': postWith('<img src="http://a.test/badge.svg" srcset="http://a.test/same.png 2x">'),
    })
    const { stdout, stderr } = await host.ruoyu(['keep', '--root', root, '--json'])
    expect(stderr).toBe('')
    const rows = rowsOf(root)
    for (const [url, status] of Object.entries(hopeless)) expect([url, rows.get(url)?.status]).toEqual([url, status])
    for (const [url, text] of Object.entries(good)) {
      expect([url, rows.get(url)?.status]).toEqual([url, url.includes('archived') ? 'archived' : 'kept'])
      const bytes = readFileSync(join(root, rows.get(url)?.file ?? ''))
      expect([url, bytes.equals(png(text))]).toEqual([url, true])
    }
    expect(rows.get('http://a.test/archived.png')?.status).toBe('archived')
    expect(rows.get('http://a.test/badge.svg')).toMatchObject({
      status: 'kept',
      type: 'image/svg+xml',
      where: 'content/posts/b.md:5',
    })
    // The same picture at four addresses is one file.
    expect(new Set(['moved', 'same'].map((name) => rows.get(`http://a.test/${name}.png`)?.file)).size).toBe(1)
    expectRight(root)
    const files = readdirSync(join(root, 'content/kept')).filter((name) => name !== 'record.tsv')
    expect(files.length).toBe(new Set(Object.values(good)).size + 1)
    expect(forbidden(host.asked)).toEqual([])
    expect(JSON.parse(stdout)).toMatchObject({ kept: 10, archived: 1 })

    host.asked.length = 0
    const before = readFileSync(join(root, 'content/kept/record.tsv'))
    await host.ruoyu(['keep', '--root', root])
    expect(host.asked).toEqual([])
    expect(readFileSync(join(root, 'content/kept/record.tsv'))).toEqual(before)
    await host.ruoyu(['keep', '--root', root, '--retry-failed', '--host', 'nodns.test,clash.test'])
    expect(host.asked.filter(({ host }) => host !== 'web.archive.org')).toEqual([])

    const built = await host.ruoyu(['build', '--root', root])
    expect(built.status).toBe(0)
    const page = readFileSync(join(root, 'dist/posts/a/index.html'), 'utf8')
    const left = [...page.matchAll(/<img [^>]*src="(http[^"]*)"/g)].map(([, url]) => url)
    expect(left.length).toBe(Object.values(hopeless).filter((status) => !status.startsWith('dead')).length)
    expect(existsSync(join(root, 'dist/kept/record.tsv'))).toBe(false)
    expect(host.asked.filter(({ host }) => host !== 'web.archive.org')).toEqual([])
  })

  test('says what an address of 198.18/15 means', async () => {
    const host = await hostile()
    const root = tempFolder({ 'ruoyu.config.ts': config, 'content/posts/a.md': postWith('http://clash.test/a.png') })
    const { stdout } = await host.ruoyu(['keep', '--root', root])
    expect(stdout).toMatch(/198\.18\.0\.0\/15[^\n]*--proxy/)
    expect(host.asked).toEqual([])
  })
})

/** A host that has every picture, and says by its bytes which. */
const friendly = () => playHost(({ url }, response) => void response.end(png(url)))

describe('a run that ends early', () => {
  /** Ends runs once so many pictures were asked for, then lets one come to its end. */
  async function interrupted(signal: NodeJS.Signals, asked: readonly number[], count: number): Promise<void> {
    const host = await friendly()
    const addresses = Array.from({ length: count }, (_, index) => `http://h${index % 6}.test/${index}.png`)
    const root = tempFolder({ 'ruoyu.config.ts': config, 'content/posts/a.md': postWith(...addresses) })
    for (const more of asked) {
      const start = host.asked.length
      await host.ruoyu(['keep', '--root', root], { signal, when: (asked) => asked.length >= start + more })
      expectRight(root)
    }
    const kept = [...rowsOf(root).values()].map(({ address }) => address)
    expect(kept.length).toBeGreaterThan(0)
    host.asked.length = 0
    await host.ruoyu(['keep', '--root', root])
    expectRight(root)
    expect(rowsOf(root).size).toBe(count)
    expect(host.asked.filter(({ host, url }) => kept.includes(`http://${host}${url}`))).toEqual([])
    expect(readdirSync(join(root, 'content/kept')).filter((name) => name.startsWith('.'))).toEqual([])
  }

  test('by kill -9 loses nothing that was fetched', () => interrupted('SIGKILL', [9, 18], 40))
  test('by Ctrl-C loses nothing that was fetched', () => interrupted('SIGINT', [20], 40))

  // The long form.
  if (process.env.RUOYU_LONG)
    test('5,000 pictures, killed fifty times', { timeout: 600_000 }, () => {
      const moments = Array.from({ length: 50 }, (_, index) => 1 + ((index * 37) % 90))
      return interrupted('SIGKILL', moments, 5000)
    })
})

test('a host is asked for one thing at a time, at its pace', async () => {
  let [open, most] = [0, 0]
  const host = await playHost(({ url }, response) => {
    open++
    most = Math.max(most, open)
    setTimeout(() => {
      open--
      response.end(png(url))
    }, 20)
  })
  const addresses = Array.from({ length: 6 }, (_, index) => `http://one.test/${index}.png`)
  const root = tempFolder({ 'ruoyu.config.ts': config, 'content/posts/a.md': postWith(...addresses) })
  await host.ruoyu(['keep', '--root', root], { env: { RUOYU_TEST_TIMES: '{}' } })
  const times = host.asked.map(({ time }) => time)
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
  expect(gaps.length).toBe(5)
  expect(most).toBe(1)
  // 200 ms lie between two beginnings; a request may begin late and the next then comes sooner.
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(900)
})

describe('where a picture is put', () => {
  const bundle = (...addresses: readonly string[]) => ({
    'ruoyu.config.ts': config,
    'content/posts/a/index.md': postWith(...addresses),
  })

  test('beside a bundle, under its own name; two of a name are two files', async () => {
    const host = await friendly()
    const root = tempFolder({
      ...bundle(
        'http://a.test/x/猫%20(1).jpeg?v=1',
        'http://a.test/y/p.png',
        'http://a.test/z/P.png',
        'http://a.test/',
      ),
      'content/posts/a/q.png': png('own'),
    })
    await host.ruoyu(['keep', '--root', root])
    expectRight(root)
    const names = readdirSync(join(root, 'content/posts/a')).sort()
    expect(names).toEqual([
      expect.stringMatching(/^P-[\da-f]{8}\.png$/),
      'index.md',
      'p.png',
      'picture.png',
      'q.png',
      '猫-1.png',
    ])
  })

  test('one that two posts show is no post’s, also when the second comes later', async () => {
    const host = await friendly()
    const root = tempFolder(bundle('http://a.test/p.png'))
    await host.ruoyu(['keep', '--root', root])
    expect(rowsOf(root).get('http://a.test/p.png')?.file).toBe('content/posts/a/p.png')
    writeIn(root, 'content/posts/b.md', postWith('http://a.test/p.png'))
    await host.ruoyu(['keep', '--root', root])
    expect(host.asked.length).toBe(1)
    expect(rowsOf(root).get('http://a.test/p.png')?.file).toMatch(/^content\/kept\/[\da-f]{20}\.png$/)
    rmSync(join(root, 'content/posts/a'), { recursive: true })
    await host.ruoyu(['build', '--root', root])
    expect(readFileSync(join(root, 'dist/posts/b/index.html'), 'utf8')).toMatch(
      /src="\/kept\/[\da-f]{20}\.png" width="1" height="1"/,
    )
  })
})

describe('--dry-run, --host, --post and --also', () => {
  const files = {
    'ruoyu.config.ts': config,
    'content/posts/a.md': postWith(
      'http://a.test/1.png',
      'http://img.b.test/2.png',
      '<audio src="http://a.test/s.mp3"></audio>',
      '[纸](http://a.test/p.pdf) [大图](http://a.test/big.png)',
    ),
    'content/posts/b.md': postWith(
      'http://a.test/1.png',
      'http://c.test/3.png',
      'https://blog.test/own.png',
      '/local.png',
    ),
  }
  const listed = async (host: Host, root: string, ...args: readonly string[]) => {
    const { stdout } = await host.ruoyu(['keep', '--root', root, '--dry-run', '--json', ...args])
    return JSON.parse(stdout)
      .files.map(({ address }: { address: string }) => address.replace(/^http:\/\//, ''))
      .sort()
  }

  test('list what is to be fetched, and ask for nothing', async () => {
    const host = await friendly()
    const root = tempFolder(files)
    expect(await listed(host, root)).toEqual(['a.test/1.png', 'c.test/3.png', 'img.b.test/2.png'])
    expect(await listed(host, root, '--host', 'b.test')).toEqual(['img.b.test/2.png'])
    expect(await listed(host, root, '--post', 'posts/b')).toEqual(['a.test/1.png', 'c.test/3.png'])
    expect(await listed(host, root, '--post', 'content/posts/b.md', '--host', 'c.test')).toEqual(['c.test/3.png'])
    expect(await listed(host, root, '--also', 'audio,pdf,picture', '--host', 'a.test')).toEqual([
      ...['a.test/1.png', 'a.test/big.png', 'a.test/p.pdf', 'a.test/s.mp3'],
    ])
    expect((await host.ruoyu(['keep', '--root', root, '--dry-run'])).stdout).toMatch(
      /a\.test\/1\.png {2}content\/posts\/a\.md:5, content\/posts\/b\.md:5/,
    )
    expect((await host.ruoyu(['keep', '--root', root, '--also', 'gopher'])).status).toBe(2)
    expect(host.asked).toEqual([])
    expect(existsSync(join(root, 'content/kept'))).toBe(false)
  })
})

test('a build with a changed record is the clean build', async () => {
  const host = await friendly()
  const root = tempFolder({
    'ruoyu.config.ts': config,
    'content/posts/a.md': postWith('http://a.test/1.png'),
    'content/posts/b.md': postWith('/x.png'),
  })
  const page = () => readFileSync(join(root, 'dist/posts/a/index.html'), 'utf8')
  await host.ruoyu(['build', '--root', root])
  expect(page()).toContain('src="http://a.test/1.png"')
  await host.ruoyu(['keep', '--root', root])
  await host.ruoyu(['build', '--root', root])
  expect(page()).toMatch(/src="\/kept\//)
  expect(readFileSync(join(root, 'dist/index.xml'), 'utf8')).not.toContain('a.test')
  rmSync(join(root, 'content/kept/record.tsv'))
  await host.ruoyu(['build', '--root', root])
  expect(page()).toContain('src="http://a.test/1.png"')
})

test('a proxy resolves names, and is asked for nothing that is not public', async () => {
  const tunnels: string[] = []
  const host = await playHost(({ url }, response) => void response.end(png(new URL(url).pathname)))
  host.server.on('connect', (request, socket) => {
    tunnels.push(`${request.url} ${request.headers['proxy-authorization']}`)
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  const inside = ['http://10.0.0.1/a.png', 'http://localhost/a.png', 'http://printer/a.png', 'https://nas.local/a.png']
  const root = tempFolder({
    'ruoyu.config.ts': config,
    'content/posts/a.md': postWith('http://gone.test/1.png', 'https://tls.test/2.png', ...inside),
  })
  const proxy = `http://me:p%40ss@127.0.0.1:${host.port}`
  await host.ruoyu(['keep', '--root', root], { env: { HTTPS_PROXY: proxy } })
  expect(rowsOf(root).get('http://gone.test/1.png')?.status).toBe('kept')
  expect(host.asked.map(({ url }) => url)).toEqual(['http://gone.test/1.png'])
  const login = `Basic ${Buffer.from('me:p@ss').toString('base64')}`
  expect(new Set(tunnels)).toEqual(new Set([`tls.test:443 ${login}`, `web.archive.org:443 ${login}`]))
  for (const url of inside) expect([url, rowsOf(root).get(url)?.status]).toEqual([url, 'refused private'])
  for (const bad of ['socks5://127.0.0.1:1080', 'http://'])
    expect((await host.ruoyu(['keep', '--root', root, '--proxy', bad])).status).toBe(2)
})

test('--rewrite names the kept files in the posts, and the rest stays', async () => {
  const host = await friendly()
  const post = postWith(
    'http://a.test/1.png',
    'http://a.test/1.png',
    'https://blog.test/x.png',
    '<img alt="http://a.test/1.png" src=\'http://a.test/2.png\'>',
  )
  const root = tempFolder({
    'ruoyu.config.ts': config,
    'content/posts/a.md': post,
    'content/posts/b/index.md': postWith('http://a.test/3.png'),
  })
  await host.ruoyu(['keep', '--root', root, '--rewrite', '--dry-run'])
  expect(readFileSync(join(root, 'content/posts/a.md'), 'utf8')).toBe(post)
  const { stdout } = await host.ruoyu(['keep', '--root', root, '--rewrite'])
  expect(stdout).toMatch(/2 个文件里的 4 个地址/)
  const rows = rowsOf(root)
  const name = (url: string) => rows.get(url)?.file.replace('content', '') ?? ''
  expect(readFileSync(join(root, 'content/posts/a.md'), 'utf8')).toBe(
    post
      .replaceAll('](http://a.test/1.png)', `](${name('http://a.test/1.png')})`)
      .replace("'http://a.test/2.png'", `'${name('http://a.test/2.png')}'`),
  )
  expect(readFileSync(join(root, 'content/posts/b/index.md'), 'utf8')).toBe(postWith('3.png'))
  expect((await host.ruoyu(['build', '--root', root])).stderr).not.toMatch(/\/kept|3\.png/)
  expect(readFileSync(join(root, 'dist/posts/b/index.html'), 'utf8')).toContain('src="/posts/b/3.png" width="1"')
})

test('--bundle makes folders of posts whose addresses and links stay as they are', async () => {
  const host = await friendly()
  const root = tempFolder({
    'ruoyu.config.ts': config,
    'content/posts/散步.md': postWith('http://a.test/1.png', '[另一篇](/posts/relative/)'),
    'content/posts/relative.md': postWith('http://a.test/2.png', '[页](../about.md)'),
    'content/posts/none.md': postWith('/local.png'),
    'content/about.md': postWith('http://a.test/3.png', 'http://a.test/shared.png'),
    'content/posts/other.md': postWith('http://a.test/shared.png'),
  })
  const urls = async () =>
    JSON.parse((await host.ruoyu(['plan', '--root', root, '--json'])).stdout)
      .map(({ url }: { url: string }) => url)
      .filter((url: string) => url.endsWith('/'))
      .sort()
  const before = await urls()
  const { stdout } = await host.ruoyu(['keep', '--root', root, '--bundle', '--rewrite'])
  expect(stdout).toMatch(
    /1 篇文章改成了文件夹。\n2 篇文章仍是单个文件[^\n]*\n {2}content\/about\.md\n {2}content\/posts\/relative\.md/,
  )
  expect(await urls()).toEqual(before)
  expect(readdirSync(join(root, 'content/posts/散步'))).toEqual(['1.png', 'index.md'])
  expect(readFileSync(join(root, 'content/posts/散步/index.md'), 'utf8')).toBe(
    postWith('1.png', '[另一篇](/posts/relative/)'),
  )
  expectRight(root)
})
