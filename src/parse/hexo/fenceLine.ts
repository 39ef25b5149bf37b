/** The parts of a fence's line as Hexo has them: ```` ```js 说明 https://example.com 链接 mark:1,3-5 first_line:10 ````. */
export interface FenceLine {
  readonly caption?: { readonly text: string; readonly url?: string; readonly link?: string }
  /** Lines, from 1. */
  readonly marks: readonly number[]
}

const options = /\s((?:line_number|line_threshold|first_line|wrap|mark|language_attr|highlight):\S+)/g
const withLink = /^\S+\s+(\S.*?)\s+(https?:\/\/\S+|\/\S+)\s*(.+)?/
const withCaption = /\S+\s*(.+)?/

/** hexo/lib/plugins/filter/before_post_render/backtick_code_block.ts. `first_line` has no line numbers to count from here. */
export function readFenceLine(info: string): FenceLine {
  const marks = Array.from(` ${info}`.matchAll(options), ([, option = '']) => option)
    .filter((option) => option.startsWith('mark:'))
    .flatMap((option) => option.slice(5).split(',').flatMap(linesOf))
  const rest = ` ${info}`.replace(options, '').split('=', 1)[0]?.trim() ?? ''
  const linked = withLink.exec(rest)
  if (linked) {
    const [, text = '', url = '', link = 'link'] = linked
    return { caption: { text, url, link }, marks }
  }
  const text = withCaption.exec(rest)?.[1]
  // Lines in braces are marked, as other tools have it.
  return text === undefined || /^\{[^}]*\}$/.test(text) ? { marks } : { caption: { text }, marks }
}

function linesOf(range: string): readonly number[] {
  const [a = Number.NaN, b = a] = range.split('-').map(Number)
  if (!(a >= 0 && b >= 0 && a < 1e5 && b < 1e5)) return []
  const [from, to] = a < b ? [a, b] : [b, a]
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}
