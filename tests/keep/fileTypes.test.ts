import { describe, expect, test } from 'vitest'
import { isPublicAddress } from '../../src/io/publicAddress.ts'
import { typeOf } from '../../src/keep/fileTypes.ts'
import { addressKey, fileColumns, lineOf, parseRecord, recordText } from '../../src/keep/record.ts'
import { referersFor } from '../../src/keep/referers.ts'
import { remotesIn } from '../../src/keep/remotes.ts'
import { png } from './host.ts'

const jpeg = (end: string) =>
  Buffer.from(`ffd8ffe1000affd9ffd9ffd90000ffc0000b080001000101011100ffda00030102${end}`, 'hex')
const gif = (end: string) => Buffer.concat([Buffer.from('GIF89a'), Buffer.from(`0100010000000021f904${end}`, 'hex')])
const webp = Buffer.concat([
  Buffer.from('RIFF'),
  Buffer.from('1a000000', 'hex'),
  Buffer.from('WEBPVP8L'),
  Buffer.from('0d0000002f00000010071011118888fe0700', 'hex'),
])

describe('a file’s type is that of its bytes', () => {
  test.each([
    ['a PNG', png('x'), 'png'],
    ['half a PNG', png('x').subarray(0, -14), 'cut short'],
    ['a JPEG', jpeg('0102ffd9'), 'jpg'],
    ['a JPEG with something behind it', jpeg('0102ffd9000000'), 'jpg'],
    ['a JPEG whose only end is its thumbnail’s', jpeg('0102'), 'cut short'],
    ['a GIF', gif('3b'), 'gif'],
    ['a GIF with padding', gif('3b0000'), 'gif'],
    ['half a GIF', gif('2c'), 'cut short'],
    ['a WebP', webp, 'webp'],
    ['half a WebP', webp.subarray(0, -3), 'cut short'],
    ['a signature alone', Buffer.from('89504e470d0a1a0a49454e44', 'hex'), 'not a file of this kind'],
    ['nothing', Buffer.alloc(0), 'empty'],
    ['HTML', Buffer.from('<!doctype html><svg></svg>'), 'not a file of this kind'],
    ['text', Buffer.from('404 Not Found'), 'not a file of this kind'],
    ['JSON', Buffer.from('{"error":1}'), 'not a file of this kind'],
    [
      'SVG',
      Buffer.from('\uFEFF<?xml version="1.0"?><!-- a -->\n<!DOCTYPE svg PUBLIC "a" "b">\n<svg width="1"><g/></svg>\n'),
      'svg',
    ],
    ['half an SVG', Buffer.from('<svg width="1"><g>'), 'cut short'],
    ['SVG with a handler', Buffer.from('<svg onload="x()"></svg>'), 'unsafe'],
    ['SVG with HTML', Buffer.from('<svg><foreignObject></foreignObject></svg>'), 'unsafe'],
    ['PDF', Buffer.from('%PDF-1.7'), 'pdf'],
    ['MP3', Buffer.from('ID3\x03'), 'mp3'],
  ])('%s', (_name, bytes, right) => {
    const type = typeOf(bytes)
    expect(typeof type === 'string' ? type : type.extension).toBe(right)
  })
})

