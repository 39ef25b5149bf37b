import type { Extension } from 'ruoyu'

/** `ruoyu announce` tells Baidu of new and changed pages (https://ziyuan.baidu.com/linksubmit); at first, only with `--all`. */
export function baidu(token: string, endpoint = 'http://data.zz.baidu.com/urls'): Extension {
  return {
    name: 'baidu',
    async announce({ first, added, changed }) {
      const urls = [...added, ...changed]
      for (let start = 0; !first && start < urls.length; start += 2000) {
        const site = new URL(urls[0] ?? '').origin
        await post(`${endpoint}?site=${site}&token=${token}`, 'text/plain', urls.slice(start, start + 2000).join('\n'))
      }
    },
  }
}

/**
 * The same for Bing and others (https://www.indexnow.org), with the file that proves the key to be the site's. `home` is the
 * address of the site.
 */
export function indexNow(home: string, key: string, endpoint = 'https://api.indexnow.org/indexnow'): Extension {
  const keyFile = { path: `${key}.txt`, text: () => key }
  return {
    name: 'indexnow',
    outputs: () => [keyFile],
    async announce({ first, added, changed, removed }) {
      const { host, href } = new URL(keyFile.path, home)
      const urls = [...added, ...changed, ...removed]
      for (let start = 0; !first && start < urls.length; start += 10_000) {
        const urlList = urls.slice(start, start + 10_000)
        await post(endpoint, 'application/json', JSON.stringify({ host, key, keyLocation: href, urlList }))
      }
    },
  }
}

async function post(url: string, type: string, body: string): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': `${type}; charset=utf-8` }, body })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
}
