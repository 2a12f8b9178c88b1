/**
 * Texts of an app in a file of code. An app is not trusted: whatever its names, docstrings and choices are, they stay
 * inside of the literal, the comment or the name for which they are written here.
 */

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/
/** Control characters, line ends of JavaScript, marks of direction (CVE-2021-42574), lone surrogates. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u
const EACH_UNSAFE = new RegExp(UNSAFE, 'gu')
/** Lines of a file are broken before this column, as formatters break them. */
export const MOST_COLUMNS = 100
const MOST_COMMENT_LINES = 30
const MOST_COMMENT_COLUMNS = 400

/** A text as a literal of TypeScript. */
export function quoted(text: string): string {
  let literal = ''
  for (const character of text) {
    if (character === '\n') literal += '\\n'
    else if (character === '\\') literal += '\\\\'
    else if (UNSAFE.test(character)) literal += escaped(character)
    else literal += character
  }
  // The quote that needs fewer escapes, as formatters choose it.
  const singles = literal.split("'").length
  const doubles = literal.split('"').length
  return singles > doubles ? `"${literal.replaceAll('"', '\\"')}"` : `'${literal.replaceAll("'", "\\'")}'`
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')
}

/** A literal as code. */
export function literalOf(value: string | number | bigint | boolean): string {
  if (typeof value === 'string') return quoted(value)
  return typeof value === 'bigint' ? `${value}n` : Object.is(value, -0) ? '0' : String(value)
}

/** The name of a member of a type: bare where it is an identifier, else quoted. */
export function memberName(name: string): string {
  return IDENTIFIER.test(name) ? name : quoted(name)
}

/** The key of a member of an object. `__proto__: …` would set a prototype. */
export function objectKey(name: string): string {
  return name === '__proto__' ? "['__proto__']" : memberName(name)
}

/** Words that TypeScript does not take as a label. */
const RESERVED =
  /^(?:break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|export|extends|false|finally|for|function|if|import|in|instanceof|new|null|return|super|switch|this|throw|true|try|typeof|var|void|while|with)$/

/** The label of a tuple's element: an identifier made of a text. */
export function tupleLabel(text: string, index: number): string {
  const words = wordsOf(text)
  const label = words.map((word, at) => (at === 0 ? word.charAt(0).toLowerCase() + word.slice(1) : capital(word))).join('')
  const found = IDENTIFIER.test(text) ? text : label
  if (!IDENTIFIER.test(found)) return `value${index + 1}`
  return RESERVED.test(found) ? `${found}_` : found
}

/** The beginning of a type's name, made of a text: `/caption image` gives `CaptionImage`. */
export function typeName(text: string): string {
  const name = wordsOf(text).map(capital).join('').slice(0, 60)
  return /^\d/.test(name) ? `_${name}` : name
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[A-Za-z0-9]+/g) ?? []
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** Lines of a comment from a text: it cannot end the comment, be a directive of a tool or a tag of TSDoc. */
export function commentLines(text: string): string[] {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029\u0085]/).map((line) =>
    line
      .replaceAll(EACH_UNSAFE, ' ')
      .replaceAll('*/', '*\\/')
      .replaceAll('/*', '/\\*')
      .replaceAll(/sourceMappingURL|sourceURL/gi, 'source-URL')
      .replaceAll(/(^|[^\w])@(?=\w)/g, '$1\\@')
      .trimEnd()
      .slice(0, MOST_COMMENT_COLUMNS),
  )
  while (lines.at(-1) === '') lines.pop()
  while (lines[0] === '') lines.shift()
  return lines.length > MOST_COMMENT_LINES ? [...lines.slice(0, MOST_COMMENT_LINES), '…'] : lines
}
