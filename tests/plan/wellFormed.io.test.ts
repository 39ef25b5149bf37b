import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasProgram } from '../clients/built.ts'
import { tempFolder, writeIn } from '../io/temp.ts'
import { runs, seed } from '../runs.ts'
import { site } from '../site.ts'

/** Text that breaks XML and JSON, as it would come from front matter, bodies and the config. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '文',
        ']]>',
        '<![CDATA[',
        '&',
        '&amp;',
        '<',
        '>',
        '"',
        "'",
        '<!--',
        '-->',
        '<?x',
        '\u2028',
        '\ud800',
        '\uffff',
        '\b',
      ),
      fc.string({ maxLength: 6, unit: 'binary' }),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''))

const numRuns = runs(40, 2000)

test.runIf(hasProgram('xmllint'))(
  `feeds and sitemap are well-formed, whatever the posts and the config say (seed ${seed}, ${numRuns} runs)`,
  async () => {
    const folder = tempFolder()
    const files: string[] = []
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 8, maxLength: 8 }), async (texts) => {
        const [
          title = '',
          tag = '',
          author = '',
          description = '',
          body = '',
          siteTitle = '',
          copyright = '',
          slug = '',
        ] = texts
        const matter = {
          title,
          tags: [tag],
          author,
          description,
          slug: `a${slug}`.replace(/[/\\.\p{Cc}]/gu, ''),
          date: '2025-01-01',
        }
        const built = await site(`-- content/posts/a.md --\n---\n${JSON.stringify(matter)}\n---\n${body}\n`, {
          config: { title: siteTitle, description, copyright, author: { name: author } },
          render: ({ kind, path }) => kind === 'feed' || path === 'sitemap.xml',
        })
        for (const path of built.paths) {
          if (path.endsWith('.json')) expect(JSON.parse(built.file(path))).toMatchObject({ version: /./ })
          else {
            files.push(`${files.length}.xml`)
            writeIn(folder, files.at(-1) ?? '', built.file(path))
          }
        }
      }),
      { seed, numRuns },
    )
    expect(files.length).toBeGreaterThan(numRuns * 3)
    for (let from = 0; from < files.length; from += 1000)
      execFileSync('xmllint', [
        '--noout',
        '--nonet',
        ...files.slice(from, from + 1000).map((name) => join(folder, name)),
      ])
  },
  600_000,
)
