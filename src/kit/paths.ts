/** The folder of a path; '' at the root. */
export function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** A folder and those above it, from the deepest up to the root, '' included. */
export function* foldersUp(folder: string): Generator<string> {
  for (let at = folder; at !== ''; at = parent(at)) yield at
  yield ''
}
