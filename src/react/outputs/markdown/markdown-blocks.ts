/**
 * Cuts a growing Markdown text into blocks that are drawn one by one. A finished block never changes, so only the last
 * one is parsed again when text comes: every top-level node but the last one stays the same, independent of what
 * follows.
 *
 * The result equals that of the whole text at once, with two exceptions: a block longer than {@link LONGEST_BLOCK} is
 * cut where it is least visible (a list between items, a table with its head repeated), and so are elements that stay
 * open for longer than that.
 */
import { closesAllElements } from './open-elements.ts'
import { parseMarkdown } from './parse-markdown.ts'
import type { Dialect, MarkdownNode } from './parse-markdown.ts'

/** A longer block is cut, so that parsing it takes a few milliseconds. */
export const LONGEST_BLOCK = 6000
/** If several finished nodes come at once, they are joined in blocks up to this length. */
const SHORT_BLOCK = 800
/** Characters parsed at once. */
const STEP = 4000

/** One piece of the text. The same object while nothing in it changes. */
export interface MarkdownBlock {
  /** Start in the text: its key. */
  readonly start: number
  readonly source: string
  /** Parsed before the source and not part of the text: the head of a table that was cut. */
  readonly head: string
  /** Unusual text that would take long to parse: drawn without parsing. */
  readonly isPlain: boolean
  /** A fenced code block that is not closed yet, drawn without parsing. */
  readonly openFence: { readonly language: string | null; readonly code: string } | null
}

/** A link reference definition: `[label]: url "title"`. */
export interface Definition {
  /** Normalised for comparison: upper case, single spaces. */
  readonly label: string
  readonly source: string
}

/** Result of {@link MarkdownBlocks.advance}. */
export interface BlocksSnapshot {
  readonly finished: readonly MarkdownBlock[]
  /** The block that still grows; `null` if there is none after the finished ones. */
  readonly last: MarkdownBlock | null
  readonly definitions: readonly Definition[]
  /** Where parsing stopped. The next call continues there. */
  readonly readTo: number
}

const MARKS = '*_~[]!`<'
const MOST_MARKS = 2500

interface OpenFence {
  readonly marker: string
  readonly length: number
  readonly language: string | null
  readonly codeStart: number
  /** No line before this closes it. */
  searched: number
}

/** Parses one growing text. A text that does not continue the last one starts over. */
export class MarkdownBlocks {
  readonly #dialect: Dialect
  #text = ''
  #readTo = 0
  #isComplete = false
  #finished: MarkdownBlock[] = []
  #definitions: Definition[] = []
  /** Start of the block that still grows. */
  #tail = 0
  #head = ''
  #fence: OpenFence | null = null
  #last: MarkdownBlock | null = null

  constructor(dialect: Dialect) {
    this.#dialect = dialect
  }

