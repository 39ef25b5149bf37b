/**
 * Everything but what it takes to see that there is nothing to build. In the package it is a bundle of its own, so that a
 * start with nothing to do reads none of it.
 */
export const stages = () => import('../site/stages.ts')
export const announceCommand = () => import('../commands/announce.ts')
export const checkCommand = () => import('../commands/check.ts')
export const cleanCommand = () => import('../commands/clean.ts')
export const devCommand = () => import('../commands/dev.ts')
export const helpLanguage = () => import('../commands/helpLanguage.ts')
export const initCommand = () => import('../commands/init.ts')
export const keepCommand = () => import('../commands/keep.ts')
export const migrateCommand = () => import('../commands/migrate.ts')
export const newCommand = () => import('../commands/new.ts')
export const planCommand = () => import('../commands/plan.ts')
export const themeCommand = () => import('../commands/theme.ts')
export const verifyCommand = () => import('../commands/verify.ts')
