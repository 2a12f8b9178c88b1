/**
 * Sends a file as a form with `fetch`, which reports nothing until it is done. The server is asked how much has arrived
 * (`upload_progress`, Gradio 4 and newer); if it does not say, progress jumps from nothing to everything.
 */
import { wait } from '../../kit/wait.ts'
import { followAbort, untilAborted } from '../http/abort.ts'
import { connectWithParser } from '../stream/parser-connector.ts'
import { readText } from '../http/read-answer.ts'
import { isRedirect } from '../http/redirect.ts'
import type { Upload, UploadRequest } from './send-file.ts'

const MAX_ANSWER_BYTES = 1024 * 1024
/** The server knows an upload only once its first bytes have arrived: 4.44 at once ends a stream that comes earlier. */
const ASK_AGAIN_MS = 500
const ASK_ATTEMPTS = 10

/** Sends one file and reports the server's progress. */
export const uploadForm: Upload = async (request) => {
  const { url, file, name, headers, http, signal } = request
  const form = new FormData()
  form.append('files', file, name)
  const { controller, release } = followAbort(signal)
  const own = { accept: 'application/json', ...headers }
  const sent = http.fetch(url, { method: 'POST', headers: own, body: form, credentials: http.credentials, redirect: 'manual', signal })
  void followProgress(request, controller.signal).catch(() => undefined)
  try {
    const response = await untilAborted(sent, signal)
    const { text } = await readText(response, MAX_ANSWER_BYTES, signal)
    return { status: response.status, text, isRedirect: isRedirect(response), contentType: response.headers.get('content-type') }
  } finally {
    release()
    controller.abort()
  }
}

async function followProgress({ progressUrl, route, file, http, onProgress }: UploadRequest, signal: AbortSignal): Promise<void> {
  let sentBytes = 0
  const told = { isDone: false }
  for (let attempt = 1; attempt <= ASK_ATTEMPTS && !told.isDone && !signal.aborted; attempt += 1) {
    await wait(http.clock, ASK_AGAIN_MS, signal)
    if (signal.aborted) return
    const headers = await http.headers({ url: progressUrl, route })
    await connectWithParser({
      url: progressUrl,
      fetch: http.fetch,
      headers,
      credentials: http.credentials,
      signal,
      onOpen: () => undefined,
      onActivity: () => undefined,
      onRetry: () => undefined,
      onEvent: ({ data }) => {
        const step = readStep(data)
        if (step === 'done') told.isDone = true
        else sentBytes = Math.min(file.size, sentBytes + step)
        if (sentBytes > 0) onProgress(sentBytes)
      },
    }).catch(() => undefined)
    // The progress broke off: a new stream could not be added to what was reported before.
    if (sentBytes > 0) return
  }
}

/** Bytes since the last message; `null` for anything else. */
function readStep(data: string): number | 'done' {
  try {
    // Two fields of an unknown object, each checked.
    const { msg, chunk_size: size } = JSON.parse(data) as { msg?: unknown; chunk_size?: unknown }
    if (msg === 'done') return 'done'
    return msg === 'update' && typeof size === 'number' && size > 0 ? size : 0
  } catch {
    return 0
  }
}
