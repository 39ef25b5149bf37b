import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const executablePath = process.env.CHROME_PATH ?? '/usr/bin/chromium'

/** True where browser tests run: without Chromium they are skipped, but not in CI. */
export const hasChromium = existsSync(executablePath) || !!process.env.CI
if (!hasChromium) console.warn(`skipped: no Chromium at ${executablePath} (CHROME_PATH names another)`)

export function launch(...args: readonly string[]): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', ...args] })
}
