import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    env: { NETLIFY: '', CF_PAGES: '', GITLAB_CI: '', GITHUB_ACTIONS: '' },
    hookTimeout: 60_000,
  },
})
