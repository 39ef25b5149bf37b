#!/usr/bin/env node
import { resolve } from 'node:path'
import { Command, CommanderError, Help, InvalidArgumentError, Option } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { describeMisuse, type Usage, usage } from './commands/usage.ts'
import { whole } from './commands/whole.ts'
import { isFolder } from './io/folder.ts'
import { isLanguage } from './kit/checks.ts'
import { hosts } from './starter/hosts.ts'

/** Exit codes: 0 fine, 1 the content has errors, 2 wrong use. */
const wrongUse = 2

const program = () => import('./package/program.ts')

/** The command line, with its help in one language. Commander's own output goes to `print`. */
function createCommand(say: Usage, print: (text: string) => void): Command {
  const root = new Command('ruoyu')
    .description(say.about)
    .version(manifest.version, '-V, --version', say.version)
    .helpOption('-h, --help', say.help)
    .helpCommand('help [command]', say.help)
    .configureHelp({
      styleTitle: (title) => say.titles[title] ?? title,
      optionDescription: (option) =>
        new Help()
          .optionDescription(option)
          .replace(/(?<=\()(?:default|choices): /, (word) => say.titles[word] ?? word),
    })
    .configureOutput({ writeOut: print, writeErr: print, outputError: () => {} })
    .exitOverride()
  const rootOption = () => new Option('--root <dir>', say.options.root).argParser(folder).default('.')
  const site = (name: keyof Usage['commands']): Command =>
    root.command(name).description(say.commands[name]).addOption(rootOption())
  const compiled = (name: keyof Usage['commands']): Command =>
    site(name)
      .addOption(new Option('--base-url <url>', say.options.baseUrl).argParser(fullAddress))
      .option('--drafts', say.options.drafts)
      .option('--future', say.options.future)
      .option('--expired', say.options.expired)
  const out = () => new Option('--out <dir>', say.options.out)
  const json = () => new Option('--json', say.options.json)
  const strict = () => new Option('--strict', say.options.strict)
  const serving = (command: Command): Command =>
    command
      .addOption(new Option('--port <number>', say.options.port).argParser(portNumber).default(4000))
      .addOption(new Option('--host <address>', say.options.host))
      .addOption(new Option('--open', say.options.open))

  compiled('build')
    .addOption(out())
    .addOption(strict())
    .addOption(json())
    .option('--verify', say.options.verify)
    .action(async (options) => whole((await import('./commands/build.ts')).buildCommand(rooted(options))))
  serving(compiled('dev')).action(async (options) => (await (await program()).devCommand()).devCommand(rooted(options)))
  serving(site('preview').addOption(out())).action(async (options) =>
    (await (await program()).devCommand()).previewCommand(rooted(options)),
  )
  site('new')
    .argument('<title>', say.options.title)
    .option('--slug <slug>', say.options.slug)
    .option('--section <folder>', say.options.section, 'posts')
    .action(async (title, options) => (await (await program()).newCommand()).newCommand(title, rooted(options)))
  root
    .command('init')
    .description(say.commands.init)
    .argument('[folder]', say.options.folder)
    .option('--title <title>', say.options.siteTitle)
    .addOption(new Option('--url <url>', say.options.url).argParser(fullAddress))
    .option('--author <name>', say.options.author)
    .addOption(new Option('--language <tag>', say.options.language).argParser(languageTag))
    .addOption(new Option('--deploy <host>', say.options.deploy).choices(hosts).default('none'))
    .option('--from <format-and-folder...>', say.options.from)
    .option('--no-images', say.options.noImages)
    .option('--no-install', say.options.noInstall)
    .option('--yes', say.options.yes)
    .action(async (folder, options) => (await (await program()).initCommand()).initCommand(folder, options))
  compiled('check')
    .addOption(strict())
    .addOption(json())
    .option('--fix', say.options.fix)
    .option('--urls <file>', say.options.urls)
    .option('--write-aliases', say.options.writeAliases)
    .option('--external', say.options.external)
    .addOption(new Option('--days <number>', say.options.days).argParser(wholeNumber).default(30))
    .option('--proxy <url>', say.options.proxy)
    .option('--yes', say.options.yes)
    .action(async (options) => whole((await (await program()).checkCommand()).checkCommand(rooted(options))))
  compiled('keep')
    .option('--dry-run', say.options.dryRun)
    .option('--host <hosts>', say.options.hosts, listed)
    .option('--post <paths>', say.options.posts, listed)
    .option('--also <kinds>', say.options.also, listed)
    .option('--retry-failed', say.options.retryFailed)
    .option('--rewrite', say.options.rewrite)
    .option('--bundle', say.options.bundle)
    .option('--proxy <url>', say.options.proxy)
    .addOption(json())
    .action(async (options) => (await (await program()).keepCommand()).keepCommand(rooted(options)))
  compiled('plan')
    .addOption(json())
    .action(async (options) => whole((await (await program()).planCommand()).planCommand(rooted(options))))
  compiled('announce')
    .option('--all', say.options.all)
    .action(async (options) => (await (await program()).announceCommand()).announceCommand(rooted(options)))
  site('clean')
    .addOption(out())
    .action(async (options) => (await (await program()).cleanCommand()).cleanCommand(rooted(options)))
  const theme = root.command('theme').description(say.commands.theme).helpCommand('help [command]', say.help)
  theme
    .command('eject')
    .description(say.commands.eject)
    .argument('<names...>', say.options.templateNames)
    .addOption(rootOption())
    .action(async (names, options) => (await (await program()).themeCommand()).ejectCommand(names, rooted(options)))
  theme
    .command('merge')
    .description(say.commands.merge)
    .argument('[names...]', say.options.templateNames)
    .addOption(rootOption())
    .action(async (names, options) => (await (await program()).themeCommand()).mergeCommand(names, rooted(options)))
  const migrate = root.command('migrate').description(say.commands.migrate).helpCommand('help [command]', say.help)
  for (const name of ['hugo', 'hexo'] as const)
    migrate
      .command(name)
      .description(say.commands[name])
      .argument('<src>', say.options.src)
      .argument('<dest>', say.options.dest)
      .option('--force', say.options.force)
      .option('--yes', say.options.yes)
      .action(async (src, dest, options) =>
        (await (await program()).migrateCommand()).migrateCommand(name, resolve(src), resolve(dest), options),
      )
  root
    .command('digest', { hidden: true })
    .argument('<request>')
    .action(async (request) => (await (await program()).verifyCommand()).digestCommand(request))
  return root
}

/** `a,b` and an option given again add up. */
function listed(text: string, before: readonly string[] = []): readonly string[] {
  return [
    ...before,
    ...text
      .split(/[,，]/)
      .map((part) => part.trim())
      .filter(Boolean),
  ]
}

function wholeNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('')
  return Number(text)
}

