import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { loadConfig } from '../io/config.ts'
import { refuseNewPost } from '../io/newPost.ts'
import { writeNewText } from '../io/text.ts'
import { inZone } from '../kit/dates.ts'
import { now, printDiagnostics } from './report.ts'
import { words } from './words.ts'

/** `ruoyu new`: a post with today's date in the site's zone, in `content/<section>/<slug>.md`. */
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
  const written = writeNewText(
    join(options.root, path),
    archetype({ title, slug, date: inZone(now(), config.timeZone), author: config.author.name }),
  )
  if (!written) {
    console.error(say.exists(path))
    process.exitCode = 1
    return
  }
  console.log(say.written(path))
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

function archetype(post: { title: string; slug: string; date: string; author: string }): string {
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
