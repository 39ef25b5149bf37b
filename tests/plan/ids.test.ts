import { describe, expect, test } from 'vitest'
import { createCheckIds, repeatedIds } from '../../src/plan/ids.ts'
import { post, site } from '../site.ts'
import { make } from './fixture.ts'

describe('ids that repeat', () => {
  test.each([
    ['<p id="a"><i id="b"></i></p>', []],
    ['<p id="a"><i class="x" id="a"></i></p>', ['a']],
    ['<p id="a">&lt;i id="a">', []],
    ['<p id="a"><script>x = \'<b id="a">\'</script><!-- <b id="a"> --><style> id="a"</style>', []],
    ['<p id="a" id="', []],
  ])('%s', (html, ids) => {
    expect(repeatedIds(html)).toEqual(ids)
  })

  const codes = ({ diagnostics }: Awaited<ReturnType<typeof post>>) =>
    diagnostics.map(({ code, file, line, params }) => `${code} ${file}:${line ?? ''} ${params.id}`)

  test('within a post are told once, where the second stands', async () => {
    expect(codes(await post('<b id="x">一</b>\n\n<b id="x">二</b>\n'))).toEqual(['id-taken content/posts/post.md:7 x'])
    expect(codes(await post('## 题\n\n<a id="题"></a>\n'))).toEqual(['id-taken content/posts/post.md:7 题'])
  })

  test.each([
    ['ruoyu/templates/', 'content/posts/_index.md', 1],
    ['ruoyu/templates/', 'tags:文', 0],
    ['templates/', 'tags:文', 1],
  ])('are looked for where a template of %s shows %s: %i', (folder, origin, count) => {
    const made = make({ content: { 'posts/a.md': {} } })
    const templates = [{ name: 'section.njk', path: `${folder}section.njk`, text: '' }]
    const check = createCheckIds({ ...made, sources: { templates } })
    const output = {
      path: 'a/index.html',
      url: '/a/',
      kind: 'section',
      origin,
      template: 'section.njk',
      page: {},
    } as const
    expect(check(output, '<p id="a"><i id="a"></i></p>')).toHaveLength(count)
  })

  test('in a post and its template are told at the post, in templates alone at the template, once for all pages', async () => {
    const template =
      '-- templates/post.njk --\n<i id="side"></i><b id="top"></b><b id="top"></b>{{ post.content | safe }}\n'
    const archive = (name: string) => `-- content/posts/${name}.md --\n---\ntitle: 文\n---\n## side\n`
    const built = await site(template + archive('a') + archive('b'))
    expect([...new Set(codes(built))].sort()).toEqual([
      'id-repeated content/posts/a.md: side',
      'id-repeated content/posts/b.md: side',
      'id-repeated templates/post.njk: top',
    ])
  })
})
