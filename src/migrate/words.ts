export interface MigrateWords {
  readonly noContent: (folder: string) => string
  readonly notEmpty: (folder: string) => string
  readonly overwrite: (count: number, sample: string) => string
  readonly refused: string
  readonly broken: (reason: string) => string
  readonly cameOver: (counts: { posts: number; copied: number; same: number }) => string
  readonly config: (path: string, state: 'written' | 'same' | 'kept') => string
  readonly file: (path: string) => string
  readonly noCounterpart: string
  readonly next: (dest: string) => string
}

const english: MigrateWords = {
  noContent: (folder) => `There is no content folder ${folder}; is this the folder of the blog?`,
  notEmpty: (folder) => `${folder} is not empty; nothing was written. Choose another folder, or add --force.`,
  overwrite: (count, sample) =>
    `${count} files there differ and would be overwritten (${sample}). Overwrite them? [y/N] `,
  refused: 'Nothing was overwritten. Run again with --yes to overwrite.',
  broken: (reason) => `The old config can't be read: ${reason}`,
  cameOver: ({ posts, copied, same }) =>
    `Came over: ${posts} Markdown files; ${copied} files copied, ${same} were there already.`,
  config: (path, state) =>
    ({
      written: `Wrote ${path}`,
      same: `${path} is as it should be`,
      kept: `${path} was edited and is kept; the new one would be in ${path}.new`,
    })[state],
  file: (path) => `Wrote ${path}.`,
  noCounterpart: 'Has no counterpart, and what to do:',
  next: (dest) => `Next: cd ${dest} && npm install && npx ruoyu dev`,
}

const chinese: MigrateWords = {
  noContent: (folder) => `没有内容文件夹 ${folder}；这是博客所在的文件夹吗？`,
  notEmpty: (folder) => `${folder} 不是空文件夹，没有写入任何东西。请换一个文件夹，或者加上 --force。`,
  overwrite: (count, sample) => `那里有 ${count} 个文件内容不同，会被覆盖（${sample}）。要覆盖吗？[y/N] `,
  refused: '没有覆盖任何文件。确定要覆盖，请加上 --yes 再运行。',
  broken: (reason) => `读不懂旧的配置：${reason}`,
  cameOver: ({ posts, copied, same }) =>
    `搬过来的：${posts} 个 Markdown 文件；复制了 ${copied} 个文件，${same} 个已经在那里。`,
  config: (path, state) =>
    ({
      written: `已写入 ${path}`,
      same: `${path} 不需要改`,
      kept: `${path} 改动过，予以保留；新的一份写在 ${path}.new`,
    })[state],
  file: (path) => `已写入 ${path}。`,
  noCounterpart: '没有对应的东西，以及怎么办：',
  next: (dest) => `接下来：cd ${dest} && npm install && npx ruoyu dev`,
}

export function migrateWords(language: string): MigrateWords {
  return language.startsWith('zh') ? chinese : english
}
