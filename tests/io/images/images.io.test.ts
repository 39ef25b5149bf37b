import { createHash } from 'node:crypto'
import { cpSync, readFileSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { openPictures } from '../../../src/io/images/onDemand.ts'
import { age, tempFolder } from '../temp.ts'
import { heicOf, ispe } from './heif.ts'
import { blog, entries, image, made, outputOf, page, picture, put, store } from './site.ts'

const hook = vi.hoisted(() => ({ hasEncoder: true, encoded: 0 }))

vi.mock('../../../src/io/images/encoder.ts', async (original) => {
  const encoder = await original<typeof import('../../../src/io/images/encoder.ts')>()
  const findEncoder: typeof encoder.findEncoder = (root) => (hook.hasEncoder ? encoder.findEncoder(root) : undefined)
  return { ...encoder, findEncoder }
})

vi.mock('../../../src/io/images/encode.ts', async (original) => {
  const encode = await original<typeof import('../../../src/io/images/encode.ts')>()
  const encodeImages: typeof encode.encodeImages = (jobs, means) => {
    hook.encoded += jobs.reduce((sum, { operations }) => sum + operations.length, 0)
    return encode.encodeImages(jobs, means)
  }
  return { ...encode, encodeImages }
})

beforeEach(() => {
  hook.hasEncoder = true
  hook.encoded = 0
})

describe('a picture that a page shows', () => {
  test('comes in widths that make sense, with its place, its size and its colour', async () => {
    const root = await blog()
    expect((await made(root)).diagnostics).toEqual([])
    expect(image(root)).toMatch(
      /^<img src="\/posts\/walk\/photo\.jpg" srcset="\/posts\/walk\/photo\.([\da-f]{8})\.480\.webp 480w, \/posts\/walk\/photo\.\1\.960\.webp 960w, \/posts\/walk\/photo\.\1\.1600\.webp 1600w" sizes="[^"]+" width="2000" height="1500" style="background:#[\da-f]{3}" fetchpriority="high" alt="湖">$/,
    )
    const files = Object.entries(outputOf(root)).filter(([path]) => /\.(?:webp|1200\.jpg)$/.test(path))
    const sizes = await Promise.all(files.map(async ([, bytes]) => (await sharp(bytes).metadata()).width))
    expect(sizes.sort((a, b) => a - b)).toEqual([480, 960, 1200, 1600])
    expect(page(root)).toMatch(/<a class="zoom" href="\/posts\/walk\/photo\.jpg"><img/)
  })

  test('is asked for first where it is the cover at the top', async () => {
    const text = '---\ntitle: 走\nimage: photo.jpg\n---\n文。\n'
    const root = await blog({ 'content/posts/walk/index.md': text }, { theme: { postCover: true, covers: 'top' } })
    await made(root)
    for (const path of ['posts/walk/index.html', 'index.html'])
      expect(image(root, path)).toMatch(/^<img class="cover" [^>]*fetchpriority="high"/)
  })

  test('is never made larger, stands upright, and says nothing of where and how it was taken', async () => {
    const turned = await sharp(await picture(700, 1000))
      .withMetadata({ orientation: 6 })
      .withExifMerge({ IFD0: { Make: 'Ruoyu' }, IFD3: { GPSLatitude: '31/1 14/1 56789123/1000000' } })
      .jpeg()
      .toBuffer()
    const root = await blog({ 'content/posts/walk/photo.jpg': turned })
    await made(root)
    expect(image(root)).toMatch(/480w, [^ ]+ 1000w".* width="1000" height="700"/)
    for (const [path, bytes] of Object.entries(outputOf(root)).filter(([path]) => path.includes('photo.'))) {
      const { exif, width = 0, height = 0, orientation } = await sharp(bytes).metadata()
      if (path.endsWith('photo.jpg')) expect([exif?.includes('Ruoyu'), orientation]).toEqual([true, 6])
      else expect([exif, orientation, width > height]).toEqual([undefined, undefined, true])
    }
  })

  test('in feeds and cards is one JPEG, or PNG where it is transparent', async () => {
    const clear = await sharp({ create: { width: 1000, height: 500, channels: 4, background: '#0008' } })
      .webp()
      .toBuffer()
    const root = await blog({ 'public/clear.webp': clear, 'content/b.md': '---\ntitle: 乙\n---\n![](/clear.webp)\n' })
    await made(root)
    expect(page(root)).toMatch(/og:image" content="https:\/\/example\.org\/posts\/walk\/photo\.\w+\.1200\.jpg"/)
    expect(page(root, 'index.xml')).toMatch(
      /src="https:\/\/example\.org\/posts\/walk\/photo\.\w+\.1200\.jpg" width="1200" height="900"/,
    )
    expect(page(root, 'index.xml')).not.toContain('srcset')
    expect(page(root, 'b/index.html')).toMatch(/og:image" content="https:\/\/example\.org\/clear\.\w+\.1000\.png"/)
    expect(image(root, 'b/index.html')).not.toContain('background')
  })

  test('works in raw HTML, figures, galleries and templates, and not where the author chose or linked by hand', async () => {
    const body = [
      '<img src="photo.jpg" width="300" style="border:0">',
      '{{< figure src="photo.jpg" width="300" >}}',
      '{{< gallery >}}\n![](photo.jpg)\n{{< /gallery >}}',
      '[![图](photo.jpg)](/x/)',
      '<img src="photo.jpg" srcset="photo.jpg 2x">',
      '<picture><img src="photo.jpg"></picture>',
    ]
    const root = await blog({
      'content/posts/walk/index.md': `---\ntitle: 走\nimage: photo.jpg\n---\n${body.join('\n\n')}\n`,
      'content/x.md': '---\ntitle: X\n---\n',
      'templates/partials/post-end.njk':
        '<p id="t">{% set i = post.image | image %}{{ i.src }} {{ i.srcset }} {{ i.width }} {{ i.height }}</p>',
    })
    await made(root)
    const tags = page(root).match(/<img[^>]*>/g) ?? []
    expect(
      tags.map((tag) => [/srcset="[^"]+480w/.test(tag), /sizes="300px"/.test(tag), /height="225"/.test(tag)]),
    ).toEqual([
      [true, true, true],
      [true, true, true],
      [true, false, false],
      [true, false, false],
      [false, false, false],
      [false, false, false],
    ])
    expect(tags[0]).toContain('style="border:0"')
    expect(page(root).match(/class="zoom"/g)?.length).toBe(3)
    expect(page(root)).toContain('<a href="/x/"><img')
    expect(page(root)).toMatch(
      /<p id="t">\/posts\/walk\/photo\.jpg \/posts\/walk\/photo\.\w+\.480\.webp 480w, .* 2000 1500<\/p>/,
    )
  })

  test('is left alone where it moves, is a drawing or small, or where no text says its name', async () => {
    const root = await blog({
      'content/posts/walk/index.md': '---\ntitle: 走\n---\n![](a.gif) ![](b.svg) ![](c.png) ![](d.webp)\n',
      'content/posts/walk/a.gif': await sharp(await picture(900, 600))
        .gif()
        .toBuffer(),
      'content/posts/walk/b.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"/>',
      'content/posts/walk/c.png': await sharp(await picture(300, 200))
        .png()
        .toBuffer(),
      'content/posts/walk/d.webp': await moving(),
    })
    await made(root)
    expect(page(root)).not.toContain('srcset')
    expect(hook.encoded).toBe(0)
    expect(Object.keys(outputOf(root))).toContain('posts/walk/photo.jpg')
  })

  test('formats, widths, quality and the link to the original are the config’s', async () => {
    const images = {
      formats: ['avif', 'webp'],
      widths: [600],
      quality: { avif: 40 },
      original: false,
      inFeeds: 600,
    } as const
    const root = await blog({}, { images })
    await made(root)
    expect(page(root)).toMatch(
      /<p><picture><source type="image\/avif" srcset="\/posts\/walk\/photo\.\w+\.600q40\.avif 600w" sizes="[^"]+"><img src="\/posts\/walk\/photo\.jpg" srcset="\/posts\/walk\/photo\.\w+\.600\.webp 600w"[^>]*><\/picture><\/p>/,
    )
    expect(Object.keys(outputOf(root)).filter((path) => path.includes('photo.')).length).toBe(4)
  })
})

describe('in `dev`', () => {
  test('is its original when it is first asked for, and made in the background for the next time, once', async () => {
    const root = await blog()
    const from = 'content/posts/walk/photo.jpg'
    const source = createHash('sha256')
      .update(readFileSync(join(root, from)))
      .digest('hex')
    const image = { source, format: 'webp', width: 480, quality: 78, decodedAt: 480 } as const
    const pictureOf = openPictures(root)
    expect([pictureOf({ from, image }), pictureOf({ from, image })]).toEqual([undefined, undefined])
    const bytes = await vi.waitFor(() => pictureOf({ from, image }) ?? Promise.reject(new Error('not yet')), 30_000)
    expect((await sharp(bytes).metadata()).width).toBe(480)
    expect(hook.encoded).toBe(1)
  })

  test('stays its original where it changed meanwhile, and nothing ends the server', async () => {
    const root = await blog()
    const from = 'content/posts/walk/photo.jpg'
    const image = { source: 'a'.repeat(64), format: 'webp', width: 480, quality: 78, decodedAt: 480 } as const
    const pictureOf = openPictures(root)
    expect(pictureOf({ from, image })).toBeUndefined()
    await vi.waitFor(() => expect(hook.encoded).toBe(1), 30_000)
    expect(pictureOf({ from, image })).toBeUndefined()
  })
})

describe('a picture of an iPhone (HEIC)', () => {
  const heic = heicOf(ispe(2000, 1500))
  const files = {
    'content/posts/walk/index.md': '---\ntitle: 走\n---\n文。\n\n![湖](photo.heic)\n',
    'content/posts/walk/photo.heic': heic,
  }

  test('is told at the post’s line where the encoder can’t read it, and published as it is', async () => {
    const root = await blog(files)
    const { diagnostics } = await made(root)
    expect(diagnostics.map(({ code, file, line }) => [code, file, line])).toEqual([
      ['picture-not-encoded', 'content/posts/walk/index.md', 6],
    ])
    expect(image(root)).toMatch(/^<img src="\/posts\/walk\/photo\.heic"(?![^>]*srcset)/)
    expect(outputOf(root)['posts/walk/photo.heic']).toEqual(heic)
  })

  test('is shown as what every browser knows where the encoder reads it', async () => {
    const encoder = `const heads = { webp: 'RIFF0000WEBP', jpeg: '\\xff\\xd8\\xff' }
const sharp = () => {
  let text = 'raw'
  const steps = 'autoOrient resize toColourspace raw flatten removeAlpha'.split(' ').map((name) => [name, () => picture])
  const formats = Object.entries(heads).map(([name, head]) => [name, () => ((text = head), picture)])
  const toBuffer = async (asked) => {
    const data = Buffer.from(text, 'latin1')
    return asked ? { data, info: { width: 1, height: 1, channels: 3 } } : data
  }
  const picture = { ...Object.fromEntries([...steps, ...formats]), toBuffer }
  return picture
}
module.exports = Object.assign(sharp, { cache() {}, concurrency() {} })
`
    const root = await blog({
      ...files,
      'node_modules/sharp/package.json': '{ "name": "sharp", "version": "0.0.1", "main": "index.js" }',
      'node_modules/sharp/index.js': encoder,
    })
    expect((await made(root)).diagnostics).toEqual([])
    expect(image(root)).toMatch(/^<img src="\/posts\/walk\/photo\.\w+\.1200\.jpg" srcset="[^"]+480\.webp 480w, /)
    expect(page(root)).toMatch(/og:image" content="[^"]+\.1200\.jpg"/)
  })
})

describe('without an encoder', () => {
  test('the site is what it was, and one note says what to install', async () => {
    hook.hasEncoder = false
    const root = await blog({
      'content/posts/walk/big.jpg': Buffer.concat([await picture(1000, 800), Buffer.alloc(400_000)]),
    })
    const { diagnostics } = await made(root, { tellsSetup: true })
    expect(diagnostics.map(({ code, level, file }) => [code, level, file])).toEqual([
      ['encoder-missing', 'info', 'content/posts/walk/big.jpg'],
    ])
    expect(page(root)).toContain('<p><img src="/posts/walk/photo.jpg" width="2000" height="1500" alt="湖"></p>')
    expect(Object.keys(outputOf(root)).filter((path) => path.endsWith('.webp'))).toEqual([])
  })

  test('one that comes later is used, also where nothing else has changed', async () => {
    hook.hasEncoder = false
    const root = await blog()
    await age()
    await made(root)
    hook.hasEncoder = true
    await made(root)
    expect(image(root)).toContain('srcset')
    hook.hasEncoder = false
    await made(root)
    expect(page(root)).not.toContain('srcset')
    expect(Object.keys(outputOf(root)).filter((path) => path.endsWith('.webp'))).toEqual([])
  })
})

describe('the store', () => {
  test('serves another copy of the site, with other times, another place and no other memory', async () => {
    const root = await blog()
    await made(root)
    const other = tempFolder()
    for (const name of ['ruoyu.config.ts', 'content']) cpSync(join(root, name), join(other, name), { recursive: true })
    cpSync(store(root), store(other), { recursive: true })
    utimesSync(join(other, 'content/posts/walk/photo.jpg'), 1, 1)
    expect(hook.encoded).toBe(4)
    await made(other)
    expect(hook.encoded).toBe(4)
    expect(outputOf(other)).toEqual(outputOf(root))
  })

  test.each([
    ['poisoned', (path: string) => writeFileSync(path, readFileSync(path).fill(0x41, 200))],
    ['truncated', (path: string) => truncateSync(path, 300)],
    ['empty', (path: string) => writeFileSync(path, '')],
    ['foreign', (path: string) => renameSync(path.replace(/\.webp-960/, '.webp-480'), path)],
    ['a script', (path: string) => writeFileSync(path, '<script>alert(1)</script>')],
  ])('makes a %s entry again, and publishes no byte of it', async (_, spoil) => {
    const root = await blog()
    await made(root)
    const whole = outputOf(root)
    const name = entries(root).find((entry) => entry.includes('.webp-960-')) ?? ''
    spoil(join(store(root), name))
    rmSync(join(root, 'dist'), { recursive: true })
    hook.encoded = 0
    await made(root, { fresh: true })
    expect(hook.encoded).toBeGreaterThanOrEqual(1)
    expect(outputOf(root)).toEqual(whole)
  })

  test('drops what twenty builds did not use, and nothing before', async () => {
    const root = await blog()
    await made(root)
    put(root, 'content/posts/walk/index.md', '---\ntitle: 走\n---\n无图。\n')
    put(root, 'content/b/index.md', '---\ntitle: 乙\n---\n![](b.jpg)\n')
    put(root, 'content/b/b.jpg', await picture(500, 400, 1))
    for (let build = 0; build < 20; build++) {
      put(root, 'content/n.md', `---\ntitle: ${build}\n---\n`)
      await made(root)
      expect(entries(root).length).toBe(5)
    }
    put(root, 'content/n.md', '---\ntitle: 末\n---\n')
    await made(root)
    expect(entries(root).length).toBe(1)
  })

  test('keeps what was encoded where a later step fails', async () => {
    const root = await blog({ 'templates/post.njk': '{{ nothing.at.all }}' })
    expect((await made(root)).ok).toBe(false)
    expect(entries(root).length).toBe(4)
  })

  test('with `cached` shows what is there, and encodes nothing', async () => {
    const root = await blog({}, { images: { encode: 'cached' } })
    await made(root)
    expect(hook.encoded).toBe(0)
    expect(page(root)).toContain('<p><img src="/posts/walk/photo.jpg" width="2000"')
    const full = await blog()
    await made(full)
    cpSync(store(full), store(root), { recursive: true })
    rmSync(join(store(root), entries(root).find((name) => name.includes('.webp-960-')) ?? 'none'))
    put(root, 'content/n.md', '---\ntitle: 新\n---\n')
    hook.encoded = 0
    await made(root)
    expect(hook.encoded).toBe(0)
    expect(image(root)).toMatch(/480w, [^ ]+1600\.webp 1600w"/)
  })
})

describe('what an encoder refuses', () => {
  test('is a warning at the post’s line, every time, and shown by its original', async () => {
    const broken = (await picture(2000, 1500)).subarray(0, 2000)
    const root = await blog({ 'content/posts/walk/photo.jpg': broken })
    for (let build = 0; build < 2; build++) {
      const { ok, diagnostics } = await made(root, { fresh: build === 1 })
      expect([ok, diagnostics.map(({ code, file, line, column }) => [code, file, line, column])]).toEqual([
        true,
        [['picture-not-encoded', 'content/posts/walk/index.md', 5, 1]],
      ])
      expect(page(root)).toContain('<p><img src="/posts/walk/photo.jpg" width="2000" height="1500" alt="湖"></p>')
    }
  })

  test('a bomb is refused by its pixels, before it is decoded', async () => {
    const png = await sharp(await picture(900, 600))
      .png()
      .toBuffer()
    png.writeUInt32BE(40_000, 16)
    png.writeUInt32BE(40_000, 20)
    const root = await blog({
      'content/posts/walk/photo.jpg': await picture(500, 400),
      'content/posts/walk/bomb.png': png,
    })
    put(root, 'content/posts/walk/index.md', '---\ntitle: 走\n---\n![](bomb.png)\n')
    const { diagnostics } = await made(root)
    expect(hook.encoded).toBe(0)
    expect(image(root)).toContain('src="/posts/walk/bomb.png" width="40000"')
    expect(diagnostics).toMatchObject([{ code: 'picture-not-encoded', file: 'content/posts/walk/index.md', line: 4 }])
  })

  test.each([
    ['an error page', '<!doctype html><p>404'],
    ['nothing', ''],
    ['a pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 7\n'],
  ])('%s under a picture’s name is told where it is shown, with an encoder and without', async (_, text) => {
    for (const hasEncoder of [true, false]) {
      hook.hasEncoder = hasEncoder
      const root = await blog({ 'content/posts/walk/photo.jpg': text, 'public/unused.png': text })
      const { diagnostics } = await made(root)
      expect(diagnostics).toMatchObject([{ code: 'picture-unreadable', file: 'content/posts/walk/index.md', line: 5 }])
    }
  })
})

test('after any edits the site is what a clean build makes', async () => {
  const root = await blog({ 'public/a.txt': '甲' })
  await made(root)
  const edits: readonly (() => unknown)[] = [
    async () => put(root, 'content/posts/walk/photo.jpg', await picture(1200, 900, 3)),
    () => put(root, 'content/b.md', '---\ntitle: 乙\n---\n![](/posts/walk/photo.jpg)\n'),
    async () =>
      put(
        root,
        'public/p.png',
        await sharp(await picture(1000, 700, 4))
          .png()
          .toBuffer(),
      ),
    () => put(root, 'content/c.md', '---\ntitle: 丙\n---\n<img src="/p.png">\n'),
    () => rmSync(join(root, 'content/b.md')),
    () => rmSync(store(root), { recursive: true }),
    () =>
      put(
        root,
        'ruoyu.config.ts',
        'export default { title: "图", url: "https://example.org/", images: { widths: [700] } }',
      ),
  ]
  for (const edit of edits) {
    await edit()
    await made(root)
    const clean = tempFolder()
    for (const name of ['ruoyu.config.ts', 'content', 'public'])
      cpSync(join(root, name), join(clean, name), { recursive: true })
    await made(clean)
    const [own, other] = [outputOf(root), outputOf(clean)]
    const unlike = Object.keys({ ...own, ...other }).filter(
      (path) => !own[path]?.equals(other[path] ?? Buffer.alloc(0)),
    )
    expect(unlike).toEqual([])
  }
})

async function moving(): Promise<Buffer> {
  const frames = await Promise.all([picture(600, 400), picture(600, 400, 5)])
  return sharp(frames, { join: { animated: true } })
    .webp({ loop: 0 })
    .toBuffer()
}
