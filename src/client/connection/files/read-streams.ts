/**
 * Reads streams among the inputs into files before they are sent: an upload states its length and may have to be
 * repeated.
 */
import { GradioStreamError } from '../../errors.ts'
import type { ByteStream, GivenStream } from '../../protocol/values/input-files.ts'
import { typeOfBytes } from '../../protocol/values/type-of-bytes.ts'
import { untilAborted } from '../http/abort.ts'

/** Files from streams, for runs that get the same stream again. */
const read = new WeakMap<GivenStream, Promise<File>>()

/**
 * Reads a whole stream. Rejects with `file-too-large` beyond `limitBytes`, and with `input-invalid` if it fails or has
 * no bytes.
 */
export function readGivenStream(given: GivenStream, limitBytes: number | null, signal: AbortSignal): Promise<File> {
  const known = read.get(given) ?? collect(given, limitBytes)
  read.set(given, known)
  return untilAborted(known, signal)
}

async function collect({ stream, name }: GivenStream, limitBytes: number | null): Promise<File> {
  const parts: BlobPart[] = []
  let first: Uint8Array | null = null
  let size = 0
  try {
    for await (const chunk of chunksOf(stream)) {
      const part = bytesOf(chunk)
      size += part.byteLength
      first ??= part
      if (limitBytes !== null && size > limitBytes) throw tooLarge(name, size, limitBytes)
      parts.push(part)
    }
  } catch (cause) {
    if (cause instanceof GradioStreamError) throw cause
    throw unreadable(cause instanceof Error ? cause.message : String(cause), cause)
  }
  return new File(parts, name, { type: first ? typeOfBytes(first) : '' })
}

/** Some browsers' streams cannot be iterated. */
async function* chunksOf(stream: ByteStream): AsyncGenerator {
  if (!('getReader' in stream)) {
    yield* stream
    return
  }
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

function bytesOf(chunk: unknown): Uint8Array<ArrayBuffer> {
  if (typeof chunk === 'string') return new TextEncoder().encode(chunk)
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength).slice()
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk)
  throw new Error(`it gave a ${typeof chunk} in place of bytes`)
}

function tooLarge(name: string, sizeBytes: number, limitBytes: number): GradioStreamError<'file-too-large'> {
  return new GradioStreamError('file-too-large', {
    message: `The stream ${name === '' ? '' : `"${name}" `}has more bytes than the ${limitBytes} the app takes; reading was stopped at ${sizeBytes}.`,
    hint: 'Choose a smaller file.',
    details: { file: name, sizeBytes, limitBytes },
  })
}

function unreadable(seen: string, cause: unknown): GradioStreamError<'input-invalid'> {
  const message = `holds a stream that could not be read: ${seen}`
  return new GradioStreamError('input-invalid', {
    message: `A value ${message}.`,
    hint: 'A stream can be read once; give a new one, or a Blob.',
    details: { issues: [{ parameter: null, code: 'file-unreadable', params: {}, message }] },
    cause,
  })
}
