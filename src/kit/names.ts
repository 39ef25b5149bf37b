/** Names that Windows keeps for devices, whatever their extension. */
export const deviceName = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])(?=\.|$)/i

/** The config's file, as messages name it that know of no other. */
export const configFile = 'ruoyu.config.ts'
