import { accessSync, chmodSync, constants, readFileSync, type Stats, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cachedDataVersionTag, setFlagsFromString } from 'node:v8'
import { Script } from 'node:vm'
import { readKept, writeKept } from '../io/kept/keptFile.ts'

/**
 * Starts a bundle of the program, with the code that V8 compiled of it in an earlier run: to compile it again takes a
 * third of a small build's time. The compiled code is kept beside the bundle, apart for each version of V8 and its
 * flags; where that can't be written, the program starts without.
 */

// A build is over before most of what V8 would optimise has paid for it: four times V8's own patience (in bytes of
// bytecode run) takes a fifth off a cold build's processor time, and a twentieth more off real blogs' than three times.
// Later V8s have no such flag, and complain.
if (process.version.startsWith('v20.')) setFlagsFromString('--interrupt-budget=600000')

// From 1 MB on, V8 doubles the room for new objects, and collects them a dozen times until there is enough of it.
setFlagsFromString('--semi-space-growth-factor=8')

/** Runs whose compiled code is added up, for one alone runs but a part of the program. */
const enoughRuns = 3

type Require = (specifier: string) => unknown

/** A bundle's body: CommonJS, with two things that only a module has. */
type Body = (
  require: Require,
  module: { exports: unknown },
  importMetaUrl: string,
  importModule: (specifier: string) => Promise<unknown>,
) => void

/** `prints` are hashes of the bundles: what was compiled of another text is no good. */
export function start(name: string, prints: Readonly<Record<string, string>>): void {
  const outside = createRequire(import.meta.url)
  const loaded = new Map<string, { exports: unknown }>()
  const load: Require = (specifier) => {
    const print = prints[specifier]
    if (specifier === 'satteri/native') return nativeParser(outside)
    if (!print) return outside(specifier)
    const known = loaded.get(specifier)
    if (known) return known.exports
    const module = { exports: {} }
    loaded.set(specifier, module)
    const url = new URL(specifier, import.meta.url)
    compiled(fileURLToPath(url), print)(load, module, url.href, importModule)
    return module.exports
  }
  const importModule = async (specifier: string) => (prints[specifier] ? load(specifier) : import(specifier))
  load(name)
}

/**
 * The native code of the fast parser, which is bundled without. Its package looks for it in an ES module, whose loader
 * takes as long as all else of the parser: it is asked only on other platforms than the common ones.
 */
function nativeParser(outside: Require & { readonly resolve: (specifier: string) => string }): unknown {
  try {
    return outside(`@bruits/satteri-${process.platform}-${process.arch}${systemSuffix()}`)
  } catch {
    return outside(join(dirname(outside.resolve('satteri')), '../index.js'))
  }
}

/** The platform's part of a package's name, by napi-rs' rule. */
function systemSuffix(): string {
  if (process.platform === 'win32') return '-msvc'
  if (process.platform !== 'linux') return ''
  return readFileSync('/usr/bin/ldd', 'latin1').includes('musl') ? '-musl' : '-gnu'
}

function compiled(filename: string, print: string): Body {
  const keptAs = `${filename}.${cachedDataVersionTag()}`
  const kept = readKept(keptAs, print, isAsSafeAs(statSync(filename)))
  // The code, then a byte with the number of runs.
  const code = kept?.subarray(0, -1)
  const runs = kept?.at(-1) ?? 0
  // Bundles are ASCII.
  const text = `(require,module,importMetaUrl,importModule)=>{${readFileSync(filename, 'latin1')}\n}`
  const script = new Script(text, { filename, ...(code && { cachedData: code }) })
  const before = script.cachedDataRejected === false ? runs : 0
  // By the end, all is compiled that was run.
  if (before < enoughRuns) process.on('exit', () => keep(keptAs, print, script, before + 1))
  return script.runInThisContext() as Body
}

/** V8 runs what it is given: only a file of the program's own owner, that nobody else may write, is as safe as the program. */
function isAsSafeAs(program: Stats): (kept: Stats) => boolean {
  return ({ uid, mode }) => process.platform === 'win32' || (uid === program.uid && (mode & 0o022) === 0)
}

function keep(path: string, print: string, script: Script, runs: number): void {
  try {
    accessSync(dirname(path), constants.W_OK)
    writeKept(path, print, Buffer.concat([script.createCachedData(), Buffer.of(runs)]))
    chmodSync(path, 0o644)
  } catch {} // A package that may not be written to.
}
