/** Blocks gathered in parts: all of them, in order, and what is full is never touched again. */
import { expect, it } from 'vitest'
import { MarkdownBlocks } from '../../../src/react/outputs/markdown/markdown-blocks.ts'
import { MarkdownParts, PART_LENGTH } from '../../../src/react/outputs/markdown/markdown-parts.ts'
import type { MarkdownPart } from '../../../src/react/outputs/markdown/markdown-parts.ts'

const dialect = { lineBreaks: false, math: null }
const paragraph = (index: number): string => `Paragraph ${index}, ${'with some words in it '.repeat(20)}.\n\n`
const text = Array.from({ length: 60 }, (_, index) => (index % 7 === 6 ? `## Heading ${index}\n\n` : paragraph(index))).join('')
const sourceOf = (parts: readonly MarkdownPart[]): string => parts.flatMap(({ blocks }) => blocks.map(({ source }) => source)).join('')

/** All that is drawn on the way, as a text grows by 300 characters at a time. */
function* grow(whole: string, gathered = new MarkdownParts()): Generator<readonly MarkdownPart[]> {
  const blocks = new MarkdownBlocks(dialect)
  for (let end = 300; end < whole.length + 300; end += 300) {
    const { finished, last } = blocks.advance(whole.slice(0, end), end >= whole.length)
    yield gathered.gather(finished, last)
  }
}

it('holds every block once and in order, at every moment', () => {
  let end = 0
  for (const parts of grow(text)) expect(sourceOf(parts)).toBe(text.slice(0, (end += 300)))
})

it('leaves full parts as they are: of each new text one part is new, or two', () => {
  let before: readonly MarkdownPart[] = []
  for (const parts of grow(text)) {
    expect(parts.filter((part) => !before.includes(part)).length).toBeLessThanOrEqual(2)
    expect(parts.slice(0, -2).every((part, index) => part === before[index])).toBe(true)
    before = parts
  }
  expect(before.length).toBeGreaterThan(5)
})

it('keeps the key of the part that grows when its block is finished', () => {
  const keys = new Set([...grow(text)].flatMap((parts) => parts.map(({ start }) => start)))
  const [...last] = [...grow(text)].at(-1) ?? []
  expect([...keys]).toEqual(last.map(({ start }) => start))
})

it('is about a screen long, and never ends on a heading', () => {
  const parts = [...grow(text)].at(-1) ?? []
  for (const { length, blocks, isFull } of parts.slice(0, -1)) {
    expect(isFull).toBe(true)
    expect(length).toBeGreaterThanOrEqual(PART_LENGTH)
    expect(length).toBeLessThan(PART_LENGTH + 1500)
    expect(blocks.at(-1)?.source).not.toMatch(/^## /)
  }
})

it('begins anew with another text', () => {
  const gathered = new MarkdownParts()
  for (const _ of grow(text, gathered)) void _
  const other = [...grow(`${paragraph(100)}${paragraph(101)}`, gathered)].at(-1) ?? []
  expect(sourceOf(other)).toBe(`${paragraph(100)}${paragraph(101)}`)
})
