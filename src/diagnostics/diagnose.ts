import type { Diagnostic, Finding, Place } from '../types.ts'
import { type Code, catalogue, type ParamsOf } from './catalogue.ts'

/** A diagnostic of the catalogue, at a place in a file. */
export function diagnose<C extends Code>(code: C, place: Place, params: ParamsOf<C>): Diagnostic {
  return { code, level: catalogue[code].level, params, ...place }
}

/** A diagnostic whose file is not known yet; lines count from the body's first. */
export function finding<C extends Code>(code: C, place: Omit<Place, 'file'>, params: ParamsOf<C>): Finding {
  return { code, level: catalogue[code].level, params, ...place }
}

/** A body's finding, placed in its file. */
export function place(found: Finding, file: string, bodyLine: number): Diagnostic {
  return { ...found, file, ...(found.line === undefined ? {} : { line: found.line + bodyLine - 1 }) }
}
