import { hexo } from './hexo/index.ts'
import { hugo } from './hugo/index.ts'
import type { Format } from './port.ts'

/** Every generator whose blogs can move in. */
export const formats: readonly Format[] = [hugo, hexo]
