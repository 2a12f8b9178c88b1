/**
 * The end of a text that still grows, so that half-written markup does not flash by as signs: what has been opened is taken as
 * closed, and what cannot be told yet is kept back for the moment. Only for drawing; once the text is complete it is drawn as it is.
 */

/** The same text with its last line made calm. */
export function calm(source: string): string {
  const at = source.lastIndexOf('\n') + 1
  const before = source.slice(0, at)
  const line = source.slice(at)
  if (isHalfTable(before, line)) return before
  return before + calmLine(line)
}

function calmLine(line: string): string {
  // Signs that could become a list, a heading, a rule or a fence.
  if (/^\s*(?:[-+*_=~`#>]+|\d{1,9}[.)]?)\s*$/.test(line) && line.length < 8) return ''
  const text = line
    // A tag, a link or a picture that is not finished: its words are kept, its address is not.
    .replace(/<\/?[a-z][^<>]*$/i, '')
    .replace(/!\[[^\]]*(?:\](?:\([^)]*)?)?$/, '')
    .replace(/\[([^[\]]*)\]\([^)\s]*(?:\s[^)]*)?$/, '$1')
    .replace(/\[([^[\]]+)$/, '$1')
  return closeMarks(text)
}

/** A head whose rule has not come, or is only half there. */
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
