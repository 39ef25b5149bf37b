import { expect, test } from 'vitest'
import { proxyOf } from '../../src/io/network.ts'

const through = (address: string, env: NodeJS.ProcessEnv, option?: string) =>
  proxyOf(option, env)?.(new URL(address))?.href

const env = { HTTPS_PROXY: 'http://127.0.0.1:7890' }

test.each([
  ['example.com', 'https://example.com/a.png', false],
  ['example.com', 'https://img.example.com/a.png', false],
  ['.example.com', 'https://img.example.com/a.png', false],
  ['*.example.com', 'https://img.example.com/a.png', false],
  ['other.net, Example.COM', 'https://example.com/', false],
  ['example.com:8080', 'http://example.com:8080/', false],
  ['*', 'https://example.com/', false],
  ['example.com:8080', 'http://example.com/', true],
  ['ample.com', 'https://example.com/', true],
  ['', 'https://example.com/', true],
])('NO_PROXY=%s, and %s is asked for by way of the proxy: %s', (names, address, isProxied) => {
  const proxy = isProxied ? 'http://127.0.0.1:7890/' : undefined
  expect(through(address, { ...env, NO_PROXY: names })).toBe(proxy)
  expect(through(address, { ...env, no_proxy: names })).toBe(proxy)
})

test('the proxy of the command line is for all hosts', () => {
  expect(through('https://a.cn/', { ...env, NO_PROXY: '*' }, '10.0.0.1:80')).toBe('http://10.0.0.1/')
})

test.each(['socks5://127.0.0.1:1080', 'ftp://a', 'http://'])('%s is no proxy, which the error names', (text) => {
  expect(() => proxyOf(undefined, { HTTPS_PROXY: text })).toThrow(text)
})
