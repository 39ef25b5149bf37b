#!/usr/bin/env node
import { resolve } from 'node:path'
import { Command, CommanderError, Option } from 'commander'
import manifest from '../package.json' with { type: 'json' }

/** Exit codes: 0 fine, 1 the content has errors, 2 wrong use. */
const wrongUse = 2

const command = new Command('ruoyu')
  .description('若愚: a folder of Markdown posts becomes a blog · 把一个文件夹的 Markdown 变成博客')
  .version(manifest.version)
  .exitOverride()
  .showHelpAfterError('(ruoyu --help)')

function site(name: string, description: string): Command {
  return command.command(name).description(description).option('--root <dir>', 'folder of the site', '.')
}

function compiled(name: string, description: string): Command {
  return site(name, description)
    .option('--base-url <url>', 'where the site will live, over the config’s `url`')
    .option('--drafts', 'with drafts')
    .option('--future', 'with posts dated in the future')
    .option('--expired', 'with expired posts')
}

const out = () => new Option('--out <dir>', 'output folder, over the config’s')
const json = () => new Option('--json', 'print one JSON object')
const strict = () => new Option('--strict', 'warnings count as errors')
const port = () => new Option('--port <number>', 'first port to try').argParser(Number).default(4000)
const host = () => new Option('--host <address>', 'address to listen on, beyond this machine')
const open = () => new Option('--open', 'open the browser')

compiled('build', 'build the site')
  .addOption(out())
  .addOption(strict())
  .addOption(json())
  .option('--verify', 'first build twice, as in other time zones and locales, and compare')
  .action(async (options) => (await import('./commands/build.ts')).buildCommand(rooted(options)))
compiled('dev', 'serve the site while you write; drafts are shown')
  .addOption(port())
  .addOption(host())
  .addOption(open())
  .action(async (options) => (await (await import('./package/program.ts')).devCommand()).devCommand(rooted(options)))
site('preview', 'serve the built folder as a static host would')
  .addOption(out())
  .addOption(port())
  .addOption(host())
  .addOption(open())
  .action(async (options) =>
    (await (await import('./package/program.ts')).devCommand()).previewCommand(rooted(options)),
  )
site('new', 'write a new post')
  .argument('<title>')
  .option('--slug <slug>', 'last part of the URL')
  .option('--section <folder>', 'folder below content', 'posts')
  .action(async (title, options) =>
    (await (await import('./package/program.ts')).newCommand()).newCommand(title, rooted(options)),
  )
compiled('check', 'do all but write, and look for slips of the pen too')
  .addOption(strict())
  .addOption(json())
  .option('--fix', 'mend what can be mended without changing a meaning')
  .option('--urls <file>', 'old sitemap.xml, list of URLs or folder of HTML: which would die?')
  .option('--write-aliases', 'with --urls: add redirects to the config')
  .option('--yes', 'do not ask')
  .action(async (options) =>
    (await (await import('./package/program.ts')).checkCommand()).checkCommand(rooted(options)),
  )
compiled('plan', 'list every file that the site will have')
  .addOption(json())
  .action(async (options) => (await (await import('./package/program.ts')).planCommand()).planCommand(rooted(options)))
site('clean', 'remove what Ruoyu built, and its cache')
  .addOption(out())
  .action(async (options) =>
    (await (await import('./package/program.ts')).cleanCommand()).cleanCommand(rooted(options)),
  )
command
  .command('migrate')
  .description('bring a blog over from another generator')
  .command('hugo')
  .description('bring a Hugo site over')
  .argument('<src>', 'folder of the Hugo site')
  .argument('<dest>', 'folder of the new site')
  .option('--force', 'write into a folder that is not empty')
  .option('--yes', 'do not ask')
  .action(async (src, dest, options) =>
    (await (await import('./package/program.ts')).migrateCommand()).migrateCommand(
      resolve(src),
      resolve(dest),
      options,
    ),
  )

command
  .command('digest', { hidden: true })
  .argument('<request>')
  .action(async (request) => (await (await import('./package/program.ts')).verifyCommand()).digestCommand(request))

function rooted<T extends { root: string }>(options: T): T {
  return { ...options, root: resolve(options.root) }
}

command.parseAsync().catch((error: unknown) => {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? 0 : wrongUse
})
