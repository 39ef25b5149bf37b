import type { UserConfig } from '../config.ts'

/** `ruoyu.config.ts` as a person would write it. */
export function configSource(config: UserConfig): string {
  return `import { defineConfig } from 'ruoyu'\n\nexport default defineConfig(${literal(config, '')})\n`
}

function literal(value: unknown, indent: string): string {
  if (typeof value === 'string') return quote(value)
  if (value instanceof Date) return quote(value.toISOString())
  if (typeof value !== 'object' || value === null) return String(value)
  const inner = `${indent}  `
  const items = Array.isArray(value)
    ? value.map((item) => literal(item, inner))
    : Object.entries(value).map(
        ([key, item]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key)}: ${literal(item, inner)}`,
      )
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  const line = Array.isArray(value) ? `${open}${items.join(', ')}${close}` : `${open} ${items.join(', ')} ${close}`
  if (items.length === 0) return open + close
  if (line.length + indent.length < 80 && !line.includes('\n') && indent !== '') return line
  return `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`
}

function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}