  /** Parses one step at most. `isComplete`: the text has ended. */
  advance(text: string, isComplete: boolean): BlocksSnapshot {
    if (this.#isComplete ? text !== this.#text || !isComplete : !text.startsWith(this.#text)) this.#restart()
    this.#text = text
    const end = this.#stepEnd(text)
    const isEnd = isComplete && end === text.length
    if (end > this.#readTo || (isEnd && !this.#isComplete)) this.#read(text, end, isEnd)
    this.#readTo = end
    this.#isComplete = isEnd
    return { finished: this.#finished, last: this.#last, definitions: this.#definitions, readTo: end }
  }

  #restart(): void {
    this.#readTo = this.#tail = 0
    this.#isComplete = false
    this.#finished = []
    this.#definitions = []
    this.#head = ''
    this.#fence = this.#last = null
  }

  /** Steps end at lines, so that half a line is not taken for a whole one. */
  #stepEnd(text: string): number {
    const limit = this.#readTo + STEP
    if (text.length <= limit) return text.length
    const line = text.lastIndexOf('\n', limit) + 1
    return line > this.#readTo ? line : limit
  }

  #read(text: string, end: number, isComplete: boolean): void {
    if (this.#fence && !this.#followFence(text, end, isComplete)) return
    while (this.#tail < end) {
      const tail = text.slice(this.#tail, end)
      if (isUnreasonable(tail)) {
        this.#push(tail, true)
        this.#tail = end
        break
      }
      const nodes = parseMarkdown(this.#head + tail, this.#dialect).children ?? []
      const starts = nodes.map((node) => lineStart(tail, (node.position?.start.offset ?? 0) - this.#head.length))
      const kept = this.#finish(tail, nodes, starts, isComplete)
      const last = nodes.at(-1)
      const cut = this.#tail + tail.length - kept.length
      if (cut > this.#tail) {
        this.#tail = cut
        continue
      }
      if (isComplete || !last) break
      const fence = nodes.length === 1 && last.type === 'code' ? readFence(tail, this.#tail) : null
      if (fence) {
        this.#fence = fence
        if (!this.#followFence(text, end, isComplete)) return
        continue
      }
      if (tail.length <= LONGEST_BLOCK || !this.#cutLong(tail, last)) break
    }
    const rest = text.slice(this.#tail, end)
    this.#last = rest.trim() === '' ? null : { start: this.#tail, source: rest, head: this.#head, isPlain: false, openFence: null }
    if (isComplete && this.#last) this.#define(parseMarkdown(this.#head + rest, this.#dialect))
  }

  /** Makes blocks of the nodes that can no longer change. Returns the rest of the text. */
  #finish(tail: string, nodes: readonly MarkdownNode[], starts: readonly number[], isComplete: boolean): string {
    // An incomplete line can still change its meaning, and with it the node before it.
    const lastLine = isComplete ? tail.length : tail.lastIndexOf('\n') + 1
    const known = starts.findLastIndex((start) => start < lastLine)
    let from = 0
    let at = 0
    for (let next = 1; next <= known; next += 1) {
      const start = starts[next] ?? 0
      // Two nodes on one line cannot be separated. Short ones are drawn together, since each block has a cost.
      if (
        start - from < (next < known ? SHORT_BLOCK : 1) ||
        isJoined(nodes[next - 1], nodes[next], tail, starts[next - 1] ?? 0, start) ||
        !closesAllElements(nodes.slice(at, next))
      )
        continue
      this.#push(tail.slice(from, start))
      for (const node of nodes.slice(at, next)) this.#define(node)
      from = start
      at = next
    }
    return tail.slice(from)
  }

  #push(source: string, isPlain = false): void {
    this.#finished = [...this.#finished, { start: this.#tailOf(), source, head: this.#head, isPlain, openFence: null }]
    this.#head = ''
  }

  #tailOf(): number {
    const last = this.#finished.at(-1)
    return last ? last.start + last.source.length : 0
  }

  /** Cuts a block that is too long to be parsed repeatedly. */
  #cutLong(tail: string, last: MarkdownNode): boolean {
    const children = last.children ?? []
    const isList = last.type === 'list'
    const isTable = last.type === 'table'
    const child = isList || isTable ? children.at(-1) : undefined
    const offset = child?.position?.start.offset
    const start = offset === undefined ? 0 : lineStart(tail, offset - this.#head.length)
    const cut = start > 0 && (isList || children.length > 2) ? start : tail.lastIndexOf('\n', tail.length - 2) + 1
    const at = cut > 0 ? cut : tail.lastIndexOf(' ') + 1 || tail.length
    const tableHead = isTable ? this.#head || firstLines(tail, 2) : ''
    this.#push(tail.slice(0, at))
    this.#tail += at
    this.#head = tableHead
    return true
  }

  /** Looks for the line that closes the code. False while there is none. */
  #followFence(text: string, end: number, isComplete: boolean): boolean {
    const fence = this.#fence
    if (!fence) return true
    for (let line = fence.searched; line < end;) {
      const newline = text.indexOf('\n', line)
      const isWhole = newline >= 0 && newline < end
      if (!isWhole && !isComplete) break
      const lineEnd = isWhole ? newline + 1 : end
      if (closesFence(text.slice(line, Math.min(lineEnd, line + 200)), fence)) {
        this.#push(text.slice(this.#tail, lineEnd))
        this.#tail = lineEnd
        this.#fence = null
        this.#last = null
        return true
      }
      fence.searched = line = lineEnd
    }
    const source = text.slice(this.#tail, end)
    const code = isComplete ? null : { language: fence.language, code: text.slice(fence.codeStart, codeEnd(text, end, fence)) }
    this.#last = { start: this.#tail, source, head: '', isPlain: false, openFence: code }
    if (isComplete) this.#fence = null
    return false
  }

  #define(root: MarkdownNode): void {
    const known = new Set(this.#definitions.map(({ label }) => label))
    const stack = [root]
    for (let node = stack.shift(); node; node = stack.shift()) {
      if (node.type === 'definition' && node.identifier && node.url !== undefined) {
        const label = normalise(node.identifier)
        // The first definition of a name counts, as in Markdown.
        if (!known.has(label)) this.#definitions = [...this.#definitions, { label, source: writeDefinition(node) }]
        known.add(label)
      }
      if (node.children) stack.unshift(...node.children)
    }
  }
}

/** Definitions that a block may use, as text to be parsed before it. */
export function definitionsFor({ source }: Pick<MarkdownBlock, 'source'>, definitions: readonly Definition[]): string {
  if (definitions.length === 0 || !source.includes('[')) return ''
  const text = normalise(source)
  return definitions
    .filter(({ label }) => label.split(' ').every((word) => text.includes(word)))
    .map((definition) => definition.source)
    .join('')
}

/** Nested more deeply, or marked more often, than usual text. Parsing it would take quadratic time. */
function isUnreasonable(text: string): boolean {
  if (/^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){40}/m.test(text)) return true
  let marks = 0
  for (let at = 0; at < text.length; at += 1) if (MARKS.includes(text.charAt(at))) marks += 1
  return marks > MOST_MARKS
}

/** Lines that have the same meaning everywhere. A list or HTML has another meaning when it interrupts something. */
const STARTS_ANYWHERE = /^ {0,3}(?:#{1,6}(?:[ \t\r\n]|$)|>|```|~~~|\$\$)/

/** Whether a node is so close to the one before that it would be parsed differently alone. */
function isJoined(
  before: MarkdownNode | undefined,
  node: MarkdownNode | undefined,
  text: string,
  beforeStart: number,
  start: number,
): boolean {
  const startsAnywhere = node?.type === 'thematicBreak' || STARTS_ANYWHERE.test(text.slice(start, start + 12))
  if (before?.type !== 'definition' && startsAnywhere) return false
  // After indented code the parser treats what follows as an interruption, even across blank lines.
  if (before?.type === 'code' && !STARTS_ANYWHERE.test(text.slice(beforeStart, beforeStart + 12))) return true
  return !/\n[ \t]*\r?\n$/.test(text.slice(Math.max(0, start - 80), start))
}

function normalise(label: string): string {
  return label.replaceAll(/\s+/g, ' ').trim().toLowerCase().toUpperCase()
}

function writeDefinition({ identifier, url = '', title }: MarkdownNode): string {
  const address = url.replaceAll(/[<>\n\\&]/g, (sign) => `&#${sign.codePointAt(0)};`)
  const words = title ? ` "${title.replaceAll(/["\n\\&]/g, (sign) => `&#${sign.codePointAt(0)};`)}"` : ''
  // Unlike the label, the identifier still has its backslashes and references.
  return `[${identifier}]: <${address}>${words}\n\n`
}

function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

function firstLines(text: string, count: number): string {
  let end = 0
  for (let line = 0; line < count; line += 1) {
    const next = text.indexOf('\n', end)
    if (next < 0) return text
    end = next + 1
  }
  return text.slice(0, end)
}

function readFence(tail: string, start: number): OpenFence | null {
  const match = /^(?:[ \t]*\n)* {0,3}(?<marker>`{3,}|~{3,})(?<info>[^\n]*)\n/.exec(tail)
  const { marker, info } = match?.groups ?? {}
  if (!match || marker === undefined || info === undefined) return null
  const language = info.trim().split(/\s/)[0] || null
  const codeStart = start + match[0].length
  return { marker: marker.charAt(0), length: marker.length, language, codeStart, searched: codeStart }
}

function closesFence(line: string, { marker, length }: OpenFence): boolean {
  const match = /^ {0,3}(`{3,}|~{3,})[ \t]*\r?\n?$/.exec(line)
  return match?.[1] !== undefined && match[1].startsWith(marker) && match[1].length >= length
}

/** Without the last line, which may be about to close the code. */
function codeEnd(text: string, end: number, { marker, codeStart }: OpenFence): number {
  const line = text.lastIndexOf('\n', end - 1) + 1
  const lastLine = text.slice(line, Math.min(end, line + 200)).trim()
  const isClosing = line >= codeStart && lastLine === marker.repeat(lastLine.length)
  return isClosing ? Math.max(codeStart, line - 1) : end
}
