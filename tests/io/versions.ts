import type { Files } from './site.ts'

/** Pages that every version has. */
export const stable = Array.from({ length: 30 }, (_, n) => `posts/${n}/index.html`)

/** A page large enough to be seen half written; its first and last words say of which version it is. */
export function page(version: number): string {
  return `v${version} ${'字'.repeat(20_000)} v${version}`
}

export function isWhole(text: string): boolean {
  const [first, body, last] = text.split(' ')
  return first === last && body?.length === 20_000
}

/** Version by version, pages change, come and go. */
export function versionOf(version: number): Files {
  const files = Object.fromEntries(stable.map((path) => [path, page(version)]))
  for (let n = 0; n < 10; n++) files[`terms/${version % 3}/${n}.html`] = page(version)
  return { ...files, 'index.html': page(version), 'index.xml': page(version) }
}
