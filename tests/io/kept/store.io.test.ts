import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { openStore, type Store } from '../../../src/io/kept/store.ts'
import { runs, seed } from '../../runs.ts'
import { bundled, end, start } from '../child.ts'
import { asNobody, memory, tempFolder } from '../temp.ts'

const newFile = (): string => join(tempFolder(), 'cache/store')

function open(file: string): Store {
  const store = openStore(file)
  onTestFinished(store.close)
  return store
}

const textIn = (store: Store, key: string): string | undefined => store.get(key)?.toString()

function keep(file: string, values: Readonly<Record<string, string>>): void {
  const store = openStore(file)
  for (const [key, value] of Object.entries(values)) store.set(key, value)
  store.save()
  store.close()
}

test('what was set is there at once, and after a save in the next build too', () => {
  const file = newFile()
  const values = { a: 'ascii', b: '中文𠮷', empty: '', 'key with blanks\n': 'x'.repeat(100_000) }
  const store = open(file)
  for (const [key, value] of Object.entries(values)) store.set(key, value)
  for (const [key, value] of Object.entries(values)) expect(textIn(store, key)).toBe(value)
  expect(textIn(store, 'other')).toBeUndefined()
  store.save()
  for (const each of [store, open(file)])
    for (const [key, value] of Object.entries(values)) expect(textIn(each, key)).toBe(value)
})

test('what was noted of a value is known again, and a value without a note has an empty one', () => {
  const file = newFile()
  const store = open(file)
  store.set('a', 'A', '注')
  store.set('b', 'B')
  const notes = (one: Store) => ['a', 'b', 'other'].map(one.noteOf)
  expect(notes(store)).toEqual(['注', '', undefined])
  store.save()
  expect(notes(open(file))).toEqual(['注', '', undefined])
})

test('values are read back as they were, whether they lie side by side in memory or apart', () => {
  const beside = Buffer.from('side by side')
  const file = newFile()
  const store = open(file)
  for (let at = 0; at < beside.length; at++) store.set(`beside ${at}`, beside.subarray(at, at + 1))
  // More than a system writes at once.
  for (let n = 0; n < 3000; n++) store.set(`apart ${n}`, new Uint8Array(n % 7).fill(n))
  store.save()
  const again = open(file)
  expect([...beside].map((_, at) => textIn(again, `beside ${at}`)).join('')).toBe('side by side')
  for (let n = 0; n < 3000; n++) expect(again.get(`apart ${n}`)).toEqual(Buffer.alloc(n % 7, n))
})

test('an entry never changes', () => {
  const file = newFile()
  keep(file, { a: 'first' })
  keep(file, { a: 'second' })
  expect(textIn(open(file), 'a')).toBe('first')
})

test('saving what is there already writes nothing', () => {
  const file = newFile()
  keep(file, { a: 'A' })
  const before = statSync(file)
  keep(file, { a: 'A' })
  expect(statSync(file).mtimeMs).toBe(before.mtimeMs)
})

test('large amounts are written on the way, and are not kept in memory', () => {
  const file = newFile()
  const store = open(file)
  for (let n = 0; n < 30; n++) store.set(`${n}`, `${n}`.repeat(500_000))
  expect(statSync(file).size).toBeGreaterThan(8_000_000)
  expect(textIn(store, '3')).toBe('3'.repeat(500_000))
})

test('above the bound, what the last build did not use goes', () => {
  const file = newFile()
  const store = open(file)
  for (let n = 0; n < 70; n++) store.set(`old ${n}`, `${n % 10}`.repeat(1_000_000))
  store.save()
  const next = open(file)
  expect(textIn(next, 'old 1')).toBe('1'.repeat(1_000_000))
  next.set('new', 'N')
  next.save()
  expect(statSync(file).size).toBeLessThan(1_100_000)
  const last = open(file)
  expect([textIn(last, 'old 1')?.length, textIn(last, 'new'), textIn(last, 'old 2')]).toEqual([
    1_000_000,
    'N',
    undefined,
  ])
  expect(readdirSync(dirname(file))).toEqual(['store'])
})

test('what the last build used stays, however much it is', () => {
  const file = newFile()
  const store = open(file)
  for (let n = 0; n < 70; n++) store.set(`${n}`, `${n % 10}`.repeat(1_000_000))
  store.save()
  store.save()
  expect(textIn(open(file), '69')?.length).toBe(1_000_000)
})

test('many small saves are joined into one block now and then', () => {
  const file = newFile()
  for (let n = 0; n < 200; n++) keep(file, { [n]: `value ${n}` })
  const blocks = readFileSync(file, 'latin1').split('ruo2').length - 1
  expect(blocks).toBeLessThan(70)
  const store = open(file)
  for (let n = 0; n < 200; n++) expect(textIn(store, `${n}`)).toBe(`value ${n}`)
})

