import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { openStore, type Store } from '../../../src/io/kept/store.ts'
import { runs, seed } from '../../runs.ts'
import { bundled, end, start } from '../child.ts'
import { asNobody, memory, tempFolder } from '../temp.ts'

const newFolder = (): string => join(tempFolder(), 'cache/store')
const packsIn = (folder: string): readonly string[] => readdirSync(folder).sort()
const bytesIn = (folder: string): number =>
  packsIn(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)

function open(folder: string): Store {
  const store = openStore(folder)
  onTestFinished(store.close)
  return store
}

const textIn = (store: Store, key: string): string | undefined => store.get(key)?.toString()

function keep(folder: string, values: Readonly<Record<string, string>>): void {
  const store = openStore(folder)
  for (const [key, value] of Object.entries(values)) store.set(key, value)
  store.save()
  store.close()
}

test('what was set is there at once, and after a save in the next build too', () => {
  const folder = newFolder()
  const values = { a: 'ascii', b: '中文𠮷', empty: '', 'key with blanks\n': 'x'.repeat(100_000) }
  const store = open(folder)
  for (const [key, value] of Object.entries(values)) store.set(key, value)
  for (const [key, value] of Object.entries(values)) expect(textIn(store, key)).toBe(value)
  expect(textIn(store, 'other')).toBeUndefined()
  store.save()
  for (const each of [store, open(folder)])
    for (const [key, value] of Object.entries(values)) expect(textIn(each, key)).toBe(value)
})

test('what was noted of a value is known again, and a value without a note has an empty one', () => {
  const folder = newFolder()
  const store = open(folder)
  store.set('a', 'A', '注')
  store.set('b', 'B')
  const notes = (one: Store) => ['a', 'b', 'other'].map(one.noteOf)
  expect(notes(store)).toEqual(['注', '', undefined])
  store.save()
  expect(notes(open(folder))).toEqual(['注', '', undefined])
})

test('values are read back as they were, whether they lie side by side in memory or apart', () => {
  const beside = Buffer.from('side by side')
  const folder = newFolder()
  const store = open(folder)
  for (let at = 0; at < beside.length; at++) store.set(`beside ${at}`, beside.subarray(at, at + 1))
  // More than a system writes at once.
  for (let n = 0; n < 3000; n++) store.set(`apart ${n}`, new Uint8Array(n % 7).fill(n))
  store.save()
  const again = open(folder)
  expect([...beside].map((_, at) => textIn(again, `beside ${at}`)).join('')).toBe('side by side')
  for (let n = 0; n < 3000; n++) expect(again.get(`apart ${n}`)).toEqual(Buffer.alloc(n % 7, n))
})

test('an entry never changes', () => {
  const folder = newFolder()
  keep(folder, { a: 'first' })
  keep(folder, { a: 'second' })
  expect(textIn(open(folder), 'a')).toBe('first')
})

test('saving what is there already writes nothing', () => {
  const folder = newFolder()
  keep(folder, { a: 'A' })
  const before = packsIn(folder)
  keep(folder, { a: 'A' })
  expect(packsIn(folder)).toEqual(before)
})

test('above the bound, what the last build did not use goes', () => {
  const folder = newFolder()
  const store = open(folder)
  for (let n = 0; n < 70; n++) store.set(`old ${n}`, `${n % 10}`.repeat(1_000_000))
  store.save()
  const next = open(folder)
  expect(textIn(next, 'old 1')).toBe('1'.repeat(1_000_000))
  next.set('new', 'N')
  next.save()
  expect(bytesIn(folder)).toBeLessThan(1_100_000)
  const last = open(folder)
  expect([textIn(last, 'old 1')?.length, textIn(last, 'new'), textIn(last, 'old 2')]).toEqual([
    1_000_000,
    'N',
    undefined,
  ])
  expect(packsIn(folder)).toHaveLength(1)
})

test('what the last build used stays, however much it is', () => {
  const folder = newFolder()
  const store = open(folder)
  for (let n = 0; n < 70; n++) store.set(`${n}`, `${n % 10}`.repeat(1_000_000))
  store.save()
  store.save()
  expect(textIn(open(folder), '69')?.length).toBe(1_000_000)
})

test('the packs of many small saves become one now and then, beside the largest', () => {
  const folder = newFolder()
  keep(folder, { large: 'x'.repeat(100_000) })
  const [large] = packsIn(folder)
  for (let n = 0; n < 200; n++) keep(folder, { [n]: `value ${n}` })
  expect(packsIn(folder).length).toBeLessThan(18)
  expect(packsIn(folder)).toContain(large)
  const store = open(folder)
  for (let n = 0; n < 200; n++) expect(textIn(store, `${n}`)).toBe(`value ${n}`)
})

