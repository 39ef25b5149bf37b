import { Converter } from 'opencc-js/cn2t'
import type { Extension, PostView } from 'ruoyu'

const convert = Converter({ from: 'cn', to: 'tw' })

/** A twin of each post in traditional characters, below `/zh-hant/`; the two link to each other. */
export const traditional: Extension = {
  name: 'traditional',
  posts: (post, site) => ({ url: site.posts.includes(post) ? twin(post.url, site.url) : null }),
  slots: {
    head: `{% if post is defined and post.data.traditional.url %}
<link rel="alternate" hreflang="zh-Hant" href="{{ post.data.traditional.url | absoluteUrl }}">
{% endif %}`,
    'post-meta': `{% if post.data.traditional.url %}
<a href="{{ post.data.traditional.url }}" hreflang="zh-Hant" lang="zh-Hant">繁體</a>
{% endif %}`,
  },
  outputs: (site) =>
    site.posts.map((post) => {
      const path = decodeURI(twin(post.url, site.url).slice(site.url.length))
      return { post, path: path.replace(/\/$/, '/index.html'), text: () => pageOf(post) }
    }),
}

function twin(url: string, home: string): string {
  return `${home}zh-hant/${url.slice(home.length)}`
}

function pageOf({ title, content, url, absoluteUrl }: PostView): string {
  return `<!doctype html>
<html lang="zh-Hant">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${convert(escaped(title))}</title>
<link rel="alternate" hreflang="zh-Hans" href="${absoluteUrl}">
<style>main{max-width:38em;margin:auto;line-height:1.8}img{max-width:100%}</style>
</head>
<body>
<main>
<p><a href="${url}" hreflang="zh-Hans" lang="zh-Hans">简体</a></p>
<h1>${convert(escaped(title))}</h1>
${traditionalHtml(content)}
</main>
</body>
</html>
`
}

/** Text alone is converted: no tag, and nothing in code. */
function traditionalHtml(html: string): string {
  const kept = /(<(?:pre|code|script|style)\b[\s\S]*?<\/(?:pre|code|script|style)>|<(?:"[^"]*"|'[^']*'|[^>"'])*>)/
  return html
    .split(kept)
    .map((part, index) => (index % 2 ? part : convert(part)))
    .join('')
}

const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