test('a value that was damaged is not there, and can be set again', () => {
  const file = newFile()
  keep(file, { a: 'AAAA', b: 'BBBB' })
  writeFileSync(file, readFileSync(file, 'latin1').replace('AAAA', 'AXAA'), 'latin1')
  const store = open(file)
  expect([textIn(store, 'a'), textIn(store, 'b')]).toEqual([undefined, 'BBBB'])
  store.set('a', 'AAAA')
  store.save()
  expect(textIn(open(file), 'a')).toBe('AAAA')
})

test('noise behind the last block is cut off by the next save', () => {
  const file = newFile()
  keep(file, { a: 'A' })
  const size = statSync(file).size
  appendFileSync(file, 'noise')
  const store = open(file)
  expect(textIn(store, 'a')).toBe('A')
  store.save()
  expect(statSync(file).size).toBe(size)
})

test('whatever happens to the file, a value is right or not there, and the store mends itself', () => {
  const values = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`key ${n}`, `值${n}`.repeat(n + 1)]))
  const damage = fc.oneof(
    fc.record({ cut: fc.nat(3000) }),
    fc.record({ at: fc.nat(3000), noise: fc.uint8Array({ minLength: 1, maxLength: 40 }) }),
    fc.record({ all: fc.uint8Array({ maxLength: 200 }) }),
  )
  const file = newFile()
  mkdirSync(dirname(file))
  const property = fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
    writeFileSync(file, '')
    for (const [key, value] of Object.entries(values)) keep(file, { [key]: value })
    for (const each of damages) {
      const bytes = readFileSync(file)
      if ('cut' in each) truncateSync(file, Math.min(each.cut, bytes.length))
      else if ('all' in each) writeFileSync(file, each.all)
      else {
        bytes.set(each.noise.subarray(0, Math.max(0, bytes.length - each.at)), Math.min(each.at, bytes.length))
        writeFileSync(file, bytes)
      }
    }
    const store = openStore(file)
    for (const [key, value] of Object.entries(values)) expect([undefined, value]).toContain(textIn(store, key))
    for (const [key, value] of Object.entries(values)) store.set(key, value)
    store.save()
    store.close()
    const mended = openStore(file)
    for (const [key, value] of Object.entries(values)) expect(textIn(mended, key)).toBe(value)
    mended.close()
  })
  fc.assert(property, { seed, numRuns: runs(150, 5000) })
})

test('two builds at once, killed at random, never see a wrong value', { timeout: 60_000 }, async () => {
  const root = tempFolder({}, memory)
  const file = join(root, 'store')
  const script = await bundled('kept/storeChild', root)
  for (let kill = 0; kill < 5; kill++) {
    const children = await Promise.all([start(script, file, `a${kill}`), start(script, file, `b${kill}`)])
    await sleep(100 + Math.random() * 100)
    for (const child of children) {
      expect(child.exitCode).toBeNull()
      await end(child, 'SIGKILL')
    }
  }
  // Who was killed while he wrote the file anew is in the way for a minute.
  rmSync(`${file}.tmp`, { force: true })
  keep(file, { last: 'one' })
  const store = open(file)
  expect([textIn(store, 'last'), textIn(store, '7')]).toEqual(['one', '值'.repeat(350)])
})

test('two builds that open before either saves keep the entries of both', () => {
  const file = newFile()
  const [one, two] = [open(file), open(file)]
  one.set('a', 'A')
  two.set('b', 'B')
  one.save()
  two.save()
  expect([textIn(two, 'a'), textIn(open(file), 'a'), textIn(open(file), 'b')]).toEqual(['A', 'A', 'B'])
})

test('where nothing can be written the store forgets, and does not fail', async () => {
  const folder = tempFolder()
  chmodSync(folder, 0o555)
  const store = await asNobody(() => openStore(join(folder, 'cache/store')))
  store.set('a', 'A')
  store.save()
  expect(textIn(store, 'a')).toBeUndefined()
  expect(readdirSync(folder)).toEqual([])
})

test('what a rewrite left behind when it was killed is in the way for a minute only', () => {
  const file = newFile()
  keep(file, { a: 'A' })
  appendFileSync(file, 'noise')
  writeFileSync(`${file}.tmp`, 'rest')
  keep(file, { b: 'B' })
  expect([textIn(open(file), 'a'), textIn(open(file), 'b')]).toEqual(['A', undefined])
  utimesSync(`${file}.tmp`, 1, 1)
  keep(file, { b: 'B' })
  expect([textIn(open(file), 'a'), textIn(open(file), 'b')]).toEqual(['A', 'B'])
  expect(readdirSync(dirname(file))).toEqual(['store'])
})
