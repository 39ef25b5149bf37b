import { describe, expect, test } from 'vitest'
import { inlineMarkdown as markdown } from '../../src/parse/inline.ts'
import { createRenderer, type Renderer } from '../../src/render/index.ts'
import type { Diagnostic } from '../../src/types.ts'

const options = {
  language: 'zh-CN',
  url: 'https://example.com/blog/',
  assets: [{ name: 'style.css', path: 'assets/style.12345678.css', text: '' }],
  markdown,
  theme: {},
  timeLimit: 300,
}

function renderer(files: Record<string, string>): Renderer {
  const templates = Object.entries(files).map(([name, text]) => ({ name, path: `templates/${name}`, text }))
  return createRenderer(templates, options)
}

function render(text: string, view: object = {}): string {
  const { value, diagnostics } = renderer({ 'a.njk': text }).page('a.njk', view)
  expect(diagnostics).toEqual([])
  return value
}

function problem(files: Record<string, string> | string, view: object = {}): string {
  const { value, diagnostics } = renderer(typeof files === 'string' ? { 'a.njk': files } : files).page('a.njk', view)
  expect(value).toBe('')
  return diagnostics.map(brief).join('; ')
}

function brief({ code, file, line, column, params }: Diagnostic): string {
  const about = params.name ?? params.tag ?? params.reason
  return `${file}:${line}:${column} ${code} ${about}${params.suggestion ? ` → ${params.suggestion}` : ''}`
}

const base = '<p>\n{% block main %}{% endblock %}\n\n{% include "foot.njk" %}\n'

