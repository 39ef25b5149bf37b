import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPublisher } from '../../../src/io/output/publish.ts'
import { recoverOutput } from '../../../src/io/output/tidy.ts'
import { config, type Files, forgetLock, ownOf, publish, standing } from '../site.ts'
import { memory, tempFolder, writeIn } from '../temp.ts'

/** With RUOYU_LONG=1 a site of 300 files and every step of every test, else 60 files and some of the steps. */
const [count, stride] = process.env.RUOYU_LONG ? [300, 1] : [60, 13]

/** A site in which, from 'old' to 'new', files stay, change, come, go, and turn into folders and back. */
function site(version: 'old' | 'new'): Files {
  const files: Record<string, string> = { 'index.html': version, 'index.xml': version, 'assets/same.css': 'same' }
  for (let n = 0; n < count; n++) {
    if (n % 5 === 0) files[`posts/${n}/index.html`] = 'same'
    else if (n % 5 === 4) files[`${version}/${n}/index.html`] = version
    else files[`posts/${n}/index.html`] = `${version} ${n}`
  }
  const flat = { turns: version, 'back/a/b': version, 'back/c': version }
  const deep = { 'turns/index.html': version, 'turns/x/y': version, back: version }
  return { ...files, ...(version === 'old' ? flat : deep) }
}

class Crash extends Error {}

/** Publishes until step `k`, and there stops as a killed process does: without a word, everything left as it is. */
async function publishUntil(root: string, files: Files, k: number): Promise<'crashed' | 'done'> {
  try {
    await publish(root, files, { onStep: (step) => stopAt(step, k) })
    return 'done'
  } catch (error) {
    if (!(error instanceof Crash)) throw error
    forgetLock(root)
    return 'crashed'
  }
}

function stopAt(step: number, k: number): void {
  if (step === k) throw new Crash()
}

let last = ''

/** A site that has been published once. The one before it goes, so that hundreds need the room of one. */
async function oldSite(): Promise<string> {
  if (last) rmSync(last, { recursive: true, force: true })
  const root = tempFolder({}, memory)
  last = root
  await publish(root, site('old'))
  return root
}

interface Steps {
  /** The first with the journal in place, the last, which drops it, and the last of all. */
  readonly journal: number
  readonly drop: number
  readonly all: number
}

/** The steps of the publish of the new site. */
async function stepsOf(): Promise<Steps> {
  const root = await oldSite()
  let [journal, drop, all] = [0, 0, 0]
  const onStep = (step: number): void => {
    all = step
    if (!existsSync(join(ownOf(root), 'journal.json'))) return
    journal ||= step
    drop = step
  }
  await publish(root, site('new'), { onStep })
  return { journal, drop, all }
}

/** Readers see one of the two versions at each path that is a file in both. */
function readerSees(root: string): void {
  const now = standing(root)
  const [before, after] = [site('old'), site('new')]
  for (const path of Object.keys(before)) if (path in after) expect([before[path], after[path]]).toContain(now[path])
}

test('row 33: stopped at any step, the next start finds the old or the new site, whole, and goes on from it', {
  timeout: 3_600_000,
}, async () => {
  const seen = { old: 0, new: 0 }
  for (let k = 1, end = false; !end; k++) {
    const root = await oldSite()
    end = (await publishUntil(root, site('new'), k)) === 'done'
    readerSees(root)
    await recoverOutput(root, config)
    const now = standing(root)
    const version = now['index.html'] as 'old' | 'new'
    expect(now).toEqual(site(version))
    seen[version]++
    if (k % stride > 0) continue
    const { diagnostics } = await publish(root, site('new'))
    expect(diagnostics).toEqual([])
    expect(standing(root)).toEqual(site('new'))
    expect(readdirSync(ownOf(root))).toEqual(['manifest.json'])
  }
  expect(seen.old).toBeGreaterThan(count)
  expect(seen.new).toBeGreaterThan(count)
})

test('row 33: a first site is there whole or not at all, at whatever step it was stopped', {
  timeout: 3_600_000,
}, async () => {
  const seen = { nothing: 0, whole: 0 }
  for (let k = 1, end = false; !end; k++) {
    if (last) rmSync(last, { recursive: true, force: true })
    const root = tempFolder({}, memory)
    last = root
    end = (await publishUntil(root, site('new'), k)) === 'done'
    for (let again = 1; k % stride === 0 && again < 40; again += 5) {
      const onStep = (step: number) => stopAt(step, again)
      const stopped = await openPublisher(root, config, { wait: 0, onStep }).catch(() => undefined)
      stopped?.value?.abandon()
      if (!stopped) forgetLock(root)
    }
    await recoverOutput(root, config)
    const now = standing(root)
    const isThere = 'index.html' in now
    seen[isThere ? 'whole' : 'nothing']++
    expect(now).toEqual(isThere ? site('new') : {})
    if (k % stride > 0) continue
    expect((await publish(root, site('new'))).diagnostics).toEqual([])
    expect(standing(root)).toEqual(site('new'))
    expect(readdirSync(ownOf(root))).toEqual(['manifest.json'])
  }
  expect(seen.nothing).toBeGreaterThan(count)
  expect(seen.whole).toBeGreaterThan(5)
})

