import { BlockList, isIP } from 'node:net'

/** Networks that no public host is in: IANA's registries of special-purpose IPv4 and IPv6 addresses. */
const special = new BlockList()
for (const network of [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
])
  add(special, network, 'ipv4')
for (const network of ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'])
  add(special, network, 'ipv6')

/** IPv6 addresses that are given out; all others, ULA, link-local, multicast and site-local among them, are not public. */
const unicast = new BlockList()
add(unicast, '2000::/3', 'ipv6')

/** IPv6 networks whose last 32 bits are an IPv4 address: mapped, translated and NAT64's. */
const embedding = new BlockList()
for (const network of ['::ffff:0:0/96', '::ffff:0:0:0/96', '64:ff9b::/96']) add(embedding, network, 'ipv6')

const proxies = new BlockList()
add(proxies, '198.18.0.0/15', 'ipv4')

function add(list: BlockList, network: string, family: 'ipv4' | 'ipv6'): void {
  const [address = '', bits] = network.split('/')
  list.addSubnet(address, Number(bits), family)
}

/** True for an address of the public internet, in any spelling of an IP address. */
export function isPublicAddress(address: string): boolean {
  const kind = isIP(address)
  if (kind === 4) return !special.check(address, 'ipv4')
  if (kind !== 6 || address.includes('%')) return false
  if (embedding.check(address, 'ipv6')) return isPublicAddress(lastFourBytes(address))
  return unicast.check(address, 'ipv6') && !special.check(address, 'ipv6')
}

/** True for the addresses that proxies on one's own machine answer with (RFC 2544's, for tests of networks). */
export function isProxyAddress(address: string): boolean {
  return isIP(address) === 4 && proxies.check(address, 'ipv4')
}

/** `::ffff:7f00:1` → `127.0.0.1`. */
function lastFourBytes(address: string): string {
  const host = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [high = '', low = ''] = host.replace(/::$/, '::0:0').split(':').slice(-2)
  const [a, b] = [Number.parseInt(high || '0', 16), Number.parseInt(low || '0', 16)]
  return [a >> 8, a & 255, b >> 8, b & 255].join('.')
}
