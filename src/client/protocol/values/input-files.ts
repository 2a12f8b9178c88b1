/** The forms that a file among a call's inputs has before it is sent. A page loads this at once. */

/** Bytes that arrive in pieces. Read once, into a file. */
export type ByteStream = ReadableStream<unknown> | AsyncIterable<unknown>

/** A stream among the inputs. */
export class GivenStream {
  readonly stream: ByteStream
  /** Empty without a name. */
  readonly name: string

  constructor(stream: ByteStream, name: string) {
    this.stream = stream
    this.name = name
  }
}

/** A file that is not uploaded: it is at the app already, or at an address from which the app fetches it. */
export type LyingFile = Readonly<Record<string, unknown>>

/** The three forms of a file among the inputs. */
export type GivenFile = Blob | GivenStream | LyingFile

/** Whether a value is a `File` or a `Blob`, of this realm or another. */
export function isFile(value: unknown): value is Blob {
  if (typeof value !== 'object' || value === null) return false
  const tag = Object.prototype.toString.call(value)
  return (tag === '[object File]' || tag === '[object Blob]') && 'size' in value && typeof value.size === 'number'
}

/** Whether JSON writes it as an object. A `Date` or a `Map` is left to `JSON.stringify`. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