describe('the place of an error', () => {
  test('an undefined value in a child of extends', () => {
    const files = {
      'a.njk': '{% extends "base.njk" %}\n\n{% block main %}\n  {{ post.titel }}{% endblock %}',
      'base.njk': base,
      'foot.njk': '.',
    }
    expect(problem(files, { post: { title: 'x' } })).toBe(
      'templates/a.njk:4:6 template-undefined post.titel → post.title',
    )
  })

  test('an undefined value in the parent, after a block of the child was printed', () => {
    const files = {
      'a.njk': '{% extends "base.njk" %}{% block main %}{{ post.title }}{% endblock %}',
      'base.njk': `${base}{{ site.name }}`,
      'foot.njk': '.',
    }
    expect(problem(files, { post: { title: 'x' }, site: {} })).toBe(
      'templates/base.njk:5:4 template-undefined site.name',
    )
  })

  test('a null in an include of the parent', () => {
    const files = { 'a.njk': '{% extends "base.njk" %}', 'base.njk': base, 'foot.njk': '\n\n {{ post.date }}' }
    expect(problem(files, { post: { date: null } })).toBe('templates/foot.njk:3:5 template-undefined post.date')
  })

  test('a macro that was imported from another file, and the line after its call', () => {
    const macros = '{% macro show(x) %}\n{{ x.y }}{% endmacro %}'
    const call = '{% import "m.njk" as m %}\n{{ m.show({y: 1}) }}\n{{ m.show({}) }}'
    expect(problem({ 'a.njk': call, 'm.njk': macros })).toBe('templates/m.njk:2:4 template-undefined x.y')
    const after = '{% import "m.njk" as m %}{{ m.show({y: 1}) }}\n\n{{ nothing }}'
    expect(problem({ 'a.njk': after, 'm.njk': macros })).toBe('templates/a.njk:3:4 template-unknown-name nothing')
  })

  test('the body of a call block, and super()', () => {
    const call = '{% macro box() %}{{ caller() }}{% endmacro %}\n{% call box() %}\n{{ oops }}{% endcall %}'
    // Other pages have a `post`: no near name is meant.
    expect(problem({ 'a.njk': '{{ post }}' }, { posts: [] })).toBe('templates/a.njk:1:4 template-unknown-name post')
    expect(problem(call)).toBe('templates/a.njk:3:4 template-unknown-name oops')
    const files = {
      'a.njk': '{% extends "b.njk" %}\n{% block x %}{{ super() }}{% endblock %}',
      'b.njk': '\n\n{% block x %}{{ oops }}{% endblock %}',
    }
    expect(problem(files)).toBe('templates/b.njk:3:17 template-unknown-name oops')
  })

  test('a filter that fails, and a call of what is no function', () => {
    expect(problem('\n{{ "none.css" | asset }}')).toBe(
      'templates/a.njk:2:17 template-failed there is no asset “none.css”',
    )
    expect(problem('{{ site.title() }}', { site: { title: 'x' } })).toMatch(/^templates\/a\.njk:1:4 template-failed/)
  })

  test('a missing template, named in the text or only when it runs', () => {
    expect(problem('\n{% include "x.njk" %}')).toBe('templates/a.njk:2:12 template-missing x.njk')
    expect(problem('{% extends "x.njk" %}')).toBe('templates/a.njk:1:12 template-missing x.njk')
    expect(problem('\n{% include which %}', { which: '../x' })).toBe('templates/a.njk:2:12 template-missing ../x')
    expect(render('{% include which ignore missing %}ok', { which: '../x' })).toBe('ok')
  })

  test('tags that are not closed', () => {
    expect(problem('\n{% if 1 %}\n{% for a in b %}\n\n')).toBe('templates/a.njk:3:4 template-unclosed for')
    expect(problem('{% if 1 %}\n {% for a in b %}\n{% endif %}')).toBe('templates/a.njk:2:5 template-unclosed for')
    expect(problem('a\n{% block x %}')).toBe('templates/a.njk:2:4 template-unclosed block')
    expect(problem('a\n{{ x')).toMatch(/^templates\/a\.njk:2:\d+ template-syntax/)
    expect(problem('a\n{# x')).toMatch(/^templates\/a\.njk:2:\d+ template-syntax/)
    expect(problem('\n{% endif %}')).toMatch(/^templates\/a\.njk:2:4 template-syntax/)
  })

  test('check finds all unknown filters, tests and templates of all files, used or not', () => {
    const files = {
      'a.njk': '{{ 1 | dat }}\n{% if 0 %}{% include "x" %}{% endif %}',
      'b.njk': '{% if 1 is nice %}{% endif %}',
    }
    expect(renderer(files).check().map(brief)).toEqual([
      'templates/a.njk:1:8 template-filter-unknown dat → date',
      'templates/a.njk:2:22 template-missing x',
      'templates/b.njk:1:12 template-test-unknown nice',
    ])
  })

  test('a name that would break the generated code', () => {
    expect(problem('{{ a"+process.exit()+"b }}')).toMatch(/^templates\/a\.njk:1:\d+ template-syntax/)
  })

  test('a shortcode that fails inside a page leaves the page its own place', () => {
    const set = renderer({ 'a.njk': '{{ text() }}\n{{ oops }}', 'shortcodes/s.njk': '\n\n{{ args.x }}' })
    const text = () => set.shortcode('s', { args: {} }).diagnostics.map(brief).join()
    expect(text()).toBe('templates/shortcodes/s.njk:3:4 template-undefined args.x')
    expect(set.page('a.njk', { text }).diagnostics.map(brief)).toEqual([
      'templates/a.njk:2:4 template-unknown-name oops',
    ])
  })
})

test('a template that is gone is missed by those that include it, though they have not changed', () => {
  const files = { 'a.njk': '{% include "b.njk" %}', 'b.njk': '' }
  expect(renderer(files).check()).toEqual([])
  expect(renderer({ 'a.njk': files['a.njk'] }).check().map(brief)).toEqual([
    'templates/a.njk:1:12 template-missing b.njk',
  ])
})

describe('names that may be absent', () => {
  test('can be asked for and given a default', () => {
    expect(
      render('{% if x is defined %}y{% else %}n{% endif %}{{ x | default("d") }}{{ s.x or "e" }}', { s: { x: null } }),
    ).toBe('nde')
  })

  test('but a bare name that no page has is an error, even in a condition', () => {
    expect(problem('{% if pots %}{% endif %}', { posts: [] })).toBe(
      'templates/a.njk:1:7 template-unknown-name pots → posts',
    )
  })

  test('what was set to nothing is known all the same', () => {
    expect(render('{% set x = s.x %}{% if x %}y{% else %}n{% endif %}', { s: { x: undefined } })).toBe('n')
    expect(render('{% for i in [1] %}{% set x = s.x %}{% if x %}y{% endif %}{% endfor %}', { s: { x: null } })).toBe('')
  })

  test('null in a condition is fine', () => {
    expect(render('{% if post %}y{% else %}n{% endif %}', { post: null })).toBe('n')
  })
})

