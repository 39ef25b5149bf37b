import { expect, test } from 'vitest'
import {
  aliasFile,
  encodePath,
  folderOf,
  inFolder,
  isUgly,
  pageFile,
  pagerFile,
  urlOf,
  writtenFile,
} from '../../src/model/urls.ts'

test('a page is a folder with an index, or a file with ugly URLs; home is always index.html', () => {
  expect([pageFile('posts/a', false), pageFile('posts/a', true)]).toEqual(['posts/a/index.html', 'posts/a.html'])
  expect([pageFile('', false), pageFile('', true)]).toEqual(['index.html', 'index.html'])
})

test('a url leaves index.html out and is percent-encoded once', () => {
  expect(urlOf('index.html')).toBe('/')
  expect(urlOf('a/index.html')).toBe('/a/')
  expect(urlOf('a.html')).toBe('/a.html')
  expect(urlOf('tags/人工智能/index.html')).toBe('/tags/%E4%BA%BA%E5%B7%A5%E6%99%BA%E8%83%BD/')
  expect([urlOf('tags/c#/index.html'), urlOf('tags/c++/index.html')]).toEqual(['/tags/c%23/', '/tags/c++/'])
  expect(encodePath('/100%/a?b')).toBe('/100%25/a%3Fb')
})

test('what a blogger writes is a file with an extension, a folder without', () => {
  expect(writtenFile('a/b.html')).toBe('a/b.html')
  expect(writtenFile('a/b')).toBe('a/b/index.html')
  expect(writtenFile('v1.0/b')).toBe('v1.0/b/index.html')
  expect(writtenFile('a.b/')).toBe('a.b/index.html')
  expect(writtenFile('.net')).toBe('.net/index.html')
})

test('an alias is a file only when it ends in .html', () => {
  expect(aliasFile('x.php', false)).toBe('x.php/index.html')
  expect(aliasFile('x.html', true)).toBe('x.html')
  expect(aliasFile('x/y', true)).toBe('x/y.html')
})

test('feeds and further pages of a list lie in its folder', () => {
  expect([folderOf('index.html'), folderOf('a/index.html'), folderOf('a/b.html')]).toEqual(['', 'a', 'a/b'])
  expect([inFolder('index.html', 'index.xml'), inFolder('tags/a.html', 'index.xml')]).toEqual([
    'index.xml',
    'tags/a/index.xml',
  ])
  expect(pagerFile('tags/a/index.html', 'page', 2, false)).toBe('tags/a/page/2/index.html')
  expect(pagerFile('tags/a.html', 'page', 2, true)).toBe('tags/a/page/2.html')
  expect(pagerFile('index.html', 'paginator', 2, false)).toBe('paginator/2/index.html')
})

test('an ugly file name of 255 bytes keeps its extension', () => {
  const file = pageFile(`posts/${'智'.repeat(85)}`, true)
  expect(Buffer.byteLength(file.split('/')[1] ?? '')).toBeLessThanOrEqual(255)
  expect(file).toMatch(/-[\da-f]{8}\.html$/)
})

test('ugly URLs hold for all or for some sections', () => {
  expect([isUgly(true, 'x'), isUgly({ posts: true }, 'posts'), isUgly({ posts: true }, '')]).toEqual([
    true,
    true,
    false,
  ])
})
