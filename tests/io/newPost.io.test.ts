import { mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { refuseNewPost } from '../../src/io/newPost.ts'
import { ruoyu } from '../clients/command.ts'
import { tempFolder } from './temp.ts'

function whatOf(section: string, slug = 'x', root = tempFolder({ 'content/a.md': '' })): unknown {
  return refuseNewPost(root, 'content', { section, slug })?.params.what
}

test.each(['../../out', '..', 'posts/../../out', '/etc', '/', './..', 'posts/.', '.../x', '.. /x'])(
  'a post is not written to section %j, outside of the content folder',
  (section) => {
    expect(whatOf(section)).toBe('outside')
  },
)

test.each(['a\0b', 'a\nb', 'C:/x', 'C:\\x', '..\\x', 'posts/con', 'NUL', 'aux.d', 'a|b', 'a//b', 'x.', 'x /y'])(
  'nor to section %j, which some system can not store',
  (section) => {
    expect(whatOf(section)).toBe('name')
  },
)

test('nor to a section whose name is longer than some system can store', () => {
  expect(whatOf('字'.repeat(90))).toBe('long')
})

test.each(['../x', '..', '', 'a/b', '/x', 'con', 'a\0', '.x', 'x~'])('nor with the slug %j', (slug) => {
  expect(whatOf('posts', slug)).toBeDefined()
})

test.each(['.git/hooks', '.hidden', 'posts/.x', 'x~'])('nor to section %j, which is not read', (section) => {
  expect(whatOf(section)).toBe('hidden')
})

test('nor through a link that leads out, to a folder or to nothing', () => {
  const root = tempFolder({ 'content/a.md': '', 'content/b/c.md': '', 'private/x': '' })
  symlinkSync('../private', join(root, 'content/out'))
  symlinkSync('../nowhere', join(root, 'content/nothing'))
  symlinkSync('b', join(root, 'content/in'))
  expect(
    ['out', 'out/deep', 'nothing', 'nothing/x', 'in', 'in/new'].map((section) => whatOf(section, 'x', root)),
  ).toEqual([...Array.from({ length: 4 }, () => 'outside'), undefined, undefined])
})

test('nor where the content folder itself is a link that leads out of the site', () => {
  const [root, outside] = [tempFolder({ 'elsewhere/a.md': '' }), tempFolder({ 'a.md': '' })]
  symlinkSync(outside, join(root, 'content'))
  expect(whatOf('', 'x', root)).toBe('outside')
  const inside = tempFolder({ 'texts/a.md': '' })
  symlinkSync('texts', join(inside, 'content'))
  expect(whatOf('', 'x', inside)).toBeUndefined()
})

test.each(['posts', 'posts/', '', '.', './', './posts', '随笔/2026', '_drafts'])(
  'section %j is as good as any',
  (section) => {
    expect(whatOf(section)).toBeUndefined()
  },
)

test('the command says so, and writes nothing', () => {
  const parent = tempFolder({ 'a/b/content/a.md': '' })
  mkdirSync(join(parent, 'out'))
  const { status, stderr } = ruoyu(['new', 'x', '--section', '../../../out', '--root', join(parent, 'a/b')])
  expect([status, stderr.includes('../../../out/x.md')]).toEqual([1, true])
  expect(readdirSync(join(parent, 'out'))).toEqual([])
})
