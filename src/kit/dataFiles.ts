/** Files of `_data/` in the first content folder: read for `site.data`, and never published. */

/** The path below `_data/`: `friends.yaml`, `links/tools.json`; undefined for every other file of the site. */
export function dataPath(path: string, contentFolders: readonly string[]): string | undefined {
  const bare = (contentFolders[0] ?? '').replace(/^\.(?:\/|$)|\/+$/g, '')
  const folder = bare === '' ? '_data/' : `${bare}/_data/`
  return path.startsWith(folder) ? path.slice(folder.length) : undefined
}

/** True for a file that is read; others that lie there are named. */
export function isDataFile(path: string): boolean {
  return /\.(?:ya?ml|json|toml)$/i.test(path)
}
