export { defineConfig, type UserConfig } from './config.ts'
export type * from './types.ts'
