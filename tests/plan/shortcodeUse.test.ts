import { describe, expect, test } from 'vitest'
import { site } from '../site.ts'

/** Places of shortcodes without an end in a blog of these posts' bodies, `files` being its templates. */
async function unclosed(bodies: readonly string[], files = ''): Promise<readonly string[]> {
  const posts = bodies.map((body, n) => `-- content/p${n}.md --\n---\ntitle: 文\ndate: 2025-01-01\n---\n${body}\n`)
  const { diagnostics } = await site([...posts, files].join(''), { render: () => false })
  return diagnostics.flatMap(({ code, file, line, params }) =>
    code === 'shortcode-end-missing' ? `${file}:${line} ${params.name}` : [],
  )
}

describe('a paired shortcode that nothing closes is told of at its line', () => {
  test.each([
    ['notice', '文\n\n{{< notice warning "题" >}}\n\n后文'],
    ['notice', '文\n\n{{% notice %}}\n\n后文'],
    ['details', '文\n\n{{< details "题" >}}\n{{< figure src="/a.png" >}}'],
    ['tab', '{{< tabs >}}\n\n{{< tab "甲" >}}\n{{< /tabs >}}'],
    ['collapse', '{{< notice >}}\n\n- 文 {{< collapse >}}\n\n{{< /notice >}}'],
  ])('%s, whose template shows what stands in it', async (name, body) => {
    const line = 4 + body.slice(0, body.indexOf(` ${name} `)).split('\n').length
    expect(await unclosed([body])).toEqual([`content/p0.md:${line} ${name}`])
  })

  test('one of the blogger’s own, by its template', async () => {
    const own = '-- templates/shortcodes/box.njk --\n<div>{{ innerHtml | safe }}</div>\n'
    expect(await unclosed(['{{< box >}}'], own)).toEqual(['content/p0.md:5 box'])
  })

  test('one that no template has, where others of its name are closed', async () => {
    expect(await unclosed(['{{< spoiler >}}甲{{< /spoiler >}}', '文\n{{< spoiler >}}'])).toEqual([
      'content/p1.md:6 spoiler',
    ])
  })

  test('one whose inner text may be left out, where nothing stands for it', async () => {
    const closed = '{{< callout type="info" >}}甲{{< /callout >}}'
    expect(await unclosed([closed, '{{< callout type="info" >}}\n\n{{< callout text="文" >}}'])).toEqual([
      'content/p1.md:5 callout',
    ])
  })
})

test.each([
  '{{< notice />}} {{< notice >}}{{< /notice >}}',
  '{{< figure src="/a.png" >}}{{< figure src="/a.png" >}}文{{< /figure >}}',
  '{{< link "https://a.cn/" >}} {{< link "https://a.cn/" >}}文{{< /link >}}',
  '{{< youtube abc >}} {{< none 1 >}} {{< ref "p0.md" >}}',
  '`{{< notice >}}` 和 {{</* notice */>}}',
])('not told of: %s', async (body) => {
  expect(await unclosed([body])).toEqual([])
})
