import { expect, test } from 'vitest'
import { distinct } from '../../src/diagnostics/describe.ts'
import { site } from '../site.ts'

const posts = [1, 2, 3].map((n) => `-- content/${n}.md --\n---\ntitle: 文${n}\ndate: 2025-01-0${n}\n---\n{{< bad >}}\n`)

test('what templates get wrong is all told: in a partial of every page, in a shortcode, where no page looks', async () => {
  const { diagnostics } = await site(
    `${posts.join('')}-- templates/partials/footer.njk --\n\n{{ site.titel }}\n` +
      '-- templates/shortcodes/bad.njk --\n{{ args.x }}\n-- templates/unused.njk --\n\n\n{% if x %}\n',
  )
  const told = distinct(diagnostics).map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`)
  expect(told.sort()).toEqual([
    'templates/partials/footer.njk:2:4 template-undefined',
    'templates/shortcodes/bad.njk:1:4 template-undefined',
    'templates/unused.njk:3:4 template-unclosed',
  ])
  expect(diagnostics.length).toBeGreaterThan(3)
})

test('an expression that fails is told once, though its reason differs from page to page', async () => {
  const { diagnostics } = await site(`${posts.join('')}-- templates/post.njk --\n{{ post.title | date }}\n`)
  const failed = diagnostics.filter(({ code }) => code === 'template-failed')
  expect(failed.map(({ params }) => params.reason)).toHaveLength(3)
  expect(distinct(failed)).toHaveLength(1)
})

test('a key of some front matter is known by its name to every template', async () => {
  const { diagnostics } = await site(
    '-- content/posts/a.md --\n---\ntitle: 文\nsubtitle: 副题\n---\n-- content/posts/b.md --\n---\ntitle: 乙\n---\n' +
      '-- templates/home.njk --\n{% for p in posts %}{% if p.subtitle %}{% endif %}{% endfor %}\n',
  )
  const told = distinct(diagnostics).filter(({ code }) => code === 'template-field-unknown')
  expect(told.map(({ line, column, params }) => [line, column, params.suggestion])).toEqual([
    [1, 27, 'p.params.subtitle'],
  ])
})
