/** Turns a client's inputs into Gradio 3's form: files as `{name, data, is_file}`, pictures as `data:` URLs. */
import { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { InputIssue } from '@gradio-stream/client/internal/errors'
import { toDataUrl } from '@gradio-stream/client/internal/connection/files/inline-pictures'
import { parseExact, writeExact } from '@gradio-stream/client/internal/protocol/exact-json'
import { readItems, writeItems } from '@gradio-stream/client/internal/protocol/json-text'
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import { pictureToInline } from '@gradio-stream/client/internal/protocol/values/level-values'
import { fileUrl, isDataUrl, toOldFiles } from '@gradio-stream/client/internal/protocol/values/values-files'
import type { AppSource, ConnectedApp } from './app-source.ts'
import { discardBody } from './bounded-text.ts'

const MAX_PICTURE_BYTES = 50 * 1024 * 1024

/** The data list for the app, as text. Items without files stay as they were written. Throws `input-invalid`. */
export async function callData(apps: AppSource, app: ConnectedApp, fnIndex: number, data: string): Promise<string> {
  if (app.features.takesFileData) return data
  const items = readItems(data)
  if (!items) throw invalid('The data of the call is no list.')
  const components = app.inputComponents.get(fnIndex) ?? []
  const written = await Promise.all(items.map((item, index) => oldItem(apps, app, components[index] ?? '', item)))
  return writeItems(written)
}

async function oldItem(apps: AppSource, app: ConnectedApp, component: string, item: string): Promise<string> {
  if (!item.includes('"path"') && !item.includes('"url"') && !item.includes('"is_file"')) return item
  const value = parseExact(item)
  if (component === 'json') return item
  if (isJsonObject(value) && isDataUrl(value.url) && component === 'image') return JSON.stringify(value.url)
  const picture = pictureToInline(component, value)
  if (!picture) return writeExact(toOldFiles(value))
  const answer = await apps.request(app, fileUrl(app.apiUrl, picture.path))
  const isReadable = answer.status === 200 && Number(answer.headers.get('content-length') ?? 0) <= MAX_PICTURE_BYTES
  const url = isReadable ? await toDataUrl(answer, MAX_PICTURE_BYTES) : null
  if (!isReadable) discardBody(answer.body)
  if (url !== null) return JSON.stringify(url)
  const message = `The app does not give a picture back that was sent to it (${answer.status}).`
  throw invalid(message, [{ parameter: null, code: 'file-unreadable', params: {}, message }])
}

function invalid(message: string, issues: readonly InputIssue[] = []): GradioStreamError<'input-invalid'> {
  return new GradioStreamError('input-invalid', { message, hint: 'Upload it again.', details: { issues } })
}
