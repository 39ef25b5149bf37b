import type { StarterFile } from './files.ts'

export const hosts = ['github-pages', 'cloudflare-pages', 'netlify', 'vercel', 'rsync', 'none'] as const

export type Host = (typeof hosts)[number]

/** The Node that hosts are asked for: a version that all of them have, and ours takes. */
const node = 22

const gitHub = `name: Deploy

on:
  push:
    branches: [main, master]
  workflow_dispatch:

permissions:
  contents: read
  pages: write
  id-token: write

concurrency:
  group: pages

jobs:
  deploy:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: \${{ steps.deployment.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v4
        with:
          node-version: ${node}
      - uses: actions/configure-pages@v5
        id: pages
        with:
          enablement: true
      - run: npm install
      - uses: actions/cache@v4
        with:
          path: |
            node_modules/.cache/ruoyu
            .ruoyu/images
          key: ruoyu-\${{ github.sha }}
          restore-keys: ruoyu-
      - run: npm run build -- --base-url "\${{ steps.pages.outputs.base_url }}/"
      - uses: actions/upload-pages-artifact@v3
        with:
          path: dist
      - uses: actions/deploy-pages@v4
        id: deployment
`

/** The files that each host reads in a repository, in the form of its own documentation. */
export const hostFiles: Readonly<Record<Host, readonly StarterFile[]>> = {
  'github-pages': [{ path: '.github/workflows/deploy.yml', text: gitHub }],
  'cloudflare-pages': [
    { path: 'wrangler.toml', text: 'pages_build_output_dir = "dist"\ncompatibility_date = "2026-11-01"\n' },
    { path: '.node-version', text: `${node}\n` },
  ],
  netlify: [
    {
      path: 'netlify.toml',
      text: `[build]\n  command = "npm run build"\n  publish = "dist"\n\n[build.environment]\n  NODE_VERSION = "${node}"\n`,
    },
  ],
  vercel: [
    {
      path: 'vercel.json',
      text: '{\n  "framework": null,\n  "buildCommand": "npm run build",\n  "outputDirectory": "dist",\n  "trailingSlash": true\n}\n',
    },
  ],
  rsync: [
    {
      path: 'deploy.sh',
      text: '#!/bin/sh\nset -e\nTO=me@example.com:/var/www/blog/\nnpm run build\nrsync -av --delete dist/ "$TO"\n',
    },
  ],
  none: [],
}
