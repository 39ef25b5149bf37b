import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inlineMarkdown as markdown } from '../../src/parse/inline.ts'
import { createRenderer } from '../../src/render/index.ts'
import { isQuick, runs, seed } from '../runs.ts'

const numRuns = runs(300, 20_000)

const pieces = (
  '{% if x %}|{% else %}|{% endif %}|{% for a in b %}|{% endfor %}|{% for k, v in o %}|{% block m %}|{% endblock %}|{% macro f(a, b=1) %}|' +
  '{% endmacro %}|{% set y = x %}|{% set z %}|{% endset %}|{% raw %}|{% endraw %}|{% include "b.njk" %}|{% include x %}|' +
  '{% extends "b.njk" %}|{% import "b.njk" as b %}|{% from "b.njk" import q %}|{% call f() %}|{% endcall %}|{% filter upper %}|' +
  '{% endfilter %}|{% switch x %}|{% case 1 %}|{% endswitch %}|{{ x }}|{{ f(1, 2) }}|{{ o.p.q }}|{{ b[0] | date }}|{{ super() }}|' +
  '{{|}}|{%|%}|{#|#}|(|)|[|]|,|.|:|"|\'|\\|\n| |x|1e9|中|𠮷|is|in|not|-|+|**|//|%|~|r/|/g|none|true|loop|caller|constructor|__proto__'
).split('|')

const text = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), {
    maxLength: 14,
  })
  .map((parts) => parts.join(''))

const view = { x: 'x', b: ['2024-01-01', 2], o: { p: null }, posts: [] }

test(`whatever a template says, it ends, and its errors stand inside a file (seed ${seed}, ${numRuns} runs)`, {
  timeout: 3_600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(text, text, async (a, b) => {
      const templates = Object.entries({ 'a.njk': a, 'b.njk': b }).map(([name, text]) => ({ name, path: name, text }))
      const set = createRenderer(templates, {
        theme: {},
        language: 'zh-CN',
        url: 'https://a.b/',
        assets: [],
        markdown,
        timeLimit: 200,
      })
      let diagnostics: ReturnType<typeof set.check> = []
      const quick = await isQuick(() => {
        diagnostics = [...set.check(), ...set.page('a.njk', view).diagnostics]
      })
      expect(quick).toBe(true)
      for (const { file, line = 0, column = 0 } of diagnostics) {
        const lines = (file === 'a.njk' ? a : b).split('\n')
        expect(['a.njk', 'b.njk']).toContain(file)
        expect(line).toBeGreaterThan(0)
        expect(line).toBeLessThanOrEqual(lines.length)
        expect(column).toBeGreaterThan(0)
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1)
      }
    }),
    { numRuns, seed },
  )
})
