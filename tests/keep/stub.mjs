/**
 * The network of tests, loaded by `node --import`: every name is a public address, and a connection to it goes to the
 * server at RUOYU_TEST_HTTP on 127.0.0.1, which speaks plain HTTP for every host. The check of addresses stays the program's own.
 */
const { RUOYU_TEST_HTTP: port, RUOYU_TEST_TIMES: times } = process.env
let rebound = 0

const answers = {
  'inside.test': ['10.1.2.3'],
  'loopback.test': ['127.0.0.1', '::1'],
  'mapped.test': ['::ffff:127.0.0.1', '::ffff:a00:1', 'fd00::1', 'fe80::1'],
  'clash.test': ['198.18.0.7'],
}

globalThis[Symbol.for('ruoyu.network')] = {
  async resolve(host) {
    if (host === 'gone.test') throw Object.assign(new Error(), { code: 'ENOTFOUND' })
    if (host === 'nodns.test') throw Object.assign(new Error(), { code: 'EAI_AGAIN' })
    // The first answer is public, later ones are not.
    if (host === 'rebind.test') return rebound++ === 0 ? ['93.184.216.34'] : ['192.168.0.1']
    return answers[host] ?? ['93.184.216.34']
  },
  route: (address) => {
    if (address !== '93.184.216.34') throw new Error(`a connection to ${address}`)
    return { address: '127.0.0.1', port: Number(port), plain: true }
  },
  times: times ? JSON.parse(times) : { gap: 1, idle: 300, total: 1500 },
}
