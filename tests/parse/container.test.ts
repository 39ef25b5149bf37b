import { describe, expect, test } from 'vitest'
import type { Part } from '../../src/types.ts'
import { findings, render } from './render.ts'

/** The page with the rendered inner text of each shortcode where it stands. */
function flat(parts: readonly Part[]): string {
  const texts = parts.map((part) => {
    if (typeof part === 'string') return part
    if (part.type === 'edge') return ''
    return part.type === 'url' ? part.url : `⟦${flat(part.inner?.html ?? [])}⟧`
  })
  return texts.join('').replace(/\n+/g, '')
}
const show = async (body: string) => flat((await render(body)).html)

describe('the inner text of a shortcode loses the marks of the container that it stands in', () => {
  const inner = '<p>甲 <strong>粗</strong></p><ul><li>乙</li></ul>'
  test.each([
    ['- 项\n\n    {{< x >}}\n    甲 **粗**\n\n    - 乙\n    {{< /x >}}\n', `<ul><li><p>项</p>⟦${inner}⟧</li></ul>`],
    ['- {{< x >}}\n  甲 **粗**\n\n  - 乙\n  {{< /x >}}\n', `<ul><li>⟦${inner}⟧</li></ul>`],
    ['1. 项\n\n   {{% x %}}\n   甲 **粗**\n   - 乙\n   {{% /x %}}\n', `<ol><li><p>项</p>⟦${inner}⟧</li></ol>`],
    ['> {{< x >}}\n> 甲 **粗**\n>\n> - 乙\n> {{< /x >}}\n', `<blockquote>⟦${inner}⟧</blockquote>`],
    [
      '> > {{< x >}}\n> > 甲 **粗**\n> > - 乙\n> > {{< /x >}}\n',
      `<blockquote><blockquote>⟦${inner}⟧</blockquote></blockquote>`,
    ],
    [
      '- > {{< x >}}\n  > 甲 **粗**\n  > - 乙\n  > {{< /x >}}\n',
      `<ul><li><blockquote>⟦${inner}⟧</blockquote></li></ul>`,
    ],
    ['-\t{{< x >}}\n\t甲 **粗**\n\n\t- 乙\n\t{{< /x >}}\n', `<ul><li>⟦${inner}⟧</li></ul>`],
    ['- {{< x >}}\n甲 **粗**\n- 乙\n{{< /x >}}\n', `<ul><li>⟦${inner}⟧</li></ul>`],
    ['- {{< y >}}\n  {{< x >}}\n  甲 **粗**\n  - 乙\n  {{< /x >}}\n  {{< /y >}}\n', `<ul><li>⟦⟦${inner}⟧⟧</li></ul>`],
    ['词\n: {{< x >}}\n  甲 **粗**\n  - 乙\n  {{< /x >}}\n', `<dl><dt>词</dt><dd>⟦${inner}⟧</dd></dl>`],
    ['{{< x >}}\n> 甲\n{{< /x >}}\n', '⟦<blockquote><p>甲</p></blockquote>⟧'],
    ['> {{< x >}}\n> > 甲\n> {{< /x >}}\n', '<blockquote>⟦<blockquote><p>甲</p></blockquote>⟧</blockquote>'],
  ])('%j', async (body, right) => {
    expect(await show(body)).toBe(right)
  })

  test.each([
    ['- 项\n\n    {{< highlight txt >}}\n    甲\n      乙\n    {{< /highlight >}}\n', '甲\n  乙'],
    ['> {{< highlight txt >}}\n> 甲\n>\n>   乙\n> {{< /highlight >}}\n', '甲\n\n  乙'],
    ['{{< highlight txt >}}\n    甲\n      乙\n{{< /highlight >}}\n', '    甲\n      乙'],
  ])('code keeps its own indentation alone: %j', async (body, code) => {
    expect((await render(body)).text.replace(/^项\n/, '')).toBe(code)
  })

  test('a footnote’s too', async () => {
    const body =
      '文[^1]\n\n[^1]: 注\n\n    {{< x >}}\n    甲 **粗**\n    {{< /x >}}\n\n[^2]: {{< x >}}\n    甲\n    {{< /x >}}\n'
    expect(await show(body)).toContain('⟦<p>甲 <strong>粗</strong></p>⟧')
    expect(await show(body.replace('文[^1]', '文[^2]'))).toContain('⟦<p>甲</p>⟧')
  })

  test('what is wrong in it is found at its place', async () => {
    expect(await findings('- 项\n\n    {{< x >}}\n    甲 [坏](javascript:x)\n    {{< /x >}}\n')).toEqual([
      'link-scheme-dangerous 4:7',
    ])
    expect(await findings('> {{< x >}}\n> 甲 [坏](javascript:x)\n> {{< /x >}}\n')).toEqual([
      'link-scheme-dangerous 2:5',
    ])
  })
})
