// Reads the pages that every version has, as fast as it can, until SIGTERM; then tells what it saw. Argument: the output.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as pause } from 'node:timers/promises'
import { isWhole, stable } from '../versions.ts'

const [out = ''] = process.argv.slice(2)
const seen = { reads: 0, torn: 0, missing: 0, versions: 0 }
let version = ''
process.on('SIGTERM', () => {
  process.stdout.write(JSON.stringify(seen), () => process.exit())
})
process.stdout.write('ready\n')
for (;;) {
  for (const path of [...stable, 'index.html', 'index.xml']) look(path)
  await pause()
}

function look(path: string): void {
  seen.reads++
  try {
    const text = readFileSync(join(out, path), 'utf8')
    if (!isWhole(text)) seen.torn++
    if (path === 'index.html' && !text.startsWith(`${version} `)) {
      seen.versions++
      version = text.split(' ')[0] ?? ''
    }
  } catch {
    seen.missing++
  }
}
