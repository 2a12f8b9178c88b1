/** Sends a file as a streamed body: bytes that were taken from the stream count as sent. For Node and other servers. */
import { untilAborted } from '../http/abort.ts'
import { readText } from '../http/read-answer.ts'
import { isRedirect } from '../http/redirect.ts'
import type { Upload } from './send-file.ts'

const MAX_ANSWER_BYTES = 1024 * 1024

/** Sends one file and counts the bytes that the transport has taken. */
export const uploadStream: Upload = async ({ url, file, name, headers, http, signal, onProgress }) => {
  const boundary = `----rgs${Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
  const encoder = new TextEncoder()
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : 'application/octet-stream'
  const head = encoder.encode(
    `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${quoted(name)}"\r\ncontent-type: ${type}\r\n\r\n`,
  )
  const tail = encoder.encode(`\r\n--${boundary}--\r\n`)
  onProgress(0)
  // Stated, so that servers that refuse a body of unknown length accept it, and limits are checked before it comes.
  const own = {
    accept: 'application/json',
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': String(head.length + file.size + tail.length),
  }
  const init = { method: 'POST', headers: { ...own, ...headers }, body: multipart(head, file, tail, onProgress), duplex: 'half' }
  const sent = http.fetch(url, { ...init, credentials: http.credentials, redirect: 'manual', signal })
  const response = await untilAborted(sent, signal)
  const { text } = await readText(response, MAX_ANSWER_BYTES, signal)
  return { status: response.status, text, isRedirect: isRedirect(response), contentType: response.headers.get('content-type') }
}

/** Reads one chunk per request, so that counting is at most one chunk ahead of the wire. */
function multipart(head: Uint8Array, file: Blob, tail: Uint8Array, onProgress: (sentBytes: number) => void): ReadableStream<Uint8Array> {
  const reader = file.stream().getReader()
  let sentBytes = 0
  let isBegun = false
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!isBegun) {
          isBegun = true
          return controller.enqueue(head)
        }
        onProgress(sentBytes)
        const { done, value } = await reader.read()
        if (!done) {
          sentBytes += value.byteLength
          return controller.enqueue(value)
        }
        controller.enqueue(tail)
        controller.close()
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

/** A name in a form by the HTML standard: only quotes and line breaks are escaped. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
