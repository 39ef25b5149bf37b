import type { Extension } from 'ruoyu'

interface Node {
  readonly tagName?: string
  readonly properties?: Record<string, unknown>
  readonly children?: readonly Node[]
}

/** Links to hosts other than `host` open in a new tab, and search engines are not to follow them. */
export function outsideLinks(host: string): Extension {
  const visit = ({ tagName, properties, children = [] }: Node): void => {
    const { href } = properties ?? {}
    if (tagName === 'a' && typeof href === 'string' && isOutside(href, host))
      Object.assign(properties ?? {}, { target: '_blank', rel: ['nofollow', 'noopener'] })
    children.forEach(visit)
  }
  return { name: 'outside-links', rehype: [() => visit] }
}

function isOutside(href: string, host: string): boolean {
  return (
    /^(?:https?:)?\/\//i.test(href) && URL.canParse(href, 'https://a/') && new URL(href, 'https://a/').host !== host
  )
}