describe('a field that no view has is a warning', () => {
  const post = { title: '文', excerpt: null, params: { mood: '晴' }, terms: [{ name: 'tags' }] }
  const view = { post, posts: [post], site: { title: '站', params: {} } }
  const keys = { params: () => new Set(['mood', 'subtitle']), takeMade: () => [] }

  function warnings(text: string): readonly string[] {
    const { diagnostics } = renderer({ 'a.njk': text }).page('a.njk', view, keys)
    expect(diagnostics.every(({ level }) => level === 'warning')).toBe(true)
    return diagnostics.map(({ column, params }) => `${column} ${params.name} → ${params.suggestion}`)
  }

  test.each([
    ['{% for t in post.tags %}{% endfor %}', '13 post.tags → '],
    ["{% if post.titel == 'x' %}{% endif %}", '7 post.titel → post.title'],
    ['{{ post.titel | length }}', '4 post.titel → post.title'],
    ['{{ post.titel or "x" }}', '4 post.titel → post.title'],
    ['{% set x = post.titel %}', '12 post.titel → post.title'],
    ['{% if post.subtitle %}{% endif %}', '7 post.subtitle → post.params.subtitle'],
    ['{% if site.subtitle %}{% endif %}', '7 site.subtitle → site.params.subtitle'],
    ['{% for p in posts %}{% if p.mood %}{% endif %}{% endfor %}', '27 p.mood → p.params.mood'],
    ['{% macro m(p) %}{% if p.titel %}{% endif %}{% endmacro %}{{ m(post) }}', '23 p.titel → p.title'],
    ['{% for t in post.terms %}{% if t.nam %}{% endif %}{% endfor %}', '32 t.nam → t.name'],
    ['{% if post["titel"] %}{% endif %}', '7 post.titel → post.title'],
    ['{% set k = "titel" %}{% if post[k] %}{% endif %}', '28 post.titel → post.title'],
    ['{% if posts.lenght %}{% endif %}', '7 posts.lenght → posts.length'],
    ['{% if t.serach %}{% endif %}', '7 t.serach → t.search'],
    ['{{ "x" | default(post.titel) }}', '18 post.titel → post.title'],
    ['{% for p in [1, 2] %}{% if post.titel %}{% endif %}{% endfor %}', '28 post.titel → post.title'],
  ])('%s', (text, expected) => {
    expect(warnings(text)).toEqual([expected])
  })

  test.each([
    '{% if post.titel is defined %}{% endif %}{% if post.titel is undefined %}{% endif %}',
    '{{ post.titel | default("") }}{{ post.titel.deep | d("") }}',
    '{% if post.params.nothing or post.params.deep.nothing %}{% endif %}',
    '{% set p = post.params %}{% if p.nothing %}{% endif %}{% for k in [post.params] %}{% if k.no %}{% endif %}{% endfor %}',
    '{% set o = { a: 1 } %}{% if o.b %}{% endif %}',
    '{% if post.excerpt %}{% endif %}{% if posts[7] %}{% endif %}{% if post.excerpt.more %}{% endif %}',
  ])('but not %s', (text) => {
    expect(warnings(text)).toEqual([])
  })

  test('also where a filter fails for it', () => {
    expect(problem('{{ post.termz | join }}', view)).toBe(
      "templates/a.njk:1:17 template-failed Cannot read properties of undefined (reading 'join'); " +
        'templates/a.njk:1:4 template-field-unknown post.termz → post.terms',
    )
  })

  test('and once a place, where it is printed an error alone', () => {
    expect(problem('{{ post.titel }}', { post })).toBe('templates/a.njk:1:4 template-undefined post.titel → post.title')
  })
})

