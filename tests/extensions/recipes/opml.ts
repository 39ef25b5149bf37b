import type { Extension } from 'ruoyu'

interface Friend {
  readonly name: string
  readonly url: string
  readonly feed?: string
}

/** `friends.opml`, which feed readers take: the friends of `content/_data/friends.yaml` that have a `feed`. */
export const opml: Extension = {
  name: 'opml',
  slots: { head: '<link rel="blogroll" type="text/xml" href="{{ \'/friends.opml\' | url }}">' },
  outputs: ({ title, data }) => [{ path: 'friends.opml', text: () => opmlOf(title, (data.friends ?? []) as Friend[]) }],
}

function opmlOf(title: string, friends: readonly Friend[]): string {
  const lines = friends.flatMap(({ name, url, feed }) =>
    feed
      ? [`    <outline type="rss" text="${escaped(name)}" htmlUrl="${escaped(url)}" xmlUrl="${escaped(feed)}"/>`]
      : [],
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>${escaped(title)}</title></head>
  <body>
${lines.join('\n')}
  </body>
</opml>
`
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
