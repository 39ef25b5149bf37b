import { message } from './message.ts'

export const dev = {
  'refresh-failed': message<{ reason: string }>({
    level: 'error',
    en: ({ reason }) => ({
      message: `the site could not be built: ${reason}`,
      hint: 'this is a mistake of Ruoyu or of a plugin; please report it with the text above',
    }),
    zh: ({ reason }) => ({
      message: `站点没能生成：${reason}`,
      hint: '这是若愚或某个插件的错误，请附上这段文字报告给我们',
    }),
  }),
}
