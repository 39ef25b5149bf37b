import { describe, expect, test } from 'vitest'
import { rewriteText } from '../../src/commands/rewriteKept.ts'
import { remotePlaces } from '../../src/keep/places.ts'
import { site } from '../site.ts'

const url = 'https://img.example.net/a.png?x=1&y=2'

/** The file after every place of `url` in it was to name `/kept/x.png`. */
async function rewritten(file: string) {
  const { entries, bodyOf } = await site(`-- content/posts/a.md --\n${file}`, { render: () => false })
  const places = [...remotePlaces(entries, bodyOf).values()].flat()
  const changes = places
    .filter(({ address }) => address.includes('a.png'))
    .map((place) => ({ ...place, to: '/kept/x.png' }))
  const { text, left } = rewriteText(file, changes)
  return { text, changes: changes.length, left: left.length }
}

const front = '---\ntitle: 文\ndate: 2025-01-01\n---\n'

describe('an address is rewritten, and every other byte stays', () => {
  test.each([
    `![图](URL "题")`,
    `![看 URL](URL)`,
    `![URL](<URL> 'URL')`,
    `前![a](URL)中![b](URL)后`,
    `[![a](URL)](https://example.org/)`,
    `![图][1]\n\n[1]: URL "题"`,
    `![图][1]\n\n[1]: <URL>`,
    `[![a](URL)](URL)`,
    `[![a](URL "题")![b](URL)](URL "题")后![c](URL)`,
    `> 1. 引用\n>    ![图](URL)`,
    `<img alt="URL" src="URL" title='URL'>`,
    `<p>\n  <img\n    src='URL' srcset="URL 1x, URL 2x">`,
    `<img src=URL alt=x>`,
    `{{< figure src="URL" title="见 URL" >}}`,
    '{{< figure "URL" >}}',
    '{{< gallery >}}\n![图](URL)\n{{< /gallery >}}',
    `| 图 |\n| --- |\n| ![a](URL) |`,
    `正文 URL 和 \`URL\`\n\n    URL\n\n![图](URL)`,
  ])('%s', async (body) => {
    for (const newline of ['\n', '\r\n'])
      for (const head of [front, front.replace('title', 'image: URL\ntitle'), `\uFEFF${front}`]) {
        const written = (head + body).replaceAll('\n', newline)
        const { text, changes, left } = await rewritten(written.replaceAll('URL', url))
        expect(left).toBe(0)
        expect(changes).toBeGreaterThan(0)
        // Some of the addresses are text, and stay.
        const pieces = written.split('URL')
        const shown = text.split(/\/kept\/x\.png|https:\/\/img\.example\.net\/a\.png\?x=1&y=2/)
        expect(shown).toEqual(pieces)
        expect(text.split('/kept/x.png').length - 1).toBe(changes)
      }
  })

  test('the one of a definition that two pictures refer to', async () => {
    expect(await rewritten(`${front}![甲][1]\n\n![乙][1]\n\n[1]: ${url} "题"`)).toMatchObject({
      text: `${front}![甲][1]\n\n![乙][1]\n\n[1]: /kept/x.png "题"`,
      left: 0,
    })
  })

  test('the picture’s and not the text’s', async () => {
    expect((await rewritten(`${front}![${url}](${url} "${url}")`)).text).toBe(`${front}![${url}](/kept/x.png "${url}")`)
    expect((await rewritten(`${front}<img alt="${url}" src="${url}">`)).text).toBe(
      `${front}<img alt="${url}" src="/kept/x.png">`,
    )
    expect((await rewritten(`${front}![a](https://img.example.net/a.png?x=1&amp;y=2)`)).text).toBe(
      `${front}![a](/kept/x.png)`,
    )
    expect((await rewritten(`${front}![a](https://img.example.net/a.png\\?x=1)`)).text).toBe(
      `${front}![a](/kept/x.png)`,
    )
  })
})
