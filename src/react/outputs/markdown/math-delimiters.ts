/**
 * Formulas begin and end with what the app says. All of it is written as dollars, sign by sign, before the text is read;
 * what was written there before still tells a formula in the line from one of its own.
 */

/** How one kind of formula begins and ends. */
export interface MathDelimiter {
  readonly left: string
  readonly right: string
  readonly display: boolean
}

/** Delimiters of the app's `latex_delimiters`; those of other lengths than one or two signs are left alone. */
export function readDelimiters(value: unknown): readonly MathDelimiter[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return []
    // Each field is checked before it is used.
    const { left, right, display } = entry as Record<string, unknown>
    if (typeof left !== 'string' || typeof right !== 'string' || left.length !== right.length) return []
    return left.length === 1 || left.length === 2 ? [{ left, right, display: display === true }] : []
  })
}

/** Whether a text may have a formula. */
export function mayHaveMath(text: string, delimiters: readonly MathDelimiter[]): boolean {
  return delimiters.some(({ left, right }) => {
    const at = text.indexOf(left)
    return at >= 0 && text.includes(right, at + left.length)
  })
}

/** The same text, of the same length, with dollars around its formulas. Code is left as it is. */
export function toDollars(text: string, delimiters: readonly MathDelimiter[]): string {
  const others = delimiters.filter(({ left }) => !left.startsWith('$'))
  if (!others.some(({ left }) => text.includes(left))) return text
  let result = ''
  let at = 0
  // Fences, spans of code, and then each formula from its beginning to its end within a paragraph.
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
