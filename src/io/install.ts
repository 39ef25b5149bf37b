import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { packageRoot } from '../packageRoot.ts'
import { readText } from './text.ts'

/**
 * The version range of this package for a new site's package.json. A copy that did not come from the registry (a packed
 * file, a repository) is asked for as whoever installed it did.
 */
export function ownRange(): string {
  const modules = dirname(packageRoot)
  const installer = join(dirname(modules), 'package.json')
  const text = modules.endsWith('node_modules') ? readText(installer) : undefined
  const range = text && (JSON.parse(text) as { dependencies?: Record<string, string> }).dependencies?.ruoyu
  if (!range || !/[:/]/.test(range)) return `^${manifest.version}`
  return range.startsWith('file:') ? `file:${resolve(dirname(installer), range.slice('file:'.length))}` : range
}

/** The range that this package itself allows for one of its optional peers. */
export function peerRange(name: string): string {
  const { peerDependencies = {} } = manifest as { peerDependencies?: Record<string, string> }
  return peerDependencies[name] ?? '*'
}

export function isInstalled(root: string, name: string): boolean {
  return existsSync(join(root, 'node_modules', name, 'package.json'))
}

/** Runs `npm install` in a folder, its output on ours; rejects with its exit code. */
export function npmInstall(root: string): Promise<void> {
  return new Promise((done, fail) => {
    const npm = spawn('npm', ['install', '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    })
    npm.on('error', fail)
    npm.on('exit', (code) => (code === 0 ? done() : fail(new Error(`npm: ${code}`))))
  })
}
