import type { Output, PageOutput } from '../types.ts'

/** True where a template shows the output. */
export function isPage(output: Output): output is PageOutput {
  switch (output.kind) {
    case 'home':
    case 'post':
    case 'page':
    case 'section':
    case 'taxonomy':
    case 'term':
    case 'archives':
    case '404':
    case 'redirect':
      return true
    case 'feed':
    case 'search':
    case 'extension':
    case 'asset':
    case 'assetFile':
    case 'static':
    case 'resource':
    case 'image':
    case 'drawn':
      return false
    default:
      return never(output)
  }
}

/** True where the files whose bodies an output shows are known once it is rendered. */
export function tellsReads(output: Output): boolean {
  return isPage(output) || output.kind === 'extension' || output.kind === 'feed'
}

/** Copies are known by their source, and a text that stands in the plan costs nothing. */
export function isMade(output: Output): boolean {
  return tellsReads(output) || output.kind === 'search'
}

/** The file of the site that the output is a copy of. */
export function copiedFrom(output: Output): string | undefined {
  return 'copyFrom' in output ? output.copyFrom : undefined
}

/** A kind that a switch has forgotten is an error of the compiler here. */
export function never(output: never): never {
  throw new Error(`an output of no kind: ${JSON.stringify(output)}`)
}
