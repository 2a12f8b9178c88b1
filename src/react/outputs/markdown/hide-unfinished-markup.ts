/**
 * Hides unfinished markup at the end of a growing text, so that half-written marks do not flash by. Opened marks count
 * as closed, and ambiguous characters are held back. Only for drawing; a complete text is drawn unchanged.
 */

/** The text with the unfinished markup of its last line hidden. */
export function calm(source: string): string {
  const at = source.lastIndexOf('\n') + 1
  const before = source.slice(0, at)
  const line = source.slice(at)
  if (isHalfTable(before, line)) return before
  return before + calmLine(line)
}

function calmLine(line: string): string {
  // Characters that could become a list, a heading, a rule or a fence.
  if (/^\s*(?:[-+*_=~`#>]+|\d{1,9}[.)]?)\s*$/.test(line) && line.length < 8) return ''
  const text = line
    // An unfinished tag, link or picture: its words stay, its address is hidden.
    .replace(/<\/?[a-z][^<>]*$/i, '')
    .replace(/!\[[^\]]*(?:\](?:\([^)]*)?)?$/, '')
    .replace(/\[([^[\]]*)\]\([^)\s]*(?:\s[^)]*)?$/, '$1')
    .replace(/\[([^[\]]+)$/, '$1')
  return closeMarks(text)
}

/** A table head whose rule is missing or half written. */
function isHalfTable(before: string, line: string): boolean {
  const isRule = /^\s*\|?[\s:|-]*$/.test(line) && line.includes('-') && line.includes('|')
  const head = before.trimEnd().split('\n').at(-1) ?? ''
  if (!isRule || !head.includes('|')) return false
  return countCells(line) < countCells(head)
}

function countCells(line: string): number {
  return line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|').length
}

/** Closes code, strong and emphasised text. */
function closeMarks(line: string): string {
  const ticks = /`+/g
  let open: string | null = null
  for (const [run] of line.matchAll(ticks)) open = open === null ? run : open === run ? null : open
  if (open !== null) return line.endsWith(open) ? line.slice(0, -open.length) : line + open
  const text = line.replaceAll(/(`+)[^`]*\1/g, '')
  if (count(text, '**') % 2 === 1) return /\*\*\s*$/.test(line) ? line.replace(/\*\*\s*$/, '') : `${line.trimEnd()}**`
  if (count(text, '~~') % 2 === 1) return /~~\s*$/.test(line) ? line.replace(/~~\s*$/, '') : `${line.trimEnd()}~~`
  return line
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1
}
