import { Command, Help, InvalidArgumentError, Option } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import type { Usage } from './commands/usage.ts'
import { isFolder } from './io/folder.ts'
import { isLanguage } from './kit/checks.ts'
import { hosts } from './starter/hosts.ts'

/** Commands that do something, by their names; `digest` is ours alone. */
type ActionName = Exclude<keyof Usage['commands'], 'theme' | 'migrate'> | 'digest'

/** A command's work, from what commander read. */
export type Actions = Readonly<Record<ActionName, Parameters<Command['action']>[0]>>

/** The command line, with its help in one language. Commander's own output goes to `print`. */
export function createCommand(
  say: Usage,
  print: (text: string) => void,
  act: (name: ActionName) => Actions[ActionName],
): Command {
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
    .action(act('build'))
  serving(compiled('dev')).action(act('dev'))
  serving(site('preview').addOption(out())).action(act('preview'))
  site('new')
    .argument('<title>', say.options.title)
    .option('--slug <slug>', say.options.slug)
    .option('--section <folder>', say.options.section, 'posts')
    .action(act('new'))
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
    .action(act('init'))
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
    .action(act('check'))
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
    .action(act('keep'))
  compiled('plan').addOption(json()).action(act('plan'))
  compiled('announce').option('--all', say.options.all).action(act('announce'))
  site('clean').addOption(out()).action(act('clean'))
  const theme = root.command('theme').description(say.commands.theme).helpCommand('help [command]', say.help)
  theme
    .command('eject')
    .description(say.commands.eject)
    .argument('<names...>', say.options.templateNames)
    .addOption(rootOption())
    .action(act('eject'))
  theme
    .command('merge')
    .description(say.commands.merge)
    .argument('[names...]', say.options.templateNames)
    .addOption(rootOption())
    .action(act('merge'))
  const migrate = root.command('migrate').description(say.commands.migrate).helpCommand('help [command]', say.help)
  for (const name of ['hugo', 'hexo'] as const)
    migrate
      .command(name)
      .description(say.commands[name])
      .argument('<src>', say.options.src)
      .argument('<dest>', say.options.dest)
      .option('--force', say.options.force)
      .option('--yes', say.options.yes)
      .action(act(name))
  root.command('digest', { hidden: true }).argument('<request>').action(act('digest'))
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
