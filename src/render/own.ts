import type { Extension, Filter } from '../extension.ts'
import { createGlobals, filters } from './compiler/nunjucks.ts'
import { boundedRange, boundFilters, createFilters, type FilterOptions } from './filters.ts'
import { ownWords } from './words.ts'

/** Ruoyu itself as an extension, the first of every site: whatever a later one gives by the same name takes its place. */
export function ownExtension(options: FilterOptions): Extension {
  return {
    name: 'ruoyu',
    // Our filters know more of their values than the public type says.
    filters: { ...boundFilters(filters), ...createFilters(options) } as Readonly<Record<string, Filter>>,
    globals: { ...createGlobals(), range: boundedRange },
    words: ownWords,
  }
}
