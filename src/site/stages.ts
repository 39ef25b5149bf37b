/** What a build takes, past the look that finds something to do: loaded only then. */
export { createKeptMemory } from '../cache/keptMemory.ts'
export { outputKeys } from '../cache/outputKeys.ts'
export { finish, outline } from '../compile.ts'
export { changedCode } from '../io/read.ts'
export { createWorkers } from '../threads/workers.ts'
export { openSite } from './open.ts'
export { publishSite, renderAll } from './publishSite.ts'