describe('public addresses', () => {
  test.each([
    ...[
      '8.8.8.8',
      '93.184.216.34',
      '172.15.0.1',
      '172.32.0.1',
      '100.63.0.1',
      '100.128.0.1',
      '198.17.0.1',
      '198.20.0.1',
    ],
    ...['2606:4700::1111', '2408:8756::1', '::ffff:8.8.8.8', '64:ff9b::808:808'],
  ])('%s is one', (address) => expect(isPublicAddress(address)).toBe(true))

  test.each([
    ...[
      '0.0.0.0',
      '10.0.0.1',
      '100.64.0.1',
      '100.127.255.255',
      '127.0.0.1',
      '127.255.0.1',
      '169.254.169.254',
      '172.16.0.1',
    ],
    ...['172.31.255.255', '192.0.0.1', '192.0.2.1', '192.168.1.1', '198.18.0.1', '198.19.255.255', '198.51.100.1'],
    ...['203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', 'fc00::1', 'fdff::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '::ffff:127.0.0.1'],
    ...['::ffff:7f00:1', '::ffff:0a00:0001', '0:0:0:0:0:ffff:c0a8:101', '::ffff:0:127.0.0.1', '64:ff9b::7f00:1'],
    ...[
      '64:ff9b::a9fe:a9fe',
      '64:ff9b:1::1',
      '2002:7f00:1::',
      '2001::1',
      '2001:db8::1',
      '3fff::1',
      '100::1',
      '::127.0.0.1',
      'x',
      '',
    ],
  ])('%s is none', (address) => expect(isPublicAddress(address)).toBe(false))
})

describe('the record', () => {
  const row = {
    address: 'http://a/1.png',
    'sha-256': 'x',
    bytes: '1',
    type: 't',
    date: 'd',
    where: 'w',
    status: 'kept',
    file: 'content/kept/x.png',
  }

  test('comes back from its text, whatever else stands in it', () => {
    const text = `${recordText(fileColumns, new Map([['http://a/1.png', row]]))}<<<<<<< HEAD\n\n=======\nx\ty\r\n`
    expect([...parseRecord(fileColumns, text).values()]).toEqual([row])
    expect([...parseRecord(fileColumns, text.replaceAll('\n', '\r\n')).values()]).toEqual([row])
  })

  test('the later row holds, and a row cut anywhere is none or harmless', () => {
    const whole = recordText(fileColumns, new Map([['http://a/1.png', row]]))
    const next = lineOf(fileColumns, { ...row, address: 'http://a/2.png' })
    for (let end = 0; end < next.length; end++) {
      const rows = parseRecord(fileColumns, whole + next.slice(0, end))
      expect(rows.get('http://a/1.png')).toEqual(row)
      const torn = rows.get('http://a/2.png')
      expect(torn === undefined || row.file.startsWith(torn.file)).toBe(true)
    }
  })

  test('tells spellings of one address apart from others', () => {
    const same = ['https://a.test/图.png', '//a.test/%e5%9b%be.png', ' https://A.test:443/%E5%9B%BE.png#x ']
    expect(new Set(same.map(addressKey)).size).toBe(1)
    for (const none of ['/a.png', 'a.png', 'data:image/png,x', 'mailto:a@b', 'https://', 'http://[x/', ''])
      expect([none, addressKey(none)]).toEqual([none, undefined])
  })
})

test('the host’s own referer comes first, then none', () => {
  expect(referersFor(new URL('https://tva1.sinaimg.cn/a'))).toEqual([
    'https://weibo.com/',
    undefined,
    'https://tva1.sinaimg.cn/',
  ])
  expect(referersFor(new URL('http://mmbiz.qpic.cn/a'))).toEqual([undefined, 'http://mmbiz.qpic.cn/'])
  expect(referersFor(new URL('http://notsinaimg.cn/a'))[0]).toBe(undefined)
})

describe('addresses in HTML', () => {
  test.each([
    ['<img src="//h/a.png" srcset="//h/b,c.png 1x,//h/d.png 2x">', '//h/a.png //h/b,c.png //h/d.png'],
    [`<IMG SRC='http://h/a.png'><img src=http://h/b.png>`, 'http://h/a.png http://h/b.png'],
    ['<a href="http://h/">x</a><svg><image xlink:href="http://h/a.svg"/></svg>', 'http://h/ http://h/a.svg'],
    ['<style>p{background:url(http://h/a.png)}</style>', 'http://h/a.png'],
    ['<link rel="shortcut icon" href="http://h/i.ico"><link rel="stylesheet" href="http://h/s.css">', 'http://h/i.ico'],
    [
      '<meta property="og:image" content="http://h/a.png"><meta property="og:url" content="http://h/">',
      'http://h/a.png',
    ],
    [
      '<script>"<img src=http://h/a.png>"</script><!-- <img src="http://h/b.png"> --><textarea><img src="http://h/c"></textarea>',
      '',
    ],
    ['<img alt="<img src=http://h/a.png>" src="/b.png">', ''],
    ['<td background="http://h/a.gif"><input type="image" src="http://h/b.gif">', 'http://h/a.gif http://h/b.gif'],
    ['<img src="http://h/?a=1&amp;b=&#x27;">', "http://h/?a=1&b='"],
  ])('%s', (html, right) => {
    const remotes = remotesIn(html)
    expect(remotes.map(({ url }) => url).join(' ')).toBe(right)
    for (const { start, end, url } of remotes)
      expect(html.slice(start, end).replace('&amp;', '&').replace('&#x27;', "'")).toBe(url)
  })
})
