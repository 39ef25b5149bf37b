/** Names that Windows keeps for devices, whatever their extension. */
export const deviceName = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])(?=\.|$)/i
