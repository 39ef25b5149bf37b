import type { Properties } from 'hast'

/** Each form ends where it can go on no longer: two ways to read one list would double the time with each item. */
const attribute = /[#.][^\s{}#."=]+(?![^\s{}#."])|[\w-]+=(?:"[^"{}]*"|[^\s"{}]+(?![^\s"{}]))/
const list = new RegExp(`\\{\\s*((?:${attribute.source})(?:\\s*(?:${attribute.source}))*)\\s*\\}\\s*$`)

export interface AttributeList {
  /** The text before it. */
  readonly before: string
  readonly properties: Properties
}

/** `{#id .class key=value}` at the end of a text, as Hugo's Goldmark reads it. */
export function attributeListOf(text: string): AttributeList | undefined {
  const match = text.includes('{') ? list.exec(text) : null
  if (!match) return undefined
  const written = (match[1] ?? '').match(new RegExp(attribute, 'g')) ?? []
  const classes = written.filter((one) => one.startsWith('.')).map((one) => one.slice(1))
  const others = written.filter((one) => !one.startsWith('.')).map(pair)
  const className = classes.length > 0 ? { className: classes } : {}
  return { before: text.slice(0, match.index), properties: { ...className, ...Object.fromEntries(others) } }
}

function pair(written: string): readonly [string, string] {
  if (written.startsWith('#')) return ['id', written.slice(1)]
  const [key = '', ...value] = written.split('=')
  return [key, value.join('=').replace(/^"|"$/g, '')]
}
