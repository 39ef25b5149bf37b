import { cjk } from './messages/cjk.ts'
import { config } from './messages/config.ts'
import { dev } from './messages/dev.ts'
import { frontMatter } from './messages/frontMatter.ts'
import { hexo } from './messages/hexo.ts'
import { io } from './messages/io.ts'
import { links } from './messages/links.ts'
import { markdown } from './messages/markdown.ts'
import { model } from './messages/model.ts'
import { remote } from './messages/remote.ts'
import { templates } from './messages/templates.ts'

/** Every message of Ruoyu, by code. One entry a code: its level, and its words in English and Chinese. */
export const catalogue = {
  ...cjk,
  ...config,
  ...dev,
  ...frontMatter,
  ...hexo,
  ...io,
  ...links,
  ...markdown,
  ...model,
  ...remote,
  ...templates,
}

export type Code = keyof typeof catalogue
export type ParamsOf<C extends Code> = Parameters<(typeof catalogue)[C]['en']>[0]
