import type { Template } from '../types.ts'
import type { Program } from './compiler.ts'

/** A template of ours with its program, as long as the file says the same. */
export type Precompiled = Program & Pick<Template, 'path' | 'text'>

/** Empty here: the theme's templates, compiled when the package is made (see bundle.mjs), so that no build does it. */
export const precompiled: readonly Precompiled[] = []
