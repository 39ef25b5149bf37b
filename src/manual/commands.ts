import type { Command } from 'commander'
import { createCommand } from '../commandLine.ts'
import { usage } from '../commands/usage.ts'
import type { Rows } from './table.ts'

/** The command line, whose commands do nothing here. */
export const commandLine = createCommand(
  usage('zh'),
  () => {},
  () => () => {},
)

/** Commands that can be run, by all their words: `theme eject`. */
export const commands: ReadonlyMap<string, Command> = new Map(
  commandLine.commands.flatMap((command) => leaves(command)),
)

function leaves(command: Command, above = ''): readonly (readonly [string, Command])[] {
  const name = above + command.name()
  // Ruoyu calls `digest` by itself.
  if (name === 'digest') return []
  if (command.commands.length === 0) return [[name, command]]
  return command.commands.flatMap((below) => leaves(below, `${name} `))
}

export function commandRows(): Rows {
  return [...commands].map(([name, command]) => {
    const args = command.registeredArguments.map((argument) =>
      argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
    )
    return [{ code: ['ruoyu', name, ...args].join(' ') }, command.description()]
  })
}

/** Arguments and options of one command. */
export function optionRows(name: string): Rows {
  const command = commands.get(name)
  if (!command) throw new Error(`there is no command “${name}”`)
  const { registeredArguments, options } = command
  return [
    ...registeredArguments.map((argument) => [{ code: argument.name() }, argument.description, '']),
    ...options.map(({ flags, description, defaultValue, argChoices = [], negate }) => [
      { code: flags },
      description + (argChoices.length ? `：${argChoices.join('、')}` : ''),
      defaultValue === undefined || negate ? '' : { code: String(defaultValue) },
    ]),
  ]
}
