/**
 * Finds where a text stops being JSON. Browsers report it in different words or not at all. This works the same
 * everywhere, and without recursion, so that 100,000 brackets are no problem.
 */

/** A position in a text; lines and columns count from 1. */
export interface JsonPlace {
  readonly offset: number
  readonly line: number
  readonly column: number
}

/** The result: where the text is wrong, or how deep its lists and objects are nested. */
export type JsonVerdict = { readonly ok: true; readonly depth: number } | { readonly ok: false; readonly place: JsonPlace }

const SPACE = /[ \t\r\n]*/y
/**
 * The valid part of a quoted text. Written as a run of characters per step, since a pattern with a choice per character
 * would overflow the stack on megabytes.
 */
// The rule of JSON itself: control characters may not stand in a text.
// oxlint-disable-next-line no-control-regex
const TEXT_START = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*/y
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y
/** Reads a text. */
export function readJsonText(text: string): JsonVerdict {
  const open: ('}' | ']')[] = []
  let at = 0
  let depth = 0
  // What may come next: a value, the name of a member, a colon, or what follows a value.
  let wanted: 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'after' = 'value'
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at += found[0].length
    return found !== null
  }
  const takeText = (): boolean => {
    const end = textEnd(text, at)
    if (text[at] !== '"' || text[end] !== '"') return false
    at = end + 1
    return true
  }
  for (;;) {
    take(SPACE)
    const char = text[at]
    if (wanted === 'after' && open.length === 0) return char === undefined ? { ok: true, depth } : wrong(text, at)
    const isEnd = char !== undefined && char === open.at(-1) && (wanted === 'after' || wanted.endsWith('-or-end'))
    if (isEnd) {
      open.pop()
      at++
      wanted = 'after'
    } else if (wanted === 'after') {
      if (char !== ',') return wrong(text, at)
      at++
      wanted = open.at(-1) === '}' ? 'name' : 'value'
    } else if (wanted === 'colon') {
      if (char !== ':') return wrong(text, at)
      at++
      wanted = 'value'
    } else if (wanted.startsWith('name')) {
      if (!takeText()) return wrong(text, textEnd(text, at))
      wanted = 'colon'
    } else if (char === '{' || char === '[') {
      open.push(char === '{' ? '}' : ']')
      depth = Math.max(depth, open.length)
      at++
      wanted = char === '{' ? 'name-or-end' : 'value-or-end'
    } else if (takeText() || take(SCALAR)) {
      wanted = 'after'
    } else {
      return wrong(text, textEnd(text, at))
    }
  }
}

/** In a quoted text, the character that is wrong. */
function textEnd(text: string, at: number): number {
  if (text[at] !== '"') return at
  TEXT_START.lastIndex = at
  return at + (TEXT_START.exec(text)?.[0].length ?? 0)
}

function wrong(text: string, offset: number): JsonVerdict {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { ok: false, place: { offset, line, column: offset - (before.lastIndexOf('\n') + 1) + 1 } }
}
