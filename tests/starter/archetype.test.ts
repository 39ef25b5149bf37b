import { expect, test } from 'vitest'
import { fillArchetype } from '../../src/starter/archetype.ts'

const post = { title: 'Say "hi": 你好', name: 'say-hi', section: 'notes', date: '2026-11-27T20:05:09+08:00' }
const fill = (text: string) => fillArchetype({ path: 'archetypes/notes.md', text }, post)

test.each([
  ['title: "{{ replace .Name "-" " " | title }}"', 'title: "Say \\"hi\\": 你好"'],
  ['title: \'{{ replace .File.ContentBaseName "-" " " | title }}\'', 'title: \'Say "hi": 你好\''],
  ['title: {{ title }}', 'title: "Say \\"hi\\": 你好"'],
  ['title: "{{ .Title }}"', 'title: "Say \\"hi\\": 你好"'],
  ['slug: {{ .Name }}', 'slug: say-hi'],
  ['slug: "{{ .File.ContentBaseName }}"', 'slug: "say-hi"'],
  ['date: {{ .Date }}', 'date: 2026-11-27T20:05:09+08:00'],
  ['date: {{ date }}', 'date: 2026-11-27T20:05:09+08:00'],
  ['date: {{ now.Format "2006-01-02" }}', 'date: 2026-11-27'],
  ['date: {{ .Date | time.Format "2006-01-02 15:04" }}', 'date: 2026-11-27 20:05'],
  ['date: {{ dateFormat "2006-01-02T15:04:05-07:00" .Date }}', 'date: 2026-11-27T20:05:09+08:00'],
  ['type: {{ .Section }}', 'type: notes'],
  ['layout: {{ layout }}', 'layout: notes'],
])('%s', (archetype, filled) => {
  expect(fill(archetype)).toEqual({ value: filled, diagnostics: [] })
})

test('an expression that stands for nothing here is left out and told at its place', () => {
  const { value, diagnostics } = fill('---\nby: "{{ .Site.Params.author }}"\n---\n')
  expect(value).toBe('---\nby: ""\n---\n')
  expect(diagnostics).toMatchObject([{ code: 'archetype-expression', file: 'archetypes/notes.md', line: 2, column: 6 }])
})
