/**
 * Gradio 3 takes a picture as a `data:` URL, never as a file. An uploaded picture is fetched back and written as a URL.
 */
import { GradioStreamError } from '../../errors.ts'
import type { AppDescription } from '../../protocol/describe/app-description.ts'
import { pictureToInline } from '../../protocol/values/level-values.ts'
import { fileUrl } from '../../protocol/values/values-files.ts'
import type { HttpContext } from '../http/http.ts'
import type { QueueCall } from '../queue/queue-requests.ts'

/** Largest picture that is written into a call. */
const MAX_PICTURE_BYTES = 50 * 1024 * 1024

/** The call's data with pictures as `data:` URLs, if the app needs that. Rejects with `input-invalid`. */
export async function inlinePictures(http: HttpContext, app: AppDescription, { endpoint, data }: QueueCall): Promise<readonly unknown[]> {
  if (app.features.takesFileData) return data
  return Promise.all(
    endpoint.inputSlots.map(async (slot, position) => {
      const value = data[position]
      const parameter = slot.kind === 'value' ? endpoint.parameters[slot.index] : undefined
      const picture = parameter && pictureToInline(parameter.component, value)
      if (!picture) return value
      const url = fileUrl(app.apiUrl, picture.path)
      const response = await http.fetch(url, {
        headers: await http.headers({ url, route: app.route }),
        credentials: http.credentials,
        // A redirect would take the headers along.
        redirect: 'error',
      })
      const dataUrl = response.ok ? await toDataUrl(response, MAX_PICTURE_BYTES) : null
      if (dataUrl !== null) return dataUrl
      throw unreadable(parameter.name, endpoint.name, response.status)
    }),
  )
}

/** The body as a `data:` URL; `null` if it is longer than the limit. */
export async function toDataUrl(response: Response, maxBytes: number): Promise<string | null> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes.length > maxBytes) return null
  let binary = ''
  // In pieces, since the number of arguments is limited.
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  const type = response.headers.get('content-type')?.split(';', 1).join('') || 'image/png'
  return `data:${type};base64,${btoa(binary)}`
}

function unreadable(parameter: string, endpoint: string, status: number): GradioStreamError<'input-invalid'> {
  const message = 'cannot be read back from the app, and Gradio 3 takes a picture only as its data'
  return new GradioStreamError('input-invalid', {
    message: `The picture "${parameter}" for ${endpoint} ${message} (${status}).`,
    hint: 'Give it as a data: URL, {url: "data:image/png;base64,…"}.',
    details: { endpoint, status, issues: [{ parameter, code: 'file-unreadable', params: {}, message }] },
  })
}
