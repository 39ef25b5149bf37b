/**
 * Hexo's own HTML of a blog's posts, as JSON: `node hexoHtml.cjs HEXO BLOG OUT`. HEXO is a folder in which
 * `npm install hexo@8 hexo-renderer-marked@7` was run. Tags that Hexo alone does not have give their inner Markdown.
 */
const fs = require('node:fs')
const { mkdtempSync } = fs
const { tmpdir } = require('node:os')
const { join } = require('node:path')

const [, , home, blog, out] = process.argv
const Hexo = require(join(home, 'node_modules/hexo'))
const packages = { hexo: '8.1.2', 'hexo-renderer-marked': '7.0.1' }
const hexosOwn = new Set(
  'blockquote quote code codeblock iframe img image include_code link post_path post_link asset_path asset_img asset_link pullquote url_for full_url_for raw set if for else elif block macro call filter include import extends'.split(
    ' ',
  ),
)

async function main() {
  const root = mkdtempSync(join(tmpdir(), 'hexo-'))
  const posts = join(root, 'source/_posts')
  fs.cpSync(join(blog, 'source/_posts'), posts, { recursive: true })
  fs.copyFileSync(join(blog, '_config.yml'), join(root, '_config.yml'))
  fs.writeFileSync(join(root, 'package.json'), JSON.stringify({ hexo: { version: '8.1.2' }, dependencies: packages }))
  fs.symlinkSync(join(home, 'node_modules'), join(root, 'node_modules'))
  const hexo = new Hexo(root, { silent: true })
  await hexo.init()
  const files = fs.readdirSync(posts, { recursive: true }).filter((path) => path.endsWith('.md'))
  const texts = files.map((path) => fs.readFileSync(join(posts, path), 'utf8'))
  const names = new Set(texts.flatMap((text) => Array.from(text.matchAll(/\{%-?\s*(?!end)(\w+)/g), ([, name]) => name)))
  for (const name of names) {
    if (hexosOwn.has(name)) continue
    const ends = texts.some((text) => new RegExp(`\\{%-?\\s*end${name}\\b`).test(text))
    const show = (_, text) => (ends && text ? hexo.render.renderSync({ text, engine: 'markdown' }) : '')
    hexo.extend.tag.register(name, show, { ends })
  }
  await hexo.load()
  const all = hexo.locals.get('posts').toArray()
  fs.writeFileSync(out, JSON.stringify(all.map(({ source, path, content }) => ({ source, path, html: content }))))
  fs.rmSync(root, { recursive: true, force: true })
}

main().then(() => process.exit(0))
