/**
 * Posts of the kind that Ruoyu is for: Hugo's front matter, 6.6 KB of Chinese prose with headings, quotes, nested lists,
 * bold beside full-width punctuation, bare links and remote images. The same size and number give the same bytes.
 */
export interface BenchPost {
  readonly path: string
  readonly text: string
}

export function benchPosts(count: number, { code = false } = {}): readonly BenchPost[] {
  return Array.from({ length: count }, (_, index) => benchPost(index, code))
}

const words =
  '时间 城市 语言 模型 数据 读书 思考 技术 朋友 故事 研究 问题 方法 世界 生活 工作 方向 系统 记忆 历史 社会 自由 秩序 经验 判断 直觉 逻辑 耐心 习惯 边界 选择 意义 机器 文本 网络 公司 产品 用户 旅行 照片 音乐 电影 小说 诗歌 语法 翻译 沉默 秋天 河流 山谷'.split(
    ' ',
  )
const links = '的 和 与 在 从 对 把 让 就 也 却 还 才 并 而 若 因 被 向 于'.split(' ')
const tags = Array.from({ length: 40 }, (_, index) => `${words[index]}${words[(index * 7 + 3) % words.length]}`)
const categories = ['技术', '写作', '阅读', '生活', '社会', '随笔', 'I am a Developer', 'I am a Writer']

/** Mulberry32: small, seeded, the same everywhere. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function benchPost(index: number, code: boolean): BenchPost {
  const next = random(index + 1)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T
  const phrase = (length: number) => Array.from({ length }, (_, at) => pick(at % 2 ? links : words)).join('')
  const sentence = () => `${phrase(7)}，${phrase(9)}${next() < 0.2 ? `（${phrase(3)}）` : ''}，${phrase(5)}。`
  const paragraph = (sentences = 4) => Array.from({ length: sentences }, sentence).join('')
  const date = new Date(Date.UTC(2010, 0, 1) + index * 13 * 3_600_000).toISOString().slice(0, 19)
  const section = (number: number) => [
    `## ${phrase(3)}`,
    `${paragraph()}这就是所谓的**${phrase(3)}**，包括：${phrase(3)}，和**${phrase(1)}**（认真的吗？）`,
    `![${phrase(2)}](https://cdn.example.com/${index}/${number}.png)`,
    `> ${paragraph(2)}`,
    `- **${phrase(1)}**：${paragraph(2)}\n- **${phrase(2)}**：${sentence()}\n  - ${sentence()}\n  - ${sentence()}`,
    ...(code
      ? [
          `\`\`\`ts\nexport function step${number}(value: number): string {\n  // ${phrase(3)}\n  return \`\${value}\` + '${phrase(1)}'\n}\n\`\`\``,
        ]
      : []),
  ]
  const body = [
    paragraph(),
    ...Array.from({ length: 4 }, (_, number) => section(number)).flat(),
    `地址在这里：https://example.com/read?id=${index}，值得一读。`,
    `- 地址：https://example.com/papers/${index}.pdf\n- 数据：https://github.com/example/data-${index}`,
    '很有趣吧，感谢你读完。',
  ].join('\n\n')
  const own = [...new Set([pick(tags), pick(tags), pick(tags), pick(tags)])]
  const text = `---
title: ${phrase(3)} - ${phrase(5)}。
author: bench
type: post
date: ${date}+08:00
slug: post-${index}
description: "${sentence()}"
draft: false
categories:
  - ${pick(categories)}
tags:
${own.map((tag) => `  - ${tag}`).join('\n')}
---

${body}
`
  return { path: `posts/post-${index}.md`, text }
}
