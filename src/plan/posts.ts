import type { Output, Post } from '../types.ts'
import type { PlanInput, Planner } from './planner.ts'

/** Posts and plain pages. */
export const planPosts: Planner = (input) =>
  [...input.site.posts, ...input.site.pages].map((post) => toOutput(post, input))

function toOutput(post: Post, { findTemplate }: PlanInput): Output {
  const { id, kind, file, path, url, section, type, layout } = post
  return {
    path,
    url,
    kind,
    origin: file,
    template: findTemplate(kind, { type, layout, folder: section }),
    page: { id },
  }
}
