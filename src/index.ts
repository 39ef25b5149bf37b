export { defineConfig, type UserConfig } from './config.ts'
export type * from './extension.ts'
export type * from './plan/views.ts'
export type * from './types.ts'
