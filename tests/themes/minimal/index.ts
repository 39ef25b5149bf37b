import type { Theme } from 'ruoyu'

/** The smallest theme that is one: a frame, a list, a post. All other pages are Ruoyu's own in this frame. */
export default {
  name: 'minimal',
  version: '1.0.0',
  api: 1,
  templates: `${import.meta.dirname}/templates`,
  settings: {
    width: { type: 'number', min: 20, max: 60, default: 36, about: '一行多少个汉字。' },
    dates: { type: 'boolean', default: true, about: '列表里写日期。' },
  },
} satisfies Theme
