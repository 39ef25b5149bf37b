import type { FieldPlaces, Place } from '../types.ts'

type FieldPlace = Omit<Place, 'file'>

export function withPlace(places: FieldPlaces, key: string, { line, column, length = 0 }: FieldPlace): FieldPlaces {
  return `${places}${key}\t${line} ${column} ${length}\n`
}

/** The last of a key, for a field may be written twice. */
export function placeIn(places: FieldPlaces, key: string): FieldPlace | undefined {
  const text = `\n${places}`
  const at = text.lastIndexOf(`\n${key}\t`)
  if (at === -1) return undefined
  const start = at + key.length + 2
  const [line = 0, column = 0, length = 0] = text.slice(start, text.indexOf('\n', start)).split(' ').map(Number)
  return { line, column, ...(length > 0 && { length }) }
}
