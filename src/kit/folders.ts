import type { Config } from '../types.ts'

type Folders = Pick<Config, 'content' | 'statics' | 'templates'> & Partial<Pick<Config, 'extensions'>>

/** Below the site's templates: each ejected file as it was when it was ejected or last merged, under its own name. */
export const originalsFolder = '.ejected'

/** Fields of an extension that name a folder. */
export const folderFields = ['templates', 'assets', 'public'] as const

/** A folder of templates, and the extension that brings it; the site's own has none. */
export interface TemplateFolder {
  readonly folder: string
  readonly extension?: string
}

/** Folders of templates, relative to the root: a file of an earlier one stands for that of its name in later ones. */
export function templateFolders({ templates, extensions = [] }: Folders): readonly TemplateFolder[] {
  const others = extensions.flatMap(({ name, templates }) =>
    templates ? [{ folder: templates, extension: name }] : [],
  )
  return [{ folder: templates }, ...others]
}

/** Folders of stylesheets and scripts, in the same order; an extension's lies in its templates unless it says otherwise. */
export function assetFolders({ templates, extensions = [] }: Folders): readonly string[] {
  const others = extensions.flatMap(({ assets, templates }) => assets ?? (templates ? `${templates}/assets` : []))
  return [`${templates}/assets`, ...others]
}

/** Folders of files that are copied as they are, in the same order. */
export function staticFolders({ statics, extensions = [] }: Folders): readonly string[] {
  return [...statics, ...extensions.flatMap((extension) => extension.public ?? [])]
}

/** All folders that a site is read from. */
export function foldersOfSite(config: Folders): readonly string[] {
  const folders = [
    ...config.content,
    ...staticFolders(config),
    ...templateFolders(config).map(({ folder }) => folder),
    ...assetFolders(config).slice(1),
  ]
  return [...new Set(folders)]
}
