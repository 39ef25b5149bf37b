import { fileURLToPath } from 'node:url'

/** Folder of the package itself, with its `templates/`. The same from `src/` and from the bundle in `lib/`. */
export const packageRoot = fileURLToPath(new URL('..', import.meta.url))
