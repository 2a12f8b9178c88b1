/**
 * Reads the members of a JSON object while its bytes arrive. Nothing is parsed: each byte is looked at once, so that a
 * large body stops nobody else, and a body that is not JSON or nested too deep is refused at that byte.
 */

/** Apps read no deeper: Python's reader gives up at about 1,000. */
export const MOST_LEVELS = 500
/** A request of Gradio's clients has seven. */
export const MOST_MEMBERS = 100

export type BodyFault = 'malformed' | 'too-deep' | 'too-many-members'

/** What is expected next. Below `STRING` white space is skipped; from `ZERO` on, the next byte may end a number. */
const [VALUE, FIRST_ITEM, FIRST_NAME, NAME, COLON, AFTER, OVER] = [0, 1, 2, 3, 4, 5, 6] as const
const [STRING, ESCAPE, HEX, LITERAL] = [7, 8, 9, 10] as const
const [MINUS, POINT, EXPONENT, SIGN] = [11, 12, 13, 14] as const
const [ZERO, DIGITS, FRACTION, POWER] = [15, 16, 17, 18] as const

const [QUOTE, BACKSLASH, COMMA, COLON_SIGN] = [0x22, 0x5c, 0x2c, 0x3a] as const
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d] as const
const [LIST, OBJECT] = [0, 1] as const
const LITERALS: Readonly<Record<number, string>> = { 0x74: 'rue', 0x66: 'alse', 0x6e: 'ull' }
const ESCAPED = new Set(Array.from('"\\/bfnrt', (letter) => letter.charCodeAt(0)))

/** Where a member lies in the body: `[begin, end)` of its name and of its value, in bytes. */
type Place = readonly [number, number, number, number]

export class MembersReader {
  readonly #chunks: Uint8Array[] = []
  readonly #kinds = new Uint8Array(MOST_LEVELS + 1)
  readonly #places: Place[] = []
  #length = 0
  #depth = 0
  #state: number = VALUE
  #isName = false
  #hexLeft = 0
  #literal = ''
  #nameBegin = 0
  #nameEnd = 0
  #begin = 0
  #fault: BodyFault | null = null

