#!/usr/bin/env node
import { resolve } from 'node:path'
import { CommanderError } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { type Actions, createCommand } from './commandLine.ts'
import { describeMisuse, usage } from './commands/usage.ts'
import { whole } from './commands/whole.ts'

/** Exit codes: 0 fine, 1 the content has errors, 2 wrong use. */
const wrongUse = 2

const program = () => import('./package/program.ts')

const actions: Actions = {
  build: async (options) => whole((await import('./commands/build.ts')).buildCommand(rooted(options))),
  dev: async (options) => (await (await program()).devCommand()).devCommand(rooted(options)),
  preview: async (options) => (await (await program()).devCommand()).previewCommand(rooted(options)),
  new: async (title, options) => (await (await program()).newCommand()).newCommand(title, rooted(options)),
  init: async (folder, options) => (await (await program()).initCommand()).initCommand(folder, options),
  check: async (options) => whole((await (await program()).checkCommand()).checkCommand(rooted(options))),
  keep: async (options) => (await (await program()).keepCommand()).keepCommand(rooted(options)),
  plan: async (options) => whole((await (await program()).planCommand()).planCommand(rooted(options))),
  announce: async (options) => (await (await program()).announceCommand()).announceCommand(rooted(options)),
  clean: async (options) => (await (await program()).cleanCommand()).cleanCommand(rooted(options)),
  eject: async (names, options) => (await (await program()).themeCommand()).ejectCommand(names, rooted(options)),
  merge: async (names, options) => (await (await program()).themeCommand()).mergeCommand(names, rooted(options)),
  hugo: migrating('hugo'),
  hexo: migrating('hexo'),
  digest: async (request) => (await (await program()).verifyCommand()).digestCommand(request),
}

function migrating(name: 'hugo' | 'hexo'): Actions['hugo'] {
  return async (src, dest, options) =>
    (await (await program()).migrateCommand()).migrateCommand(name, resolve(src), resolve(dest), options)
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
    await createCommand(say, print, (name) => actions[name])
      .parseAsync()
      .catch(() => {})
  } else console.error(describeMisuse({ code, message }, process.argv.slice(2), say))
  process.exitCode = exitCode === 0 ? 0 : wrongUse
}

createCommand(
  usage('en'),
  () => {},
  (name) => actions[name],
)
  .parseAsync()
  .catch((error: unknown) => {
    if (!(error instanceof CommanderError)) throw error
    return explain(error)
  })
