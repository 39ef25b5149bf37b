import type { Root as HastRoot } from 'hast'
import type { Root } from 'mdast'
import { type Handlers, toHast } from 'mdast-util-to-hast'
import { type PluggableList, type Plugin, type Processor, unified } from 'unified'
import { sameItems } from '../../kit/memo.ts'
import { kindGiven } from '../../kit/plainData.ts'
import { type BodyPlugins, namesOf, pluggablesOf } from '../../kit/pluginEntries.ts'
import { addressesIn, noteAdded } from './addedLinks.ts'
import { type BlockRule, remarkBlocks } from './blocks.ts'
import { type Scope, scopeOf } from './scope.ts'

declare module 'unified' {
  interface Data {
    /** All that parses Markdown, before the user's plugin was asked that is attached just now. */
    syntax?: readonly unknown[]
    /** The user's plugin that added to it or put another parser in its place. */
    extendedBy?: string
    /** The user's plugin that put a compiler in remark-html's place. */
    compiledBy?: string
    /** The user's plugin that is attached just now. */
    plugin?: string | undefined
  }
}

declare module 'vfile' {
  interface DataMap {
    /** The user's plugin that works just now. */
    plugin?: string | undefined
  }
}

declare module 'mdast' {
  interface RootData {
    /** The tree that remark-html writes, where rehype plugins have worked on it. */
    hast?: HastRoot
  }
}

/** The users' plugins but those that are in the chain already, then the rules of ours that what they made needs too. */
export function usersPlugins(
  extensions: readonly BodyPlugins[],
  rules: readonly ((scope: Scope) => BlockRule)[],
): PluggableList {
  // The chain has `remarkBlocks` already, and unified runs a plugin once.
  const laterBlocks: Plugin<[], Root> = function () {
    return remarkBlocks.call(this, rules)
  }
  return [...named(extensions, 'remark'), laterBlocks]
}

/**
 * Makes hast of mdast, lets the users' plugins work on it, and hands it to remark-html, whose handler of the root takes it
 * as it is.
 */
export function usersRehype(extensions: readonly BodyPlugins[], handlers: Handlers): Plugin<[], Root> {
  return function () {
    const processor = unified()
      .use(named(extensions, 'rehype', this))
      .freeze()
    return async (tree, file) => {
      const hast = toHast(tree, { handlers, allowDangerousHtml: true }) as HastRoot
      const [known, scope] = [addressesIn(hast), scopeOf(file)]
      const made = (await processor.run(hast, file)) as HastRoot
      noteAdded(made, known, scope)
      return { type: 'root', children: [], data: { hast: made } }
    }
  }
}

/** Each plugin behind a step that names it to the chain, for the message of an error. */
function named(extensions: readonly BodyPlugins[], kind: 'remark' | 'rehype', chain?: Processor): PluggableList {
  const entries = extensions.flatMap(({ name, [kind]: list = [] }) => list.map((entry) => ({ name, entry })))
  const steps = entries.flatMap(({ name, entry }) => {
    const own = namesOf(entry).filter(Boolean)
    return [naming([name, ...own].join(' › '), chain), ...(pluggablesOf(entry) as PluggableList)]
  })
  return [...steps, naming(undefined, chain)]
}

function naming(plugin: string | undefined, chain: Processor | undefined): Plugin {
  return function () {
    const { plugin: last, compiledBy, syntax = [] } = this.data()
    if ((this.compiler ?? this.Compiler) && last && !compiledBy) this.data('compiledBy', last)
    if (last && !sameItems(syntax, syntaxOf(this))) this.data('extendedBy', last)
    this.data('syntax', syntaxOf(this))
    this.data('plugin', plugin)
    chain?.data('plugin', plugin)
    return (tree, file) => {
      // The plugin before this step is at work still.
      if (typeof tree?.type !== 'string') throw new Error(`it gave no tree, but ${kindGiven(tree)}`)
      file.data.plugin = plugin
    }
  }
}

function syntaxOf(processor: Processor): readonly unknown[] {
  const { micromarkExtensions = [], fromMarkdownExtensions = [] } = processor.data()
  return [processor.parser, ...micromarkExtensions, ...fromMarkdownExtensions]
}
