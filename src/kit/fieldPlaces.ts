import type { FieldPlace, FieldPlaces, Place } from '../types.ts'

export function toFieldPlace({ line = 0, column = 0, length = 0 }: Omit<Place, 'file'>): FieldPlace {
  return [line, column, length]
}

export function placeIn(places: FieldPlaces | undefined, key: string): Omit<Place, 'file'> | undefined {
  if (!places || !Object.hasOwn(places, key)) return undefined
  const [line, column, length] = places[key] as FieldPlace
  return { line, column, ...(length > 0 && { length }) }
}
