/** Stages of a build, past the look that finds something to do: loaded only then. */
export { finish, outline } from '../compile.ts'
export { changedCode } from '../io/read.ts'
export { stopAfter } from '../io/stopAfter.ts'
export { withDrawings } from './drawings.ts'
export { openSite } from './open.ts'
export { missingEncoder, preparePictures } from './pictures.ts'
export { publishSite, renderAll } from './publishSite.ts'
export { openQuick } from './quick.ts'
