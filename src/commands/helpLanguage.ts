import { resolve } from 'node:path'
import { loadConfig } from '../io/config.ts'

/** The site's language (BCP 47), where a config stands in the folder that the arguments name; else the system's. */
export async function helpLanguage(args: readonly string[]): Promise<string> {
  const named = args.flatMap((arg, index) => (arg === '--root' ? (args[index + 1] ?? []) : []))
  const { value } = await loadConfig(resolve(named[0] ?? '.'))
  return value.path ? value.config.language : Intl.DateTimeFormat().resolvedOptions().locale
}
