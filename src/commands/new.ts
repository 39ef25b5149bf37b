import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { loadConfig } from '../io/config.ts'
import { readArchetype, refuseNewPost } from '../io/newPost.ts'
import { writeNewText } from '../io/text.ts'
import { inZone } from '../kit/dates.ts'
import { fillArchetype } from '../starter/archetype.ts'
import { now, printDiagnostics } from './report.ts'
import { words } from './words.ts'

/** `ruoyu new`: a post with today's date in the site's zone, in `content/<section>/<slug>.md`, from an archetype if there is one. */
export async function newCommand(
  title: string,
  options: { root: string; slug?: string; section: string },
): Promise<void> {
  const { config } = (await loadConfig(options.root)).value
  const say = words(config.language)
  if (fileName(title) === '') {
    console.error(say.noTitle)
    process.exitCode = 2
    return
  }
  const slug = options.slug ?? (await askSlug(title, say.askSlug(title)))
  const [content = 'content'] = config.content
  const name = slug || fileName(title)
  const refused = refuseNewPost(options.root, content, { section: options.section, slug: name })
  if (refused) {
    await printDiagnostics([refused], config.language, options.root)
    process.exitCode = 1
    return
  }
  const path = join(content, options.section, `${name}.md`)
  const date = inZone(now(), config.timeZone)
  const section = options.section.replace(/^(?:\.\/)+/, '').split('/')[0] ?? ''
  const archetype = readArchetype(options.root, section)
  const { value: text, diagnostics } = archetype
    ? fillArchetype(archetype, { title, name, section, date })
    : { value: plainPost({ title, slug, date, author: config.author.name }), diagnostics: [] }
  if (!writeNewText(join(options.root, path), text)) {
    console.error(say.exists(path))
    process.exitCode = 1
    return
  }
  await printDiagnostics(diagnostics, config.language, options.root)
  console.log(say.written(path, /^draft\s*[:=]\s*true\s*$/m.test(text)))
}

/** A Latin title makes its own slug; for another one the blogger is asked, on a terminal. */
async function askSlug(title: string, question: string): Promise<string> {
  const own = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  if (/^[\x20-\x7e]+$/.test(title) && own) return own
  if (!process.stdin.isTTY) return ''
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = (await terminal.question(question)).trim()
  terminal.close()
  return answer
}

/** A title as the name of a file on every system. */
function fileName(title: string): string {
  return title
    .normalize('NFC')
    .replace(/[\s/\\:*?"<>|\p{Cc}]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60)
}

/** The first fields of a post where no archetype has them. */
function plainPost(post: { title: string; slug: string; date: string; author: string }): string {
  return [
    '---',
    `title: ${JSON.stringify(post.title)}`,
    ...(post.author ? [`author: ${JSON.stringify(post.author)}`] : []),
    'type: post',
    `date: ${post.date}`,
    ...(post.slug ? [`slug: ${JSON.stringify(post.slug)}`] : []),
    'description: ""',
    'draft: true',
    'categories: []',
    'tags: []',
    '---',
    '',
    '',
  ].join('\n')
}
