import type { Root } from 'mdast'
import type { PluggableList, Plugin, Processor } from 'unified'
import { sameItems } from '../../kit/memo.ts'
import { pluggablesOf } from '../../kit/pluginEntries.ts'
import { type BlockRule, remarkBlocks } from './blocks.ts'
import type { Scope } from './scope.ts'

declare module 'unified' {
  interface Data {
    /** All that parses Markdown, before the user's plugins were asked. */
    syntax?: readonly unknown[]
    /** True where one of them added to it or put another parser in its place. */
    isExtended?: boolean
  }
}

/** The user's plugins but those that are in the chain already, then the rules of ours that what they made needs too. */
export function usersPlugins(
  entries: readonly unknown[],
  rules: readonly ((scope: Scope) => BlockRule)[],
): PluggableList {
  // The chain has `remarkBlocks` already, and unified runs a plugin once.
  const laterBlocks: Plugin<[], Root> = function () {
    return remarkBlocks.call(this, rules)
  }
  return [noteSyntax, ...(entries.flatMap(pluggablesOf) as PluggableList), compareSyntax, laterBlocks]
}

const noteSyntax: Plugin = function () {
  this.data('syntax', syntaxOf(this))
}

const compareSyntax: Plugin = function () {
  this.data('isExtended', !sameItems(this.data('syntax') ?? [], syntaxOf(this)))
}

function syntaxOf(processor: Processor): readonly unknown[] {
  const { micromarkExtensions = [], fromMarkdownExtensions = [] } = processor.data()
  return [processor.parser, ...micromarkExtensions, ...fromMarkdownExtensions]
}
