/** Names that Windows keeps for devices, whatever their extension. */
export const deviceName = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])(?=\.|$)/i

/** The config's file, as messages name it that know of no other. */
export const configFile = 'ruoyu.config.ts'

/** Names that pages give to their templates, some of them only pages of one kind; see `View`. */
export const namesOfPages: ReadonlySet<string> = new Set(
  'site page post posts section taxonomy term pagination years target t theme'.split(' '),
)
