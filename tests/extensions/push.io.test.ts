import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { baidu, indexNow } from './recipes/push.ts'

test('Baidu and IndexNow hear of what is new and changed, of nothing at first, and their refusals are errors', async () => {
  let status = 200
  const heard: string[] = []
  const server = createServer(async (request, response) => {
    const body = (await request.toArray()).join('')
    heard.push(`${request.url} ${request.headers['content-type']} ${body}`)
    response.writeHead(status).end('over quota')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const extensions = [
    baidu('abc', `http://127.0.0.1:${port}/urls`),
    indexNow('https://example.com/blog/', 'key', `http://127.0.0.1:${port}/now`),
  ]
  const [a, b, c] = ['a', 'b', 'c'].map((name) => `https://example.com/blog/${name}/`) as [string, string, string]
  const change = { first: false, added: [a], changed: [b], removed: [c] }
  for (const { announce } of extensions) await announce?.({ ...change, first: true })
  expect(heard).toEqual([])
  for (const { announce } of extensions) await announce?.(change)
  const keyLocation = 'https://example.com/blog/key.txt'
  expect(heard).toEqual([
    `/urls?site=https://example.com&token=abc text/plain; charset=utf-8 ${a}\n${b}`,
    `/now application/json; charset=utf-8 ${JSON.stringify({ host: 'example.com', key: 'key', keyLocation, urlList: [a, b, c] })}`,
  ])
  expect(
    extensions
      .at(1)
      ?.outputs?.({} as never)
      .map(({ path, text }) => `${path} ${text?.()}`),
  ).toEqual(['key.txt key'])
  status = 400
  await expect(extensions[0]?.announce?.(change)).rejects.toThrow('400 over quota')
})
