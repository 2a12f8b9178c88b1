/**
 * Formulas have the app's delimiters. Before parsing all of them are replaced by dollars of the same length; the
 * original tells a formula in a line from a separate one.
 */

/** Begin and end of one kind of formula. */
export interface MathDelimiter {
  readonly left: string
  readonly right: string
  readonly display: boolean
}

/** The delimiters in the app's `latex_delimiters`. Those that are not one or two characters long are ignored. */
export function readDelimiters(value: unknown): readonly MathDelimiter[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return []
    // Each field is checked before its use.
    const { left, right, display } = entry as Record<string, unknown>
    if (typeof left !== 'string' || typeof right !== 'string' || left.length !== right.length) return []
    return left.length === 1 || left.length === 2 ? [{ left, right, display: display === true }] : []
  })
}

/** Whether a text may contain a formula. */
export function mayHaveMath(text: string, delimiters: readonly MathDelimiter[]): boolean {
  return delimiters.some(({ left, right }) => {
    const at = text.indexOf(left)
    return at >= 0 && text.includes(right, at + left.length)
  })
}

/** The text, with the same length, and dollars around its formulas. Code is unchanged. */
export function toDollars(text: string, delimiters: readonly MathDelimiter[]): string {
  const others = delimiters.filter(({ left }) => !left.startsWith('$'))
  if (!others.some(({ left }) => text.includes(left))) return text
  let result = ''
  let at = 0
  // Fences, code spans, and then each formula from its start to its end within a paragraph.
  const code = /^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|$(?![\s\S]))|(`+)(?!`)[^`][\s\S]*?[^`]\2(?!`)/gm
  const convert = (piece: string): string => others.reduce(convertOne, piece)
  for (const match of text.matchAll(code)) {
    result += convert(text.slice(at, match.index)) + match[0]
    at = match.index + match[0].length
  }
  return result + convert(text.slice(at))
}

function convertOne(text: string, { left, right }: MathDelimiter): string {
  const dollars = '$'.repeat(left.length)
  const pieces = text.split(left)
  return pieces
    .map((piece, index) => {
      const end = index === 0 ? -1 : piece.indexOf(right)
      const formula = piece.slice(0, Math.max(0, end))
      const isFormula = end > 0 && !/\n[ \t]*\n/.test(formula) && !formula.includes('$')
      if (index === 0) return piece
      return isFormula ? `${dollars}${formula}${dollars}${piece.slice(end + right.length)}` : left + piece
    })
    .join('')
}
