import { message } from './message.ts'

export const config = {
  'config-key-unknown': message<{ key: string; suggestion: string }>({
    level: 'error',
    en: ({ key, suggestion }) => ({
      message: `unknown key “${key}” in the config`,
      hint: suggestion ? `did you mean “${suggestion}”?` : 'put values of your own under `params`',
    }),
    zh: ({ key, suggestion }) => ({
      message: `配置里有不认识的键“${key}”`,
      hint: suggestion ? `是不是想写“${suggestion}”？` : '自定义的值请放在 `params` 下',
    }),
  }),
  'config-invalid': message<{ key: string; expected: string; received: string }>({
    level: 'error',
    en: ({ key, expected, received }) => ({
      message: `“${key}” in the config should be ${expected}, not ${received}`,
      hint: 'see “Configuration” in the README',
    }),
    zh: ({ key, expected, received }) => ({
      message: `配置的“${key}”应为 ${expected}，不能是 ${received}`,
      hint: '参见 README 的“配置”一节',
    }),
  }),
  'config-broken': message<{ reason: string }>({
    level: 'error',
    en: ({ reason }) => ({
      message: `the config could not be loaded: ${reason}`,
      hint: 'mend the config and run again',
    }),
    zh: ({ reason }) => ({ message: `配置无法加载：${reason}`, hint: '改好配置后再运行' }),
  }),
  'bundler-missing': message({
    level: 'error',
    en: () => ({
      message:
        'esbuild’s program for this platform is not installed, and the stylesheets and scripts of your templates need it',
      hint: 'run `npm install` without --omit=optional or --no-optional, and on this platform',
    }),
    zh: () => ({
      message: '没有安装 esbuild 在这个平台上的程序，而 templates 里的样式或脚本需要它',
      hint: '请在这台机器上重新运行 `npm install`，不要带 --omit=optional 或 --no-optional',
    }),
  }),
  'asset-broken': message<{ reason: string }>({
    level: 'error',
    en: ({ reason }) => ({
      message: `a stylesheet or script of the theme is broken: ${reason}`,
      hint: 'mend the file under templates/assets',
    }),
    zh: ({ reason }) => ({ message: `主题的样式或脚本有错：${reason}`, hint: '请修改 templates/assets 下的这个文件' }),
  }),
}