describe('a template that does not end', () => {
  test.each([
    ['a macro that calls itself', '{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}'],
    ['an include of itself', '{% include "a.njk" %}'],
    ['a long range', '{% for i in range(1000000000) %}{% endfor %}'],
    ['nested loops', '{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}'],
    ['something as long as it says', '{% for i in {length: 100000000000} %}{% endfor %}'],
    ['endless padding', '{{ "x" | center(100000000000) }}'],
  ])('%s', (_, text) => {
    const set = { 'a.njk': text.replace('macro f() %}{{ f() }}', 'macro f() %}{{ f() }}') }
    expect(problem(set)).toMatch(/^templates\/a\.njk:1:\d+ template-(endless|unknown-name)/)
  })
})

describe('templates can reach nothing but what they are given', () => {
  test.each([
    '{% set c = cycler("a", "constructor") %}{{ "x"[{ toString: c.next }] }}',
    '{{ range.constructor("return process")() }}',
    '{{ constructor }}',
    '{{ __proto__ }}',
    '{{ site.constructor }}',
    '{{ site["__proto__"] }}',
    '{{ "x".constructor.constructor("return 1")() }}',
    '{{ site | constructor }}',
    '{% include "__proto__" %}',
    '{{ range.apply }}',
  ])('%s', (text) => {
    expect(problem(text, { site: { title: 'x' } })).toMatch(/^templates\/a\.njk:1:\d+ template-/)
  })
})

describe('filters', () => {
  test('everything printed is escaped, once', () => {
    expect(render('{{ x }}{{ x | safe }}{{ x | escape }}', { x: '<b> & "c"' })).toBe(
      '&lt;b&gt; &amp; &quot;c&quot;<b> & "c"&lt;b&gt; &amp; &quot;c&quot;',
    )
  })

  test.each([
    ['{{ x }}', 'a\\"b', 'a&#92;&quot;b'],
    ['{{ x | escape }}|{{ x | e }}', '\\', '&#92;|&#92;'],
    ['{{ x | forceescape }}|{{ x | safe | forceescape }}', '\\', '&#92;|&#92;'],
    ['{{ x | safe }}|{{ x | safe | e }}', '\\<', '\\<|\\<'],
    ['<a title="{{ x }}">', "\\'", '<a title="&#92;&#39;">'],
    ['{% macro m(x) %}{{ x }}{% endmacro %}{{ m(x) }}', '\\&', '&#92;&amp;'],
    ['{% set y %}{{ x }}{% endset %}{{ y | safe }}', '\\', '&#92;'],
    ['{% filter safe %}{{ x }}{% endfilter %}', '\\', '&#92;'],
    ['{{ [x, 1] }}', '\\', '&#92;,1'],
  ])('a backslash is escaped as nunjucks does: %s', (text, x, expected) => {
    expect(render(text, { x })).toBe(expected)
  })

  test('a backslash of a shortcode is escaped, too', () => {
    const { value } = renderer({ 'shortcodes/s.njk': '<i title="{{ args[\'0\'] }}"></i>' }).shortcode('s', {
      args: { 0: 'C:\\' },
    })
    expect(value).toBe('<i title="C:&#92;"></i>')
  })

  test('date: in words of the language, or by a pattern, in the date’s own zone', () => {
    const date = '2024-04-03T06:00:00+08:00'
    expect(render('{{ d | date }} {{ d | date("YYYY-MM-DD HH:mm") }}', { d: date })).toBe(
      '2024年4月3日 2024-04-03 06:00',
    )
    expect(problem('{{ d | date }}', { d: null })).toBe('templates/a.njk:1:4 template-undefined d | date')
  })

  test('truncate and wordcount count as a reader does', () => {
    expect(render('{{ "𠮷野家" | truncate(1) }}{{ "👨‍👩‍👧你好" | truncate(1) }}{{ "短" | truncate(1) }}')).toBe(
      '𠮷…👨‍👩‍👧…短',
    )
    expect(render('{{ "使用Node.js开发" | wordcount }}{{ "GPT-3、LLaMA和PaLM" | count }}')).toBe('54')
  })

  test.each([
    ['foo bar baz', '5', 'foo…'],
    ['foo bar baz', '5, true', 'foo b…'],
    ['foo bar baz', '5, false', 'foo…'],
    ['foo bar baz', '5, true, "."', 'foo b.'],
    ['foo bar baz', '5, false, ""', 'foo'],
    ['foo bar baz', '7', 'foo bar…'],
    ['foo bar baz', '5, "!"', 'foo!'],
    ['foo bar baz', '11', 'foo bar baz'],
    ['foobar', '3', 'foo…'],
    ['用Node.js开发', '4', '用…'],
    ['用Node.js开发', '4, true', '用Nod…'],
    ['用Node.js开发博客', '9', '用Node.js开…'],
    ['', '5, true', ''],
  ])('truncate takes the arguments of nunjucks: %s, %s', (text, args, expected) => {
    expect(render(`{{ x | truncate(${args}) }}`, { x: text })).toBe(expected)
  })

  test('url, absoluteUrl and asset put the base path before', () => {
    expect(render('{{ "/a/" | url }} {{ "#b" | url }} {{ "https://x.y/" | url }} {{ "//x.y" | url }}')).toBe(
      '/blog/a/ #b https://x.y/ //x.y',
    )
    expect(render('{{ "/a/" | url | absoluteUrl }} {{ "style.css" | asset }}')).toBe(
      'https://example.com/blog/a/ /blog/assets/style.12345678.css',
    )
  })

  test('json is safe inside a script and an attribute', () => {
    expect(render('{{ x | json }}', { x: `</script>'&` })).toBe('"\\u003c/script\\u003e\\u0027\\u0026"')
  })

  test('inside a shortcode, url and image resolve as the post would', () => {
    const resolve = (url: string) => ({ url: `/posts/a/${url}`, width: 3, height: null })
    expect(render('{{ "b.png" | url }} {{ ("b.png" | image).width }}', { resolve })).toBe('/posts/a/b.png 3')
  })

  test('what would make two builds differ is not there', () => {
    expect(problem('{{ [1, 2] | random }}')).toMatch(/template-filter-unknown random/)
  })
})

