import { completeConfig } from '../../src/config.ts'
import type { ParserSeat } from '../../src/parse/fragment.ts'
import { createMarkdown, markdownOptions } from '../../src/parse/markdown.ts'
import type { Finding, Part, Rendered } from '../../src/types.ts'

/** Settings of a site, as in its config. */
export type Settings = NonNullable<Parameters<typeof completeConfig>[0]>

/** Renders bodies as a site at https://blog.example/ does. */
export function renderer(settings: object = {}, seat?: ParserSeat) {
  const { value, diagnostics } = completeConfig({ url: 'https://blog.example/', ...settings }, 'ruoyu.config.ts')
  if (diagnostics.length) throw new Error(JSON.stringify(diagnostics))
  const markdown = createMarkdown(markdownOptions(value), { parse: seat })
  return (body: string) => markdown(body, 'posts/a.md')
}

export async function render(body: string, settings?: object): Promise<Rendered> {
  return (await renderer(settings)(body)).rendered
}

/** HTML as one line a block: URLs as written, shortcodes as ⟦name⟧. */
export async function html(body: string, settings?: object): Promise<string> {
  return show((await render(body, settings)).html)
}

export function show(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part
      return part.type === 'edge' ? '' : part.type === 'url' ? part.url : `⟦${part.name}⟧`
    })
    .join('')
    .trim()
}

/** `code line:column`, one a finding. */
export async function findings(body: string, settings?: object): Promise<readonly string[]> {
  return (await renderer(settings)(body)).findings.map(brief)
}

export function brief({ code, line, column }: Finding): string {
  return `${code} ${line}:${column}`
}
