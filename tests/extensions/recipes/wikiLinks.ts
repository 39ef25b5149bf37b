import type { Extension } from 'ruoyu'

interface Node {
  readonly type: string
  readonly value?: string
  readonly url?: string
  readonly position?: object | undefined
  children?: Node[]
}

/**
 * `[[walk]]`, `[[walk#heading]]` and `[[walk|words]]` lead to `walk.md` beside the post, `[[/notes/walk]]` to one elsewhere
 * in `content/`; below a post stand those that lead to it. Ruoyu itself tells of a link whose file is not there.
 */
export const wikiLinks: Extension = {
  name: 'backlinks',
  remark: [
    () => (tree: Node, file: { path: string; data: Record<string, unknown> }) => {
      const goals: string[] = []
      link(tree, goals)
      // The ids of the posts that it leads to: their paths below `content/`.
      const from = `file:///${encodePath(file.path.replace(/^[^/]+\//, ''))}`
      file.data.wikiLinks = goals.map((goal) => decodeURIComponent(new URL(goal, from).pathname.slice(1)))
    },
  ],
  posts: (post, site) => ({
    from: site.posts.filter(({ id, data }) => id !== post.id && ((data.wikiLinks ?? []) as string[]).includes(post.id)),
  }),
  slots: {
    'post-after': `{% if post.data.backlinks.from.length %}
<p>提到这里的：{% for one in post.data.backlinks.from %}<a href="{{ one.url }}">{{ one.title }}</a> {% endfor %}</p>
{% endif %}`,
  },
}

function link(node: Node, goals: string[]): void {
  if (node.type === 'link' || !node.children) return
  node.children = node.children.flatMap((child) => {
    link(child, goals)
    if (child.type !== 'text') return [child]
    return (child.value ?? '').split(/(\[\[[^[\]]+\]\])/).flatMap((part): Node[] => {
      const [, name, heading = '', words = name] = /^\[\[([^|#]+)(#[^|]+)?(?:\|(.+))?\]\]$/.exec(part) ?? []
      if (!name) return part ? [{ ...child, value: part }] : []
      const url = `${encodePath(name.trim())}.md${encodeURI(heading)}`
      goals.push(url)
      return [{ type: 'link', url, position: child.position, children: [{ type: 'text', value: words?.trim() ?? '' }] }]
    })
  })
}

const encodePath = (path: string) => path.split('/').map(encodeURIComponent).join('/')
