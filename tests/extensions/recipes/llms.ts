import type { Extension, PostView, SiteView } from 'ruoyu'

/** `llms.txt` (llmstxt.org) with a Markdown twin of each post, to which the post's page links. */
export const llms: Extension = {
  name: 'llms',
  // An extension reads no files: the plugin keeps the post's Markdown for the twin.
  remark: [
    () => (_tree: unknown, file: { data: Record<string, unknown> }) => {
      file.data.markdown = String(file)
    },
  ],
  posts: (post, site) => ({ url: site.posts.includes(post) ? twin(post.url) : null }),
  slots: {
    head: `{% if post is defined and post.data.llms.url %}
<link rel="alternate" type="text/markdown" href="{{ post.data.llms.url }}">
{% endif %}`,
  },
  outputs: (site) => [
    { path: 'llms.txt', text: () => listOf(site) },
    ...site.posts.map((post) => ({
      post,
      path: decodeURI(twin(post.url).slice(site.url.length)),
      text: () => `# ${post.title}\n\n${post.data.markdown}`,
    })),
  ],
}

function twin(url: string): string {
  return url.endsWith('/') ? `${url}index.md` : `${url.replace(/\.html$/, '')}.md`
}

function listOf({ title, description, posts }: SiteView): string {
  const line = (post: PostView) => `- [${post.title}](${twin(post.absoluteUrl)}): ${post.description}`
  return `# ${title}\n\n> ${description}\n\n## 文章\n\n${posts.map(line).join('\n')}\n`
}
