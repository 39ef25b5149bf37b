/** The part that a tag has in a pair, and the name that both tags of a pair share. */
export interface Role {
  readonly kind: 'open' | 'close' | 'selfClosing'
  readonly name: string
}

export interface Paired<T> {
  readonly pairs: readonly { readonly open: T; readonly close?: T }[]
  /** Closing tags of nothing that is open, each with the tag that is open there. */
  readonly strays: readonly { readonly tag: T; readonly open: T | undefined }[]
}

/** Each closing tag goes with the nearest open one of its name; what stays open in between has no inner content. */
export function pairTags<T>(tags: readonly T[], roleOf: (tag: T) => Role): Paired<T> {
  const pairs: { readonly open: T; readonly close?: T }[] = []
  const strays: { readonly tag: T; readonly open: T | undefined }[] = []
  const open: { readonly tag: T; readonly name: string }[] = []
  const openNames = new Map<string, number>()
  const count = (name: string, by: number) => openNames.set(name, (openNames.get(name) ?? 0) + by)
  for (const tag of tags) {
    const { kind, name } = roleOf(tag)
    if (kind === 'selfClosing') pairs.push({ open: tag })
    else if (kind === 'open') {
      open.push({ tag, name })
      count(name, 1)
    } else if (!openNames.get(name)) strays.push({ tag, open: open.at(-1)?.tag })
    else
      for (let top = open.pop(); top; top = open.pop()) {
        count(top.name, -1)
        pairs.push(top.name === name ? { open: top.tag, close: tag } : { open: top.tag })
        if (top.name === name) break
      }
  }
  return { pairs: [...pairs, ...open.map(({ tag }) => ({ open: tag }))], strays }
}
