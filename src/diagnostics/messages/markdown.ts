import { message } from './message.ts'

export const markdown = {
  /** A message that one of the user's remark plugins gave. */
  'plugin-message': message<{ text: string; plugin: string }>({
    level: 'warning',
    en: ({ text, plugin }) => ({ message: `${plugin}: ${text}` }),
    zh: ({ text, plugin }) => ({ message: `${plugin}：${text}` }),
  }),
}
