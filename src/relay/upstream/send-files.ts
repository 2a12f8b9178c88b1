/** Sends the files among the inputs of `relay.submit` to the app, by the client's own rules. */
import type { HttpContext } from '@gradio-stream/client/internal/connection/http/http'
import type { Upload } from '@gradio-stream/client/internal/connection/files/send-file'
import { Uploads } from '@gradio-stream/client/internal/connection/files/uploads'
import type { AppDescription, EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { GivenValues } from '@gradio-stream/client/internal/protocol/values/given-files'
import type { RelayContext } from '../context.ts'
import type { RelayedApp } from '../guard/app-directory.ts'

const MAX_ANSWER_BYTES = 1024 * 1024
/** A large file on a slow line takes long. */
const TIMEOUT_MS = 10 * 60_000

/** What is sent, and for which function. */
export interface SentFiles extends GivenValues {
  readonly described: AppDescription
  readonly endpoint: EndpointDescription
}

/**
 * Uploads each file once, and resolves with the values in which files are those of the app. Rejects with
 * `file-too-large` (the app's limit, or the relay's `maxUploadBytes`), `upload-failed`, `input-invalid` (a stream that
 * cannot be read), or what the app refused it with.
 */
export async function sendFiles(context: RelayContext, app: RelayedApp, sent: SentFiles): Promise<readonly unknown[]> {
  const { values, files, described, endpoint } = sent
  if (files.length === 0) return values
  const { settings, clock } = context
  const { maxUploadBytes } = settings.limits
  const { requestTimeoutMs, inactivityTimeoutMs } = settings
  const http: HttpContext = { fetch: settings.fetch, credentials: 'omit', headers: () => ({}), requestTimeoutMs, clock }
  const uploads = new Uploads({ http, upload: uploadTo(context, app), inactivityTimeoutMs })
  const maxFileSizeBytes = Math.min(described.maxFileSizeBytes ?? maxUploadBytes, maxUploadBytes)
  return uploads.send({
    app: { ...described, maxFileSizeBytes },
    endpoint,
    values,
    files,
    signal: new AbortController().signal,
    onProgress: () => {},
    isOnce: true,
  })
}

/** Over the network of the app, with its headers, as everything that the relay sends to it. */
function uploadTo({ apps }: RelayContext, app: RelayedApp): Upload {
  return async ({ url, file, name, signal, onProgress }) => {
    const form = new FormData()
    form.append('files', file, name)
    // As bytes: the library that reaches public addresses only knows no forms but its own.
    const { body, headers } = countedForm(form, onProgress)
    const request = { method: 'POST', headers, body, signal, timeoutMs: TIMEOUT_MS, maxBytes: MAX_ANSWER_BYTES }
    const answer = await apps.requestText(app, url, request)
    return { status: answer.status, text: answer.text, isRedirect: false, contentType: answer.headers.get('content-type') }
  }
}

function countedForm(form: FormData, onProgress: (sentBytes: number) => void) {
  const packed = new Response(form)
  let sentBytes = 0
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      onProgress((sentBytes += chunk.byteLength))
      controller.enqueue(chunk)
    },
  })
  return { body: packed.body?.pipeThrough(counter) ?? null, headers: { 'content-type': packed.headers.get('content-type') ?? '' } }
}
