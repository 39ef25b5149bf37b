import { defineConfig } from 'vitest/config'

// Packages as a build has them: otherwise vitest loads micromark's development build, which checks itself in quadratic time.
process.env.NODE_ENV = 'production'

/** Tests of the disk, of processes and of time; each file has modules of its own. */
const apart = ['tests/**/*.io.test.ts', 'tests/**/*.fuzz.test.ts', 'tests/parse/pathological.test.ts']

export default defineConfig({
  test: {
    testTimeout: 180_000,
    env: { NETLIFY: '', CF_PAGES: '', GITLAB_CI: '', GITHUB_ACTIONS: '' },
    hookTimeout: 180_000,
    // A browser on a busy machine takes its time.
    expect: { poll: { timeout: 15_000 } },
    // vitest leaves one core idle, which of two is half.
    maxWorkers: '100%',
    projects: [
      // Pure tests share their modules: to load remark anew for each of a hundred files takes as long as the tests.
      { extends: true, test: { name: 'pure', include: ['tests/**/*.test.ts'], exclude: apart, isolate: false } },
      { extends: true, test: { name: 'apart', include: apart } },
    ],
  },
})
