import type { Checked, Place } from '../../types.ts'
import { fault, toFault } from './errors.ts'
import type { IncludingRun, SharedIncludes } from './sharedIncludes.ts'
import { type FieldNames, unknownFields } from './unknownFields.ts'

/** A place in a template, and the name of the expression there. */
export interface NamedPlace {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly name: string
}

export interface Runs {
  /** A step of the run: whatever is thrown next stands here. Throws where the run takes too long. */
  at(place: NamedPlace): void
  /** The page or shortcode on its way, with the fields that it has asked for in vain so far. */
  current(): IncludingRun
  /** Runs a template; '' where it fails. */
  run(render: () => string, view: object, means: RunMeans): Checked<string>
}

export interface RunMeans extends FieldNames {
  /** Without it each include is made anew. */
  readonly shared?: SharedIncludes
}

/** One page or shortcode on its way. */
interface Run extends IncludingRun {
  place: NamedPlace
  steps: number
  /** Milliseconds of `Date.now()`. */
  readonly deadline: number
}

/** Steps between two looks at the clock. */
const stride = 1024

/**
 * Keeps where the template that runs stands, so that whatever is thrown, however deep in includes and parents, has a
 * place; and stops a template that takes longer than `timeLimit` milliseconds.
 */
export function createRuns(timeLimit: number): Runs {
  let current = newRun(0)
  return {
    at(place) {
      current.place = place
      if (++current.steps % stride === 0 && Date.now() > current.deadline)
        throw fault('template-endless', placeOf(place), { reason: `more than ${timeLimit} ms` })
    },
    current: () => current,
    /** Runs can nest: a page asks for its post's text, and a shortcode in it is a template too. */
    run(render, view, means) {
      const outer = current
      current = newRun(Date.now() + timeLimit, means.shared)
      const { misses } = current
      try {
        const value = render()
        return { value, diagnostics: unknownFields(misses, view, means) }
      } catch (error) {
        const { diagnostic } = toFault(error, placeOf(current.place))
        const { line, column } = diagnostic
        const others = misses.filter(({ place }) => place.line !== line || place.column !== column)
        return { value: '', diagnostics: [diagnostic, ...unknownFields(others, view, means)] }
      } finally {
        current = outer
      }
    },
  }
}

function newRun(deadline: number, shared?: SharedIncludes): Run {
  const place = { file: '', line: 0, column: 0, name: '' }
  return { place, steps: 0, deadline, misses: [], shared, recording: undefined, isSteady: true }
}

export function placeOf({ file, line, column }: NamedPlace): Place {
  return { file, line, column }
}
