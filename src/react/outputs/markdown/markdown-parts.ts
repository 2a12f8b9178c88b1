/**
 * Gathers the blocks of a long text in parts of about one screen, which stay the same objects. While the last part
 * grows, React and the browser skip all others at once.
 */
import type { MarkdownBlock } from './markdown-blocks.ts'

/** A part is full after this many characters: about a screen. */
export const PART_LENGTH = 2500
/** Characters per line, to estimate the height of a part that was never visible. */
const LINE_LENGTH = 80

/** Blocks that are drawn together. */
export interface MarkdownPart {
  /** Start of its first block in the text: its key. */
  readonly start: number
  readonly blocks: readonly MarkdownBlock[]
  readonly length: number
  /** Approximate number of lines. */
  readonly lines: number
  readonly isFull: boolean
}

/** The parts of one text that grows. */
export class MarkdownParts {
  #parts: MarkdownPart[] = []
  #taken: readonly MarkdownBlock[] = []

  /** Takes the finished blocks and returns all parts; the block that still grows is in the last one. */
  gather(finished: readonly MarkdownBlock[], last: MarkdownBlock | null): readonly MarkdownPart[] {
    const count = this.#taken.length
    // A text that does not continue the last one.
    const isOther = count > finished.length || (count > 0 && finished[count - 1] !== this.#taken[count - 1])
    if (isOther) this.#parts = []
    for (const block of finished.slice(isOther ? 0 : count)) this.#parts = withBlock(this.#parts, block)
    this.#taken = finished
    return last ? withBlock(this.#parts, last) : this.#parts
  }
}

function withBlock(parts: readonly MarkdownPart[], block: MarkdownBlock): MarkdownPart[] {
  const open = parts.at(-1)
  if (!open || open.isFull) return [...parts, partOf(block.start, [block], 0, 0)]
  return [...parts.slice(0, -1), partOf(open.start, [...open.blocks, block], open.length, open.lines)]
}

function partOf(start: number, blocks: readonly MarkdownBlock[], lengthBefore: number, linesBefore: number): MarkdownPart {
  const source = blocks.at(-1)?.source ?? ''
  const length = lengthBefore + source.length
  const lines = linesBefore + Math.max(source.split('\n').length - 1, Math.ceil(source.length / LINE_LENGTH))
  // A heading stays with the text below it.
  return { start, blocks, length, lines, isFull: length >= PART_LENGTH && !/^ {0,3}#{1,6}[ \t].*\s*$/.test(lastLine(source)) }
}

function lastLine(source: string): string {
  const text = source.trimEnd()
  return text.slice(text.lastIndexOf('\n') + 1)
}
