export const frontMatter = {}
