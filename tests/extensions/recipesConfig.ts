/** Each recipe as a config has it. */
const calls: Readonly<Record<string, string>> = {
  opml: 'opml',
  llms: 'llms',
  push: "baidu('token'), indexNow('https://example.com/', 'key')",
  statistics: 'statistics',
  wikiLinks: 'wikiLinks',
  mermaid: 'mermaid',
  minify: 'minify',
  outsideLinks: "outsideLinks('HOST')",
  countdown: 'countdown',
  traditional: 'traditional',
}

export const recipes = Object.keys(calls)

/** A config with these recipes, which lie in `extensions/` beside it. */
export function recipesConfig(files: readonly string[], host: string): string {
  const imports = files.map((file) => {
    const names = (calls[file] ?? '').match(/[a-z]\w+(?=\(|$)/gi)
    return `import { ${names?.join(', ')} } from './extensions/${file}.ts'\n`
  })
  const list = files.map((file) => calls[file]).join(', ')
  return `import { defineConfig } from 'ruoyu'
${imports.join('')}export default defineConfig({ url: 'https://example.com/', extensions: [${list.replace('HOST', host)}] })
`
}
