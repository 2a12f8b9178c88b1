/** Sending a file as a streamed body: what was taken from the stream has been sent. For Node and other servers. */
import { untilAborted } from './abort.ts'
import { readText } from './read-answer.ts'
import { isRedirect } from './redirect.ts'
import type { Upload } from './upload.ts'

const MAX_ANSWER_BYTES = 1024 * 1024

/** Sends one file and counts what the transport has taken of it. */
export const uploadStream: Upload = async ({ url, file, name, headers, http, signal, onProgress }) => {
  const boundary = `----rgs${Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
  const encoder = new TextEncoder()
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : 'application/octet-stream'
  const head = encoder.encode(
    `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${quoted(name)}"\r\ncontent-type: ${type}\r\n\r\n`,
  )
  const tail = encoder.encode(`\r\n--${boundary}--\r\n`)
  onProgress(0)
  // Given, so that servers which refuse a body of unknown length take it, and limits are judged before it comes.
  const own = {
    accept: 'application/json',
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': String(head.length + file.size + tail.length),
  }
  const init = { method: 'POST', headers: { ...own, ...headers }, body: multipart(head, file, tail, onProgress), duplex: 'half' }
  const sent = http.fetch(url, { ...init, credentials: http.credentials, redirect: 'manual', signal })
  const response = await untilAborted(sent, signal)
  const { text } = await readText(response, MAX_ANSWER_BYTES, signal)
  return { status: response.status, text, isRedirect: isRedirect(response) }
}

/** One chunk is read when one is wanted, so that counting runs no more than a chunk ahead of the wire. */
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

/** As the HTML standard writes a name in a form: only quotes and line breaks are escaped. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
