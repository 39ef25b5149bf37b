import { isSiteUrl } from '../kit/checks.ts'

/**
 * The address at which a site will live, from the variables that hosts set for a build on their machines; undefined
 * elsewhere, and where a variable holds no address.
 * GitHub: docs.github.com/actions/reference/workflows-and-actions/variables; GitLab:
 * docs.gitlab.com/ci/variables/predefined_variables; Cloudflare: developers.cloudflare.com/pages/configuration/build-configuration;
 * Netlify: docs.netlify.com/build/configure-builds/environment-variables.
 */
export function hostAddress(env: NodeJS.ProcessEnv, domain: string | undefined): string | undefined {
  const address = addressIn(env, domain)
  return address !== undefined && isSiteUrl(address) ? address : undefined
}

function addressIn(env: NodeJS.ProcessEnv, domain: string | undefined): string | undefined {
  if (env.NETLIFY) return env.CONTEXT && env.CONTEXT !== 'production' ? (env.DEPLOY_PRIME_URL ?? env.URL) : env.URL
  if (env.CF_PAGES) return env.CF_PAGES_URL
  if (env.GITLAB_CI) return env.CI_PAGES_URL
  if (!env.GITHUB_ACTIONS) return undefined
  // A domain of the blogger's own stands in a file that GitHub Pages reads.
  if (domain) return `https://${domain}/`
  const [owner = '', name = ''] = (env.GITHUB_REPOSITORY ?? '').toLowerCase().split('/')
  if (!/^[\w-]+$/.test(owner)) return undefined
  return name === `${owner}.github.io` ? `https://${name}/` : `https://${owner}.github.io/${name}/`
}
