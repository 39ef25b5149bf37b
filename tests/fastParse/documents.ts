import { random } from '../runs.ts'

/** Pieces that favour delimiters, CJK punctuation, links, lists and HTML, in any order. */
export const pieces =
  '**|*|_|__|~~|~|`|``|```|\n|\n\n|  \n|- |1. |> |# |## |    |\t|[|](|)|![|] |[^1]|[^1]: |¦|¦--¦--¦\n|---|***|===|<b>|</b>|<!-- x -->|<div>|</div>|<br>|<a href=/b/c>|<i a="=d/e" f=g/h>|&amp;|&lt;|&|\\|\\*|http://a.b/c|https://x.com/a|www.a.com|me@a.com|<https://q.com>|：|，|。|「|」|（|）|“|”|！|、|…|—|中|文|汉字|粗体|a|b|foo|bar| |  |1|!|.|,|:|\n: |"|\'|(|😀|é|한|- [ ] |- [x] |+ |0) |\r\n|[a]: /u\n|[a]|$|`$`|$$|{|=|\n```\n|\n  ```\n|\n```js\n|~~~\n|\n\n~~~\n|\n\n|<!--more-->\n|\n>\n|\n> - |\n> 1. |\n>\n> + |\n\n    - |\n\n    1. |[http://a.b/c_d](http://a.b/c_d)|[![a](/b)](http://c.d/e)|[a [b]](http://c.d/e "t")|[a\\#b](https://c.d/_e)'
    .split('|')
    .map((piece) => piece.replaceAll('¦', '|'))

/** Pieces that mean something where the site turns it on. */
export const optional = '\\( \\) \\[ \\] \\\\( \\\\) == [[ ]] [[页]] :tada: {#id} $x$'.split(' ').concat('> [!tip]- ')

export function* randomDocuments(count: number, seed: number, from = pieces): Iterable<string> {
  const next = random(seed)
  for (let index = 0; index < count; index++)
    yield Array.from({ length: 2 + next(18) }, () => from[next(from.length)]).join('')
}

/** Marks of containers, and blanks, at the head of a line. */
const containers = ['> ', '>', '- ', '* ', '+ ', '1. ', '2. ', '1) ', '[^1]: ', '  ', '   ', '    ', '     ', '\t']

/** Beginnings of a line behind those. */
const openings = [
  ...['', '', '', '', '# ', '## ', '### ', '#', '```', '```js', '~~~', '---', '***', '===', '--', '- -', '* *', '-'],
  ...[
    '<div>',
    '</div>',
    '<div',
    '<p>',
    '</p>',
    '<table>',
    '<br>',
    '<br/>',
    '<b>',
    '</b>',
    '<i a=b/c>',
    '<span class="x">',
  ],
  ...[
    '<script>',
    '</script>',
    '<style>',
    '</style>',
    '<pre>',
    '</pre>',
    '<textarea>',
    '</textarea>',
    '<PRE',
    '<script',
  ],
  ...[
    '<!--',
    '-->',
    '<!-- x -->',
    '<?',
    '?>',
    '<!A',
    '<!a>',
    '<![CDATA[',
    ']]>',
    '<details>',
    '<summary>',
    '<x-y>',
    '<a>',
  ],
  ...[
    '| a | b |',
    '|---|---|',
    'a | b',
    '- | -',
    '--|--',
    '|-',
    '|',
    ':-:',
    ': ',
    ':',
    '[a]: /u',
    '[^1]: 注',
    '[^2]',
    '[a]',
  ],
  ...[
    '{.note}',
    '- [ ] ',
    '- [x] ',
    '[ ] ',
    '![图](/a.png)',
    '$$',
    '$',
    '    a',
    '\\',
    '<!--more-->',
    '{{< x >}}',
    '+++',
    '1.',
  ],
]

/** Texts of a line behind those. */
const texts = [
  ...[
    '文',
    '字',
    'a',
    'b',
    '甲，',
    '乙。',
    ' ',
    '  ',
    '**',
    '*',
    '_',
    '~~',
    '~',
    '`',
    '``',
    '[',
    ']',
    '(',
    ')',
    '](',
    '](/u)',
    '!',
  ],
  ...[
    '<b>',
    '</b>',
    '<br>',
    '-->',
    '?>',
    '</script>',
    '</pre>',
    '</style>',
    '<!-- -->',
    '<i',
    '>',
    '&',
    '&amp;',
    '\\',
    '|',
    ' | ',
  ],
  ...[
    'https://a.cn/',
    'https://★.com/',
    'http://.n',
    'http://-a.b',
    'https://中.cn',
    'www.a.cn',
    'www.中',
    'a/b@c.com',
    'a@b.cn',
  ],
  ...[
    '[\\\n]()',
    '[](l "\\")',
    '[](l "\n\\")',
    '[a](b "c")',
    "[a](b 'c",
    '<https://a.b>',
    'http://',
    'https://a',
    '"',
    "'",
    ':',
    '#',
  ],
  ...[
    '{#a}',
    '{.b}',
    '：',
    '“',
    '”',
    '（',
    '）',
    '1',
    '.',
    '-',
    '=',
    '[^1]',
    '[^1]:',
    '[a]',
    '[a][a]',
    '[ ]',
    '[x]',
    '$',
    '$$',
  ],
]

/**
 * Documents made line by line: containers that are opened, kept, left and lazily continued, then the beginning of a block,
 * then a few pieces of text.
 */
export function* randomLines(count: number, seed: number): Iterable<string> {
  const next = random(seed)
  const oneOf = (all: readonly string[]): string => all[next(all.length)] as string
  const line = (prefix: string): string =>
    next(5) === 0
      ? prefix.trimEnd()
      : prefix + oneOf(openings) + Array.from({ length: next(3) }, () => oneOf(texts)).join('')
  for (let index = 0; index < count; index++) {
    const lines: string[] = []
    let prefix = ''
    for (let left = 2 + next(6); left > 0; left--) {
      const change = next(6)
      if (change === 0) prefix = ''
      if (change === 1) prefix += oneOf(containers)
      // A list's later lines are indented as its mark is.
      if (change === 2) prefix = prefix.replace(/[^>\s]/g, ' ')
      if (change === 3) prefix = oneOf(containers) + (next(2) ? oneOf(containers) : '')
      lines.push(line(prefix))
    }
    yield lines.join(next(40) === 0 ? '\r\n' : '\n') + (next(2) ? '\n' : '')
  }
}

/** Real examples, each spoilt by one to four small changes: lines lost, repeated, put into containers or taken from another; pieces put in; characters lost. */
export function* mutations(examples: readonly string[], count: number, seed: number): Iterable<string> {
  const next = random(seed)
  const oneOf = (all: readonly string[]): string => all[next(all.length)] as string
  for (let index = 0; index < count; index++) {
    let text = oneOf(examples)
    for (let left = 1 + next(4); left > 0; left--) {
      const lines = text.split('\n')
      const line = next(lines.length)
      const at = next(text.length + 1)
      const change = next(6)
      if (change === 0) lines.splice(line, 1)
      if (change === 1) lines.splice(line, 0, lines[line] as string)
      if (change === 2) lines[line] = oneOf(containers) + lines[line]
      if (change === 3) lines.splice(line, 0, oneOf(oneOf(examples).split('\n')))
      if (change < 4) text = lines.join('\n')
      if (change === 4) text = text.slice(0, at) + oneOf(next(2) ? pieces : texts) + text.slice(at)
      if (change === 5) text = text.slice(0, at) + text.slice(at + 1 + next(3))
    }
    yield text
  }
}