test('row 33: a recovery that is itself stopped, again and again, ends in one whole site', {
  timeout: 3_600_000,
}, async () => {
  const { journal, drop } = await stepsOf()
  for (let k = journal; k <= drop; k += stride) {
    const root = await oldSite()
    expect(await publishUntil(root, site('new'), k)).toBe('crashed')
    for (let again = 1; ; again += 2) {
      const stopped = await openPublisher(root, config, { wait: 0, onStep: (step) => stopAt(step, again) }).catch(
        () => 'crashed' as const,
      )
      readerSees(root)
      if (stopped !== 'crashed') {
        stopped.value?.abandon()
        break
      }
      forgetLock(root)
    }
    const now = standing(root)
    expect(now).toEqual(site(now['index.html'] as 'old' | 'new'))
  }
})

const refusing = (code: string) => {
  throw Object.assign(new Error(code), { code, syscall: 'rename', path: 'x' })
}

test('row 32: at whatever step the system refuses, the earlier site stays byte for byte', {
  timeout: 3_600_000,
}, async () => {
  const { drop, all } = await stepsOf()
  let mended = 0
  for (let k = 1; k <= all; k += stride) {
    const root = await oldSite()
    const onStep = (step: number): void => void (step === k && refusing('ENOSPC'))
    const { diagnostics } = await publish(root, site('new'), { onStep })
    const refused = diagnostics.length > 0
    expect(diagnostics.map(({ params }) => params.code)).toEqual(refused ? ['ENOSPC'] : [])
    expect(standing(root)).toEqual(site(refused ? 'old' : 'new'))
    if (k < drop && !refused) mended++
    // Tidying up that fails once all is in place is no failure.
    if (k >= drop) expect(refused).toBe(false)
    expect((await publish(root, site('new'))).diagnostics.filter(({ level }) => level === 'error')).toEqual([])
    expect(standing(root)).toEqual(site('new'))
  }
  // A file that takes an empty folder's place is moved there again without the folder, whatever was refused.
  expect(mended).toBeLessThanOrEqual(1)
})

test('row 32: when the system refuses everything from a step on, the next start mends it', {
  timeout: 3_600_000,
}, async () => {
  const { all } = await stepsOf()
  for (let k = 1; k <= all; k += stride) {
    const root = await oldSite()
    await publish(root, site('new'), { onStep: (step) => void (step >= k && refusing('EROFS')) })
    readerSees(root)
    await recoverOutput(root, config)
    const now = standing(root)
    expect(now).toEqual(site(now['index.html'] as 'old' | 'new'))
    await publish(root, site('new'))
    expect(standing(root)).toEqual(site('new'))
  }
})

test.each(['stage', 'place'])(
  'after a power cut that took the bytes of a new file in its %s, the old site is put back',
  async (where) => {
    const steps = await stepsOf()
    const root = await oldSite()
    // The step lies mid-way: some files are in place and others are still staged.
    expect(await publishUntil(root, site('new'), steps.journal + count)).toBe('crashed')
    const path = join(ownOf(root), 'journal.json')
    const journal = JSON.parse(readFileSync(path, 'utf8')) as { moves: { n: number; path: string; mtimeMs: number }[] }
    const { moves } = journal
    const staged = ({ n }: { n: number }): string => join(root, `.ruoyu/output/dist/stage/${n}`)
    const lost = moves.find((move) => existsSync(staged(move)) === (where === 'stage'))
    if (!lost) throw new Error('no such file')
    const file = where === 'stage' ? staged(lost) : join(root, 'dist', lost.path)
    truncateSync(file)
    lost.mtimeMs = statSync(file).mtimeMs
    writeFileSync(path, JSON.stringify(journal))
    const diagnostics = await recoverOutput(root, config)
    expect(diagnostics).toMatchObject([{ code: 'output-recovered', level: 'info', params: { direction: 'back' } }])
    expect(standing(root)).toEqual(site('old'))
  },
)

test('what somebody put into the output after a crash survives the recovery', async () => {
  const { drop } = await stepsOf()
  const root = await oldSite()
  await publishUntil(root, site('new'), drop)
  writeIn(root, 'dist/old/mine.txt', 'mine')
  await recoverOutput(root, config)
  expect(standing(root)).toEqual({ ...site('new'), 'old/mine.txt': 'mine' })
})
