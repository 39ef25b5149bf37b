import { type LoadedConfig, loadConfig } from '../io/config.ts'
import type { Config } from '../types.ts'
import type { SiteOptions } from './options.ts'

type Options = Pick<SiteOptions, 'root' | 'out' | 'baseUrl'>

/** The site's config with the command line's options over it. */
export async function configFor(options: Options): Promise<LoadedConfig> {
  const { value } = await loadConfig(options.root)
  return { ...value, config: withOptions(value.config, options) }
}

export function withOptions(config: Config, { out, baseUrl }: Omit<Options, 'root'>): Config {
  const url = baseUrl && (baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`)
  return { ...config, ...(out && { output: out }), ...(url && { url }) }
}
