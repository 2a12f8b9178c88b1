/**
 * Splits a JSON object into its members without parsing the values, so that what is passed on stays as it was written:
 * `1.0` is not `1` to a Python client, and integers above 2^53 keep their digits.
 */

const STRUCTURE = /["{}[\]]/g
const SCALAR = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/
const SCALAR_END = /[,}\]\s]/g

/**
 * The top-level members of a JSON object as raw text, in order. If a name repeats, the last one counts. `null` for
 * anything else. Nested values are checked only for strings and brackets: parse the text first if it must be valid
 * throughout.
 */
export function readMembers(text: string): Map<string, string> | null {
  const members = new Map<string, string>()
  let at = skipSpace(text, 0)
  if (text[at] !== '{') return null
  at = skipSpace(text, at + 1)
  if (text[at] === '}') return skipSpace(text, at + 1) === text.length ? members : null
  for (;;) {
    const nameEnd = text[at] === '"' ? stringEnd(text, at) : -1
    const name = nameEnd < 0 ? null : readName(text.slice(at, nameEnd))
    if (name === null) return null
    at = skipSpace(text, nameEnd)
    if (text[at] !== ':') return null
    const start = skipSpace(text, at + 1)
    const end = valueEnd(text, start)
    if (end < 0) return null
    members.set(name, text.slice(start, end))
    at = skipSpace(text, end)
    if (text[at] === '}') return skipSpace(text, at + 1) === text.length ? members : null
    if (text[at] !== ',') return null
    at = skipSpace(text, at + 1)
  }
}

/**
 * The items of a JSON list as raw text, in order; `null` for anything else, and for a list of more than `most`. Checks
 * as much as {@link readMembers}.
 */
export function readItems(text: string, most = Infinity): string[] | null {
  const items: string[] = []
  let at = skipSpace(text, 0)
  if (text[at] !== '[') return null
  at = skipSpace(text, at + 1)
  if (text[at] === ']') return skipSpace(text, at + 1) === text.length ? items : null
  for (;;) {
    const end = valueEnd(text, at)
    if (end < 0) return null
    items.push(text.slice(at, end))
    at = skipSpace(text, end)
    if (text[at] === ']') return skipSpace(text, at + 1) === text.length ? items : null
    if (text[at] !== ',' || items.length >= most) return null
    at = skipSpace(text, at + 1)
  }
}

/** A JSON object from members of {@link readMembers}. Values are written unchanged. */
export function writeMembers(members: ReadonlyMap<string, string>): string {
  return `{${Array.from(members, ([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`
}

/** A JSON list from items of {@link readItems}. Values are written unchanged. */
export function writeItems(items: readonly string[]): string {
  return `[${items.join(',')}]`
}

function readName(text: string): string | null {
  try {
    const name: unknown = JSON.parse(text)
    return typeof name === 'string' ? name : null
  } catch {
    return null
  }
}

function skipSpace(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at
    at++
  }
}

/** Index behind the closing quote of the string that begins at `start`, -1 when there is none. */
export function stringEnd(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1)
  while (quote >= 0) {
    let slashes = quote - 1
    while (text[slashes] === '\\') slashes--
    if ((quote - slashes) % 2 === 1) return quote + 1
    quote = text.indexOf('"', quote + 1)
  }
  return -1
}

function valueEnd(text: string, start: number): number {
  const first = text[start]
  if (first === '"') {
    const end = stringEnd(text, start)
    return end >= 0 && readName(text.slice(start, end)) !== null ? end : -1
  }
  if (first === '{' || first === '[') return nestedEnd(text, start)
  SCALAR_END.lastIndex = start
  const end = SCALAR_END.exec(text)?.index ?? -1
  return end >= 0 && SCALAR.test(text.slice(start, end)) ? end : -1
}

function nestedEnd(text: string, start: number): number {
  const open: string[] = []
  let at = start
  for (;;) {
    const char = text[at]
    if (char === ',') at += 1
    else if (char === '"') {
      at = stringEnd(text, at)
      if (at < 0) return -1
    } else if (char === '{' || char === '[') {
      open.push(char === '{' ? '}' : ']')
      at += 1
    } else if (char === '}' || char === ']') {
      if (open.pop() !== char) return -1
      at += 1
      if (open.length === 0) return at
    } else {
      // Numbers, and what else is no structure, are skipped at once.
      STRUCTURE.lastIndex = at
      at = STRUCTURE.exec(text)?.index ?? -1
      if (at < 0) return -1
    }
  }
}