  /** Takes the next bytes. The answer is the reason why the body cannot be read any more, if there is one. */
  take(chunk: Uint8Array): BodyFault | null {
    this.#chunks.push(chunk)
    const from = this.#length
    for (let index = 0; index < chunk.length && this.#fault === null; index += 1) this.#look(chunk[index] ?? 0, from + index)
    this.#length += chunk.length
    return this.#fault
  }

  /** The members as texts, when all bytes are there. If a name repeats, the last one counts. */
  end(): ReadonlyMap<string, string> | BodyFault {
    if (this.#fault !== null || this.#state !== OVER) return this.#fault ?? 'malformed'
    const bytes = new Uint8Array(this.#length)
    let at = 0
    for (const chunk of this.#chunks) {
      bytes.set(chunk, at)
      at += chunk.length
    }
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    const text = (begin: number, end: number): string => decoder.decode(bytes.subarray(begin, end))
    return new Map(this.#places.map(([name, nameEnd, begin, end]) => [String(JSON.parse(text(name, nameEnd))), text(begin, end)]))
  }

  #look(byte: number, at: number): void {
    const state = this.#state
    if (state === STRING) {
      if (byte === QUOTE) this.#endString(at + 1)
      else if (byte === BACKSLASH) this.#state = ESCAPE
      else if (byte < 0x20) this.#fault = 'malformed'
      return
    }
    if (state <= OVER) {
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return
      return this.#lookBetween(state, byte, at)
    }
    if (state >= MINUS) return this.#lookInNumber(state, byte, at)
    if (state === ESCAPE) {
      if (byte === 0x75) {
        this.#hexLeft = 4
        this.#state = HEX
      } else if (ESCAPED.has(byte)) this.#state = STRING
      else this.#fault = 'malformed'
    } else if (state === HEX) {
      if (!isHex(byte)) this.#fault = 'malformed'
      else if ((this.#hexLeft -= 1) === 0) this.#state = STRING
    } else if (this.#literal.charCodeAt(0) !== byte) this.#fault = 'malformed'
    else if ((this.#literal = this.#literal.slice(1)) === '') this.#endValue(at + 1)
  }

  #lookBetween(state: number, byte: number, at: number): void {
    if (state === VALUE) return this.#beginValue(byte, at)
    if (state === AFTER) {
      const isObject = this.#kinds[this.#depth] === OBJECT
      if (byte === COMMA) this.#state = isObject ? NAME : VALUE
      else if (byte === (isObject ? CLOSE_OBJECT : CLOSE_LIST)) this.#close(at)
      else this.#fault = 'malformed'
    } else if (state === COLON) {
      if (byte === COLON_SIGN) this.#state = VALUE
      else this.#fault = 'malformed'
    } else if (state === FIRST_ITEM) {
      if (byte === CLOSE_LIST) this.#close(at)
      else this.#beginValue(byte, at)
    } else if (state === FIRST_NAME && byte === CLOSE_OBJECT) this.#close(at)
    else if (state !== OVER && byte === QUOTE) {
      if (this.#depth === 1) this.#nameBegin = at
      this.#isName = true
      this.#state = STRING
    } else this.#fault = 'malformed'
  }

  #beginValue(byte: number, at: number): void {
    if (this.#depth === 0 && byte !== OPEN_OBJECT) return void (this.#fault = 'malformed')
    if (this.#depth === 1) this.#begin = at
    if (byte === QUOTE) {
      this.#isName = false
      this.#state = STRING
    } else if (byte === OPEN_OBJECT) this.#open(OBJECT)
    else if (byte === OPEN_LIST) this.#open(LIST)
    else if (byte === 0x2d) this.#state = MINUS
    else if (byte === 0x30) this.#state = ZERO
    else if (isDigit(byte)) this.#state = DIGITS
    else {
      const literal = LITERALS[byte]
      if (literal === undefined) return void (this.#fault = 'malformed')
      this.#literal = literal
      this.#state = LITERAL
    }
  }

  #lookInNumber(state: number, byte: number, at: number): void {
    if (isDigit(byte)) {
      if (state === MINUS) this.#state = byte === 0x30 ? ZERO : DIGITS
      else if (state === POINT) this.#state = FRACTION
      else if (state === EXPONENT || state === SIGN) this.#state = POWER
      else if (state === ZERO) this.#fault = 'malformed'
    } else if (byte === 0x2e && (state === ZERO || state === DIGITS)) this.#state = POINT
    else if ((byte === 0x65 || byte === 0x45) && state >= ZERO && state !== POWER) this.#state = EXPONENT
    else if ((byte === 0x2b || byte === 0x2d) && state === EXPONENT) this.#state = SIGN
    else if (state < ZERO) this.#fault = 'malformed'
    else {
      this.#endValue(at)
      this.#look(byte, at)
    }
  }

  #open(kind: number): void {
    if (this.#depth === MOST_LEVELS) return void (this.#fault = 'too-deep')
    this.#depth += 1
    this.#kinds[this.#depth] = kind
    this.#state = kind === OBJECT ? FIRST_NAME : FIRST_ITEM
  }

  #close(at: number): void {
    this.#depth -= 1
    this.#endValue(at + 1)
  }

  #endString(end: number): void {
    if (!this.#isName) return this.#endValue(end)
    if (this.#depth === 1) this.#nameEnd = end
    this.#state = COLON
  }

  #endValue(end: number): void {
    this.#state = this.#depth === 0 ? OVER : AFTER
    if (this.#depth !== 1) return
    this.#places.push([this.#nameBegin, this.#nameEnd, this.#begin, end])
    if (this.#places.length > MOST_MEMBERS) this.#fault = 'too-many-members'
  }
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

function isHex(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)
}
