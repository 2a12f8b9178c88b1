/** Lays out calls and lists over lines, as Prettier and oxfmt do. Pure. */
import { MOST_COLUMNS } from './safe-text.ts'

/** Code: a text without line ends, a call, or a list. */
export type Code = string | { readonly call: string; readonly args: readonly Code[] } | { readonly list: readonly Code[] }

/** Code that begins in a column of a line with this indent, with `after` more characters behind it. */
export function layOut(code: Code, column: number, indent: string, after = 0): string {
  const inline = inOneLine(code)
  if (typeof code === 'string' || column + inline.length + after <= MOST_COLUMNS) return inline
  const deeper = `${indent}  `
  if ('list' in code) {
    return `[\n${linesOf(code.list, deeper)}\n${indent}]`
  }
  const [only, ...more] = code.args
  // A list alone stays behind its bracket.
  if (only !== undefined && more.length === 0 && typeof only !== 'string' && 'list' in only) {
    return `${code.call}(${layOut(only, MOST_COLUMNS, indent)})`
  }
  const args = code.args.map((arg) => `${deeper}${layOut(arg, deeper.length, deeper, 1)},`)
  return `${code.call}(\n${args.join('\n')}\n${indent})`
}

/** One item per line; numbers, as many as fit. */
function linesOf(list: readonly Code[], indent: string): string {
  if (!list.every((item) => typeof item === 'string' && /^-?\d[\d.e+-]*$/.test(item))) {
    return list.map((item) => `${indent}${layOut(item, indent.length, indent, 1)},`).join('\n')
  }
  const lines = ['']
  for (const item of list) {
    const line = lines.at(-1) ?? ''
    const next = line === '' ? `${indent}${inOneLine(item)},` : `${line} ${inOneLine(item)},`
    if (line !== '' && next.length > MOST_COLUMNS) lines.push(`${indent}${inOneLine(item)},`)
    else lines[lines.length - 1] = next
  }
  return lines.join('\n')
}

function inOneLine(code: Code): string {
  if (typeof code === 'string') return code
  return 'list' in code ? `[${code.list.map(inOneLine).join(', ')}]` : `${code.call}(${code.args.map(inOneLine).join(', ')})`
}
