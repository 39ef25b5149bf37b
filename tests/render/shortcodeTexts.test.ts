import { expect, test } from 'vitest'
import { post } from '../site.ts'

const shown = async (body: string) => {
  const page = (await post(body)).file('posts/post/index.html')
  return /<div class="prose">\n(.*?)\n*<\/div>\n<footer/s.exec(page)?.[1]?.trim()
}

test('highlight shows what a fence shows: colours, and the first line’s blanks', async () => {
  const code = '  let a = "1"\n  b()'
  expect(await shown(`{{< highlight js >}}\n${code}\n{{< /highlight >}}`)).toBe(
    await shown(`\`\`\`js\n${code}\n\`\`\``),
  )
})

test('in a line of text, highlight is code in a line', async () => {
  const body = '行内 {{< highlight js "hl_inline=true" >}}a < b{{< /highlight >}} 后'
  expect(await shown(body)).toBe('<p>行内 <code>a &lt; b</code> 后</p>')
})

test.each(['raw', 'rawhtml', 'html'])('%s is HTML as written, made whole', async (name) => {
  const body = `{{< ${name} >}}\n<div>\n\n    <h5>*题*</h5>\n\n- 不是列表\n{{< /${name} >}}\n\n后`
  expect(await shown(body)).toMatch(/^<div>\s+<h5>\*题\*<\/h5>\s+- 不是列表\s+<\/div>\s*<p>后<\/p>$/)
})

test('raw HTML of a shortcode is told of as any other', async () => {
  const { diagnostics } = await post('甲\n\n{{< rawhtml >}}\n<div><a href="javascript:a()">x</a>\n{{< /rawhtml >}}')
  expect(diagnostics.map(({ code, line }) => `${code}:${line}`)).toEqual(['html-unclosed:8', 'link-scheme-dangerous:8'])
})

test('typeit shows its Markdown, or the code of the language that it names', async () => {
  expect(await shown('{{< typeit >}}\n**粗**\n{{< /typeit >}}')).toBe('<p><strong>粗</strong></p>')
  const code = '{{< typeit tag=pre code=js >}}\nlet a\n{{< /typeit >}}'
  expect(await shown(code)).toBe(await shown('```js\nlet a\n```'))
})

test('image is a figure', async () => {
  expect(await shown('{{< image src="https://x.y/a.png" caption="图" width="400px" >}}')).toMatch(
    /^<figure>\s*<img src="https:\/\/x.y\/a.png" alt="图" width="400".*<figcaption>图<\/figcaption>\s*<\/figure>$/s,
  )
})
