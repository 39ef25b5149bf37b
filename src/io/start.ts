import { accessSync, constants, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cachedDataVersionTag, setFlagsFromString } from 'node:v8'
import { Script } from 'node:vm'
import { readKept, writeKept } from './keptFile.ts'

/**
 * Starts a bundle of the program, with the code that V8 compiled of it in an earlier run: to compile it again takes a
 * third of a small build's time. What was compiled is kept beside the bundle, apart for each version of V8 and its
 * flags; where that can't be written, the program starts without.
 */

// A build is over before most of what V8 would optimise has paid for it: three times V8's own patience (in bytes of
// bytecode run) takes a fifth off a cold build's processor time. Later V8s have no such flag, and complain.
if (process.version.startsWith('v20.')) setFlagsFromString('--interrupt-budget=400000')

type Require = (specifier: string) => unknown

/** Of a bundle: CommonJS, with what only a module has. */
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
    // The package of the fast parser shows no more than what it is bundled with.
    if (specifier === 'satteri/native') return outside(join(dirname(outside.resolve('satteri')), '../index.js'))
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

function compiled(filename: string, print: string): Body {
  const keptAs = `${filename}.${cachedDataVersionTag()}`
  const kept = readKept(keptAs, print)
  // Bundles are ASCII.
  const text = `(require,module,importMetaUrl,importModule)=>{${readFileSync(filename, 'latin1')}\n}`
  const script = new Script(text, { filename, ...(kept && { cachedData: kept }) })
  // By the end, all is compiled that was run.
  if (!kept || script.cachedDataRejected) process.on('exit', () => keep(keptAs, print, script))
  return script.runInThisContext() as Body
}

function keep(path: string, print: string, script: Script): void {
  try {
    accessSync(dirname(path), constants.W_OK)
    writeKept(path, print, script.createCachedData())
  } catch {} // A package that may not be written to.
}
