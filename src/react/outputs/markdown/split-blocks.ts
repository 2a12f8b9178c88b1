/**
 * Cuts a growing Markdown text into blocks that can be drawn each by itself, so that a finished one is never parsed again. A cut is made only
 * where CommonMark starts anew: after a blank line, before a line that neither continues a list nor lies in a fence. What could reach
 * over a cut (raw HTML, link and footnote definitions) ends the cutting: correct first, quick where that is possible.
 */

/** Blocks of a text; given the next, longer text, it goes on where it stopped. */
export type BlockSplitter = (text: string) => readonly string[]

const LIST_ITEM = /^(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/
const FENCE = /^ {0,3}(`{3,}|~{3,})/
const MATH_FENCE = /^ {0,3}\$\$/
const DEFINITION = /^ {0,3}\[[^\]]+\]:/
/** Anything that may be a tag, a comment or a declaration. */
const TAG = /<[A-Za-z/!?]/

interface Scan {
  text: string
  /** Where the next line begins that has not been looked at. */
  at: number
  blocks: string[]
  blockStart: number
  wasBlank: boolean
  fence: string | null
  isMath: boolean
  /** No cut is made from here on. */
  isWhole: boolean
  /** No cut at all: what is defined here counts everywhere. */
  hasDefinition: boolean
}

export function createBlockSplitter(): BlockSplitter {
  let scan = start('')
  return (text) => {
    scan = text.startsWith(scan.text) ? scan : start('')
    scan.text = text
    readLines(scan)
    if (scan.hasDefinition) return [text]
    const rest = text.slice(scan.blockStart)
    return rest === '' ? [...scan.blocks] : [...scan.blocks, rest]
  }
}

function start(text: string): Scan {
  return { text, at: 0, blocks: [], blockStart: 0, wasBlank: false, fence: null, isMath: false, isWhole: false, hasDefinition: false }
}

/** Looks at the lines that are whole: what the last one will be is not known yet. */
function readLines(scan: Scan): void {
  for (let end = scan.text.indexOf('\n', scan.at); end !== -1; end = scan.text.indexOf('\n', scan.at)) {
    readLine(scan, scan.text.slice(scan.at, end), scan.at)
    scan.at = end + 1
  }
}

function readLine(scan: Scan, line: string, at: number): void {
  if (scan.fence !== null) {
    const [, mark = ''] = FENCE.exec(line) ?? []
    if (mark.startsWith(scan.fence) && line.trim() === mark) scan.fence = null
    scan.wasBlank = false
    return
  }
  if (scan.isMath) {
    if (line.includes('$$')) scan.isMath = false
    scan.wasBlank = false
    return
  }
  if (line.trim() === '') {
    scan.wasBlank = true
    return
  }
  if (scan.wasBlank && !scan.isWhole && !/^\s/.test(line) && !LIST_ITEM.test(line)) {
    scan.blocks.push(scan.text.slice(scan.blockStart, at))
    scan.blockStart = at
  }
  scan.wasBlank = false
  const [, mark] = FENCE.exec(line) ?? []
  // Backticks after the opening ones make it a span of code instead.
  if (mark !== undefined && (mark.startsWith('~') || !line.slice(line.indexOf(mark) + mark.length).includes('`'))) {
    scan.fence = mark
    return
  }
  if (MATH_FENCE.test(line) && line.trim().indexOf('$$', 2) === -1) scan.isMath = true
  if (DEFINITION.test(line)) scan.hasDefinition = true
  // An indented fence inside a list item, or a tag, may reach over every blank line that follows.
  if (TAG.test(line) || /(?:```|~~~)/.test(line)) scan.isWhole = true
}
