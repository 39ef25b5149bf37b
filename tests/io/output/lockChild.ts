// Takes the lock given as its argument and keeps it until it is killed.
import { takeLock } from '../../../src/io/output/lock.ts'

await takeLock(process.argv[2] ?? '', 0)
process.stdout.write('ready\n')
setInterval(() => {}, 1000)
