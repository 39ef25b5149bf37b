import { describe, expect, test } from 'vitest'
import { markedLines, markLines } from '../../../src/parse/remark/highlight.ts'
import { grammars, languageOf } from '../../../src/parse/remark/languages.ts'
import { html, render } from '../render.ts'

describe('fenced code', () => {
  test('is coloured, with the name of its language', async () => {
    expect(await html('```golang\nvar a = "<"\n```')).toBe(
      '<figure class="code" data-language="Go"><pre tabindex="0"><code class="language-golang"><span class="hljs-keyword">var</span> a = <span class="hljs-string">&quot;&lt;&quot;</span>\n</code></pre></figure>',
    )
  })
  test('in a language that nobody knows is plain, quietly', async () => {
    expect(await html('```caddy\na < b\n```')).toBe(
      '<figure class="code" data-language="caddy"><pre tabindex="0"><code class="language-caddy">a &#x3C; b\n</code></pre></figure>',
    )
  })
  test.each(['', 'text', 'plain', 'none'])('without a language (%s) is plain', async (info) => {
    expect(await html(`\`\`\`${info}\nlet\n\`\`\``)).toBe(
      '<figure class="code"><pre tabindex="0"><code>let\n</code></pre></figure>',
    )
  })
  test('can be left uncoloured', async () => {
    expect(await html('```js\nlet a\n```', { markdown: { highlight: false } })).toContain('>let a\n<')
  })
  test('looks the same whatever was loaded before', async () => {
    const body = '```html\n<style>a { color: red }</style><script>let x = <a/>; graphql`{a}`</script>\n```'
    const before = await html(body)
    for (const lang of ['graphql', 'handlebars', 'php', 'css']) await html(`\`\`\`${lang}\nx\n\`\`\``)
    expect(await html(body)).toBe(before)
    expect(before).toContain('hljs-attribute')
  })
  test('is shown as written: HTML, tokens and shortcodes in it are text', async () => {
    const body = '```html\n<!-- more --><b>{{< x >}}</b>\n```'
    const { text, shortcodes, more, features } = await render(body)
    expect({ text, shortcodes, more }).toEqual({
      text: '<!-- more --><b>{{< x >}}</b>',
      shortcodes: [],
      more: undefined,
    })
    expect(features).toEqual({ code: true, math: false, mermaid: false })
  })
  test('mermaid stays readable for the script that draws it', async () => {
    const { html: parts, features, text } = await render('```mermaid\ngraph TD\n  A --> B\n```')
    expect(parts).toEqual(['<pre class="mermaid" tabindex="0">graph TD\n  A --> B</pre>\n'])
    expect(features).toEqual({ code: false, math: false, mermaid: true })
    expect(text).toBe('graph TD\n  A --> B')
  })
})

describe('info strings', () => {
  test.each([
    ['go {linenos=true}', 'Go'],
    ['go{linenos=table,hl_lines=[1]}', 'Go'],
    ['js:title.js', 'JavaScript'],
    ['{r setup, echo=FALSE}', 'R'],
    ['{.python}', 'Python'],
    ['c++', 'C++'],
    ['C#', 'C#'],
    ['sh', 'Shell'],
    ['yml', 'YAML'],
    ['html', 'HTML'],
    ['F#', 'F#'],
    ['配置', '配置'],
  ])('%s is %s', (info, label) => {
    expect(languageOf(info)?.label).toBe(label)
  })
  test.each([
    ['go {hl_lines=[2,"4-6"]}', [2, 4, 5, 6]],
    ['go {linenos=table,hl_lines=[8,"15-17"],linenostart=199}', [8, 15, 16, 17]],
    ['js {1,3-4}', [1, 3, 4]],
    ['go {hl_lines="1 3-4"}', [1, 3, 4]],
    ['go {linenostart=3}', []],
    ['{r 1}', []],
  ])('%s marks the lines %j', (info, lines) => {
    expect([...markedLines(info)]).toEqual(lines)
  })
  test.each([
    ['go {linenos=true}', '1\n2'],
    ['go {linenos=table,linenostart=199}', '199\n200'],
    ['js showLineNumbers', '1\n2'],
    ['go {linenostart=3}', undefined],
    ['go {linenos=false}', undefined],
  ])('%s numbers the lines %j', async (info, numbers) => {
    expect(/data-lines="([^"]*)"/.exec(await html(`\`\`\`${info}\na\nb\n\`\`\``))?.[1]).toBe(numbers)
  })
  test.each([
    ['go', '1\n2'],
    ['go {linenos=false}', undefined],
    ['', '1\n2'],
  ])('with line numbers on every site, %s has %j', async (info, numbers) => {
    const settings = { markdown: { lineNumbers: true } }
    expect(/data-lines="([^"]*)"/.exec(await html(`\`\`\`${info}\na\nb\n\`\`\``, settings))?.[1]).toBe(numbers)
  })
  test.each([
    ['go {title="src/main.go"}', 'src/main.go'],
    ["js title='a b.js' {1}", 'a b.js'],
    ['js filename=x.js', 'x.js'],
    ['js:src/a.js', 'src/a.js'],
    ['go {hl_lines=[1]}', undefined],
    ['js:1', undefined],
  ])('%s has the title %j', async (info, title) => {
    const found = await html(`\`\`\`${info}\na\n\`\`\``)
    expect(/<figcaption>(.*)<\/figcaption>/.exec(found)?.[1]).toBe(title)
    expect(found).toContain('a')
  })
  test('titles and numbers pass through where HTML is made safe', async () => {
    const safe = await html('```go {linenos=true,title="a.go"}\na\n```', { markdown: { html: 'sanitize' } })
    expect(safe).toMatch(/<figcaption>a\.go<\/figcaption><pre (?=[^>]*data-lines="1")/)
  })
  test('spans that run across lines are closed in marks', () => {
    expect(markLines('<span class="a">x\ny<span class="b">z</span>\n</span>w', new Set([2]))).toBe(
      '<span class="a">x</span>\n<mark><span class="a">y<span class="b">z</span></span></mark>\n<span class="a"></span>w',
    )
  })
})

test('every grammar loads, and those that it names as embedded exist', async () => {
  for (const [label, load, , embeds] of Object.values(grammars)) {
    expect(typeof (await load()).default, label).toBe('function')
    for (const name of embeds?.split(' ') ?? []) expect(grammars).toHaveProperty(name)
  }
})
