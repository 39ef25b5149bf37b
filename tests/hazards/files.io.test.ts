import { execFileSync } from 'node:child_process'
import { chmodSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { nameFault } from '../../src/io/walk.ts'
import { ruoyu } from '../clients/command.ts'
import { age, asNobody, tempFolder, writeIn } from '../io/temp.ts'
import { isQuick } from '../runs.ts'
import { accepted, at, blog, good, post, problems, refused } from './blog.ts'

/** Hazards of the files themselves: rows 19 to 26 of the table of hazards, each through the real build. */

const a = 'content/posts/a.md'
const fine = post('title: 文\ndate: 2025-01-01')

describe('row 19: a text in another encoding is an error at its byte, never guessed:', () => {
  test.each([
    ['GBK', Buffer.concat([Buffer.from('---\ntitle: '), Buffer.from([0xce, 0xc4]), Buffer.from('\n---\n')]), ':2:8'],
    ['UTF-16 LE', Buffer.from(`\ufeff${fine}`, 'utf16le'), ':1:1'],
    ['UTF-16 BE', Buffer.from(`\ufeff${fine}`, 'utf16le').swap16(), ':1:1'],
    ['a torn character at the end', Buffer.from(fine).subarray(0, -3), ':5:3'],
    ['a surrogate', Buffer.concat([Buffer.from(fine), Buffer.from([0xed, 0xa0, 0x80])]), ':6:1'],
    ['an overlong slash', Buffer.concat([Buffer.from(fine), Buffer.from([0xc0, 0xaf])]), ':6:1'],
  ])('%s', async (_, bytes, place) => {
    await refused({ [a]: bytes }, [`error file-not-utf8 ${a}${place}`])
  })

  test('so is a template, and nothing of U+FFFD is published', async () => {
    const wrong = 'templates/partials/footer.njk'
    await refused({ [wrong]: Buffer.from([0x61, 0xff]) }, [expect.stringContaining(`error file-not-utf8 ${wrong}`)])
  })
})

test.each(['\0', '\b'])('row 20: NUL and control characters are left out with a warning: %j', async (control) => {
  const built = await accepted({ [a]: `${fine}前${control}后\n` }, [`warning body-control-character ${a}:6:2`])
  expect(built.page('posts/a/index.html')).toContain('前后')
})

describe('row 21: what is too much is an error before it hurts, and names the file:', () => {
  test.each([
    ['a post of 50 MB', '文'.repeat(17_000_000), `error file-too-large ${a}`],
    ['4,000 quotes in one another', post('title: 文', '>'.repeat(4000)), `error body-too-deep ${a}:4:1`],
    ['4,000 lists in one another', post('title: 文', '- '.repeat(4000)), `error body-too-deep ${a}:4:1`],
    [
      'a table of 4,000 columns',
      post('title: 文', `${'|a'.repeat(4000)}|\n${'|-'.repeat(4000)}|`),
      `error body-table-too-wide ${a}:5:1`,
    ],
  ])('%s', async (_, text, wrong) => {
    expect(await isQuick(() => refused({ [a]: text }, [wrong]), 5000)).toBe(true)
  })

  test('a post of 863 KB and a line of 492,000 characters build', async () => {
    const long = '很长的一行，没有换行。'.repeat(45_000).slice(0, 492_000)
    const many = '一段普通的文字，**重要。**后文。\n\n'.repeat(17_000)
    await accepted({ [a]: fine + long, 'content/posts/b.md': fine + many })
  })
})

describe('row 22: what is no plain file is an error, and is never opened:', () => {
  test.each(['content/posts/a.md', 'content/posts/a.png', 'public/a.txt', 'templates/a.njk'])('a FIFO as %s', (path) =>
    refused({ [`${path}.txt`]: '' }, [`error file-special ${path}`], (root) => {
      unlinkSync(at(root, `${path}.txt`))
      execFileSync('mkfifo', [at(root, path)])
    }),
  )

  test.each([a, 'public/a.bin'])('a link to /dev/zero as %s', (path) =>
    refused({ [`${path}~`]: '' }, [`error link-outside ${path}`], (root) => symlinkSync('/dev/zero', at(root, path))),
  )

  test('the command does not open one to show its lines either', () => {
    const { root } = blog(good)
    execFileSync('mkfifo', [at(root, 'content/posts/a.md')])
    const { status, stderr } = ruoyu(['build', '--root', root], {}, 20_000)
    expect(stderr).toContain('content/posts/a.md')
    expect(status).toBe(1)
  })

  test('a config that is one', async () => {
    const { root, build } = blog(good)
    execFileSync('mkfifo', [at(root, 'ruoyu.config.ts')])
    expect(problems(await build())).toEqual(['error config-no-file ruoyu.config.ts'])
  })
})

describe('row 23: a link is never followed out of the site:', () => {
  const outside = () => tempFolder({ 'secret.md': fine, 'folder/secret.md': fine })

  test('to a file and to a folder', () =>
    refused({}, [`error link-outside ${a}`, 'error link-outside content/posts/b'], (root) => {
      symlinkSync(at(outside(), 'secret.md'), at(root, a))
      symlinkSync(at(outside(), 'folder'), at(root, 'content/posts/b'))
    }))

  test('by way of another link, or with dots', () =>
    refused({}, [`error link-outside ${a}`, 'error link-outside public/b'], (root) => {
      const other = outside()
      symlinkSync(`../../../../${other.split('/').at(-1)}/secret.md`, at(root, a))
      writeIn(root, 'public/x', '')
      symlinkSync(other, at(root, 'hop'))
      symlinkSync('../hop/folder', at(root, 'public/b'))
    }))

  test('in a loop or to nothing is a warning', async () => {
    const one = blog(good)
    symlinkSync('..', at(one.root, 'content/posts/loop'))
    symlinkSync('none.md', at(one.root, a))
    const report = await one.build()
    expect(problems(report)).toEqual([`warning link-dangling ${a}`, 'warning link-loop content/posts/loop'])
    expect(one.published()).toHaveProperty(['posts/good/index.html'])
  })
})

test('row 24: a folder named x.md is a folder; what editors leave behind is not seen', async () => {
  const leftovers = ['x.md~', '.x.md.swp', '4913', '.#x.md', '#x.md#', '.DS_Store', 'Thumbs.db', '.x.md.un~']
  const files = Object.fromEntries(leftovers.map((name) => [`content/posts/${name}`, 'never']))
  const built = await accepted({ ...files, 'content/posts/folder.md/index.md': fine })
  expect(Object.values(built.published())).not.toContain('never')
  expect(built.published()).toHaveProperty(['posts/folder.md/index.html'])
})

describe('row 25: a name that is no UTF-8, or longer than a file system may take, is an error:', () => {
  test('bytes of Latin-1', () =>
    refused({}, ['error name-not-utf8 content/posts/\\xe9.md'], (root) =>
      writeFileSync(
        Buffer.concat([Buffer.from(at(root, 'content/posts/')), Buffer.from([0xe9]), Buffer.from('.md')]),
        fine,
      ),
    ))

  test('256 bytes, which no file system here can hold', () => {
    expect(nameFault(Buffer.alloc(256, 'a'), 'content')).toMatchObject({ code: 'name-too-long', level: 'error' })
  })

  test('a title, a slug or a tag of 300 Han characters becomes a name that fits', async () => {
    const long = '长'.repeat(300)
    const built = await accepted({
      [a]: post(`title: ${long}\nslug: ${long}\ntags: [${long}]\ndate: 2025-01-01`),
    })
    const names = Object.keys(built.published()).flatMap((path) => path.split('/'))
    expect(Math.max(...names.map((name) => Buffer.byteLength(name)))).toBeLessThanOrEqual(255)
  })
})

describe('row 26: what can not be read is an error with its path:', () => {
  test('a file and a folder without permission', async () => {
    const one = blog({ ...good, [a]: fine, 'content/private/b.md': fine })
    chmodSync(one.root, 0o777)
    chmodSync(at(one.root, a), 0)
    chmodSync(at(one.root, 'content/private'), 0)
    const report = await asNobody(() => one.build())
    expect(problems(report)).toEqual(['error file-unreadable content/private', `error file-unreadable ${a}`])
    chmodSync(at(one.root, 'content/private'), 0o755)
  })

  test('what vanishes while a build runs is looked at once more', async () => {
    const one = blog({ ...good, [a]: fine })
    const report = await one.build({
      onProgress: ({ stage }) => {
        if (stage === 'parse') rmSync(at(one.root, a), { force: true })
      },
    })
    expect(problems(report)).toEqual([])
    expect(problems(await one.build())).toEqual([])
    expect(one.published()).not.toHaveProperty(['posts/a/index.html'])
  })
})

describe('a build with nothing else to do says what a clean build says of', () => {
  const kinds: readonly [string, (path: string) => void][] = [
    ['a FIFO', (path) => void execFileSync('mkfifo', [path])],
    ['a link that leads out', (path) => symlinkSync('/etc/hostname', path)],
    ['a link to nothing', (path) => symlinkSync('nowhere', path)],
    ['a link to itself', (path) => symlinkSync('x.md', path)],
    ['a name that is no UTF-8', (path) => writeFileSync(Buffer.from(`${path}\xe9`, 'latin1'), '')],
  ]
  test.each(kinds)('%s', async (_, make) => {
    const { root, write } = blog({ ...good, 'public/a.txt': '', 'templates/partials/footer.njk': '' })
    write({ 'ruoyu.config.ts': "export default { title: '站', url: 'https://a.example/' }" })
    await age()
    const said = () => {
      const { status, stdout } = ruoyu(['build', '--json', '--root', root])
      const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly { readonly code: string }[] }
      return [status, ...diagnostics.map(({ code }) => code)]
    }
    expect([said(), said()]).toEqual([[0], [0]])
    for (const folder of ['content/posts', 'public', 'templates']) make(at(root, `${folder}/x.md`))
    await age()
    const second = [said(), said()]
    for (const made of ['dist', '.ruoyu']) rmSync(at(root, made), { recursive: true })
    const clean = said()
    expect([clean.length, second]).toEqual([4, [clean, clean]])
  })
})
