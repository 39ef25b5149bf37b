import * as v from 'valibot'

/** Kinds of values. Each check has the name of its sentence in the catalogue as its message. */

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Valibot takes a list for an object. */
const noList = v.pipe(v.unknown(), v.check(isObject, 'object'))
/** Valibot's `strictObject` names the first unknown key alone, this names all. */
export const object = <const T extends v.ObjectEntries>(entries: T) =>
  v.pipe(noList, v.objectWithRest(entries, v.never('object'), 'object') as unknown as v.StrictObjectSchema<T, 'object'>)
export const record = <T extends v.GenericSchema>(value: T) => v.pipe(noList, v.record(v.string(), value, 'object'))

export const text = v.string('text')
export const yesNo = v.boolean('boolean')
export const strings = v.array(text, 'texts')
export const byName = record(text)
export const count = v.pipe(v.number('count'), v.integer('count'), v.minValue(0, 'count'))
export const choice = <const T extends readonly string[]>(...options: T) => v.picklist(options, 'choice')
export const aFunction = v.function('function')
