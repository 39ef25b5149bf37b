// Publishes version after version until it is killed. Arguments: the root, the first version.
import { setImmediate as turn } from 'node:timers/promises'
import { publish } from '../site.ts'
import { versionOf } from '../versions.ts'

const [root = '', first = ''] = process.argv.slice(2)
process.stdout.write('ready\n')
for (let version = Number(first); ; version++) {
  // A signal is heard between two turns of the loop, of which a real build has many.
  await turn()
  await turn()
  const { diagnostics } = await publish(root, versionOf(version), { wait: 5000 })
  const errors = diagnostics.filter(({ level }) => level === 'error')
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
}