function portNumber(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('')
  return port
}

function fullAddress(text: string): string {
  if (!/^https?:\/\/[^?#]+$/.test(text) || !URL.canParse(text)) throw new InvalidArgumentError('')
  return text
}

function folder(path: string): string {
  if (!isFolder(path)) throw new InvalidArgumentError('')
  return path
}

function languageTag(text: string): string {
  if (!isLanguage(text)) throw new InvalidArgumentError('')
  return text
}

function rooted<T extends { root: string }>(options: T): T {
  return { ...options, root: resolve(options.root) }
}

/** The language of the help is looked for only once help is asked for, or needed. */
async function explain({ code, exitCode, message }: CommanderError): Promise<void> {
  if (code === 'commander.version') return console.log(manifest.version)
  const { helpLanguage } = await (await program()).helpLanguage()
  const say = usage(await helpLanguage(process.argv))
  if (code === 'commander.helpDisplayed' || code === 'commander.help') {
    const print = (text: string) => void (exitCode === 0 ? process.stdout : process.stderr).write(text)
    await createCommand(say, print)
      .parseAsync()
      .catch(() => {})
  } else console.error(describeMisuse({ code, message }, process.argv.slice(2), say))
  process.exitCode = exitCode === 0 ? 0 : wrongUse
}

createCommand(usage('en'), () => {})
  .parseAsync()
  .catch((error: unknown) => {
    if (!(error instanceof CommanderError)) throw error
    return explain(error)
  })
