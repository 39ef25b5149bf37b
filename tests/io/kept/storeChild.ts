// Fills a store and saves it, over and over, until it is killed. Arguments: the folder, a name for its keys.
import { openStore } from '../../../src/io/kept/store.ts'

const [folder = '', name = ''] = process.argv.slice(2)
process.stdout.write('ready\n')
for (let round = 0; ; round++) {
  const store = openStore(folder)
  for (let n = 0; n < 50; n++) {
    const value = store.get(`${n}`)?.toString()
    if (value !== undefined && value !== '值'.repeat(n * 50)) throw new Error(`a wrong value for ${n}`)
    store.set(`${n}`, '值'.repeat(n * 50))
    store.set(`${name} ${round} ${n}`, '新'.repeat(1000))
  }
  store.save()
  store.close()
}