describe('several pages of one renderer', () => {
  const site = { title: 'A', url: '/', language: 'zh' }

  test('show each the view that it gets', () => {
    const { page } = renderer({ 'a.njk': '{{ site.title }}{{ site.url }}{{ site.language }}' })
    const titles = [site, site, { ...site, title: 'B' }, site].map((site) => page('a.njk', { site }).value)
    expect(titles).toEqual(['A/zh', 'A/zh', 'B/zh', 'A/zh'])
  })

  test('know no `site` of a loop, a `set` or a macro outside it', () => {
    const text = '{{ site.title }}{{ site.url }}{{ site.language }};'
    const files = {
      'a.njk': `{% for site in sites %}${text}{% endfor %}{% include "b.njk" %}{{ m.f(other) }}`,
      'b.njk': `{% set site = other %}${text}`,
      'm.njk': `{% macro f(site) %}${text}{% endmacro %}`,
    }
    const { page } = renderer({ ...files, 'a.njk': `{% import "m.njk" as m %}${files['a.njk']}` })
    const shown = [1, 2].map((url) => page('a.njk', { sites: [site, { ...site, url }], other: { ...site, url }, site }))
    expect(shown.map(({ value }) => value)).toEqual(['A/zh;A1zh;A1zh;A1zh;', 'A/zh;A2zh;A2zh;A2zh;'])
  })

  test('share no counter of an imported file', () => {
    const files = { 'm.njk': "{% set c = cycler('x', 'y') %}", 'a.njk': '{% import "m.njk" as m %}{{ m.c.next() }}' }
    const { page } = renderer(files)
    expect([1, 2].map(() => page('a.njk', {}).value)).toEqual(['x', 'x'])
  })
})

test('`super()` shows what the parents have in a block, also through two of them', () => {
  const { page } = renderer({
    'a.njk': '{% extends "b.njk" %}{% block m %}a{{ super() }}{% endblock %}',
    'b.njk': '{% extends "c.njk" %}{% block m %}b{{ super() }}{% endblock %}',
    'c.njk': '({% block m %}c{% endblock %})',
  })
  expect(page('a.njk', {}).value).toBe('(abc)')
})
