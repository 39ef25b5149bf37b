import { type LoadedConfig, loadConfig } from '../io/config.ts'
import { committedFiles } from '../io/git.ts'
import type { Checked, Config } from '../types.ts'
import type { SiteOptions } from './options.ts'

type Options = Pick<SiteOptions, 'root' | 'out' | 'baseUrl' | 'protected'>

/** The site's config with the command line's options over it. */
export async function configFor(options: Options): Promise<Checked<LoadedConfig>> {
  const loaded = await loadConfig(options.root)
  return { ...loaded, value: { ...loaded.value, config: withOptions(loaded.value.config, options) } }
}

export function withOptions(config: Config, { root, out, baseUrl, protected: isLocal }: Options): Config {
  const url = baseUrl && (baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`)
  const { analytics, ...theme } = config.theme
  // Readers are counted, not their author.
  const counters = isLocal ? Object.fromEntries(Object.keys(analytics ?? {}).map((name) => [name, false])) : analytics
  const asksGit = config.frontMatter.lastmod?.includes(':git')
  return {
    ...config,
    ...(out && { output: out }),
    ...(url && { url }),
    theme: { ...theme, analytics: counters },
    ...(asksGit && { committed: committedFiles(root) }),
  }
}
