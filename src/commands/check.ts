import type { CompiledOptions } from './options.ts'

export async function checkCommand(_options: CompiledOptions): Promise<void> {}
