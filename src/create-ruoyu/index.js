#!/usr/bin/env node
// `npm create ruoyu my-blog` is `ruoyu init my-blog`.
process.argv.splice(2, 0, 'init')
await import(new URL('cli.js', import.meta.resolve('ruoyu')))
