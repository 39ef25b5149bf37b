import { defineConfig } from 'vitest/config'

// Packages as a build has them: otherwise vitest loads micromark's development build, which checks itself in quadratic time.
process.env.NODE_ENV = 'production'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    env: { NETLIFY: '', CF_PAGES: '', GITLAB_CI: '', GITHUB_ACTIONS: '' },
    hookTimeout: 60_000,
  },
})