test('a value that was damaged is not there, can be set again, and its pack is written anew without it', () => {
  const folder = newFolder()
  keep(folder, { a: 'AAAA', b: 'BBBB' })
  const [pack = ''] = packsIn(folder)
  writeFileSync(join(folder, pack), readFileSync(join(folder, pack), 'latin1').replace('AAAA', 'AXAA'), 'latin1')
  const store = open(folder)
  expect([textIn(store, 'a'), textIn(store, 'b')]).toEqual([undefined, 'BBBB'])
  store.set('a', 'AAAA')
  store.save()
  expect(packsIn(folder)).toHaveLength(1)
  const mended = open(folder)
  expect([textIn(mended, 'a'), textIn(mended, 'b')]).toEqual(['AAAA', 'BBBB'])
})

test('whatever happens to the packs, a value is right or not there, and the store mends itself', () => {
  const values = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`key ${n}`, `值${n}`.repeat(n + 1)]))
  const damage = fc.record({
    pack: fc.nat(2),
    how: fc.oneof(
      fc.record({ cut: fc.nat(1500) }),
      fc.record({ at: fc.nat(1500), noise: fc.uint8Array({ minLength: 1, maxLength: 40 }) }),
      fc.record({ all: fc.uint8Array({ maxLength: 200 }) }),
    ),
  })
  const folder = newFolder()
  const property = fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
    rmSync(folder, { recursive: true, force: true })
    for (let part = 0; part < 3; part++)
      keep(folder, Object.fromEntries(Object.entries(values).filter((_, index) => index % 3 === part)))
    for (const { pack, how } of damages) {
      const file = join(folder, packsIn(folder)[pack] as string)
      const bytes = readFileSync(file)
      if ('cut' in how) truncateSync(file, Math.min(how.cut, bytes.length))
      else if ('all' in how) writeFileSync(file, how.all)
      else {
        bytes.set(how.noise.subarray(0, Math.max(0, bytes.length - how.at)), Math.min(how.at, bytes.length))
        writeFileSync(file, bytes)
      }
    }
    const store = openStore(folder)
    for (const [key, value] of Object.entries(values)) expect([undefined, value]).toContain(textIn(store, key))
    for (const [key, value] of Object.entries(values)) store.set(key, value)
    store.save()
    store.close()
    const mended = openStore(folder)
    for (const [key, value] of Object.entries(values)) expect(textIn(mended, key)).toBe(value)
    mended.close()
  })
  fc.assert(property, { seed, numRuns: runs(150, 5000) })
})

test('two builds at once, killed at random, never see a wrong value', async () => {
  const root = tempFolder({}, memory)
  const folder = join(root, 'store')
  const script = await bundled('kept/storeChild', root)
  for (let kill = 0; kill < 5; kill++) {
    const children = await Promise.all([start(script, folder, `a${kill}`), start(script, folder, `b${kill}`)])
    await sleep(100 + Math.random() * 100)
    for (const child of children) {
      expect(child.exitCode).toBeNull()
      await end(child, 'SIGKILL')
    }
  }
  keep(folder, { last: 'one' })
  const store = open(folder)
  expect([textIn(store, 'last'), textIn(store, '7')]).toEqual(['one', '值'.repeat(350)])
})

test('two builds that open before either saves keep the entries of both', () => {
  const folder = newFolder()
  const [one, two] = [open(folder), open(folder)]
  one.set('a', 'A')
  two.set('b', 'B')
  one.save()
  two.save()
  expect([textIn(open(folder), 'a'), textIn(open(folder), 'b')]).toEqual(['A', 'B'])
})

test('a build goes on reading the packs that another has joined', () => {
  const folder = newFolder()
  keep(folder, { large: 'x'.repeat(1000), small: 's' })
  keep(folder, { other: 'o' })
  const reader = open(folder)
  for (let n = 0; n < 20; n++) keep(folder, { [n]: `${n}` })
  expect([textIn(reader, 'small'), textIn(reader, 'other')]).toEqual(['s', 'o'])
})

test('where nothing can be written the store forgets, and does not fail', async () => {
  const folder = tempFolder()
  chmodSync(folder, 0o555)
  const store = await asNobody(() => {
    const opened = openStore(join(folder, 'cache/store'))
    opened.set('a', 'A')
    opened.save()
    return opened
  })
  expect(textIn(store, 'a')).toBeUndefined()
  expect(readdirSync(folder)).toEqual([])
})

test('what a killed build left half written goes after a minute', () => {
  const folder = newFolder()
  keep(folder, { a: 'A' })
  const rest = join(folder, 'x.pack.7')
  writeFileSync(rest, 'rest')
  keep(folder, { b: 'B' })
  expect(existsSync(rest)).toBe(true)
  utimesSync(rest, 1, 1)
  const store = open(folder)
  expect([textIn(store, 'a'), textIn(store, 'b'), existsSync(rest)]).toEqual(['A', 'B', false])
})
