/** A client's inputs as Gradio 3 takes them: files as `{name, data, is_file}`, pictures as `data:` URLs. */
import { GradioStreamError } from '../../core/errors.ts'
import { toDataUrl } from '../../core/connection/inline-pictures.ts'
import { readItems } from '../../core/protocol/json-text.ts'
import { isBefore } from '../../core/protocol/legacy.ts'
import { isJsonObject } from '../../core/protocol/safe-keys.ts'
import { pictureToInline } from '../../core/protocol/values.ts'
import { fileUrl, isDataUrl, toOldFiles } from '../../core/protocol/values-files.ts'
import type { AppSource, ConnectedApp } from './app-source.ts'
import { discardBody } from './bounded-text.ts'

const MAX_PICTURE_BYTES = 50 * 1024 * 1024

/** The text of the data list for the app. Items without files stay as they were written. Throws `input-invalid`. */
export async function callData(apps: AppSource, app: ConnectedApp, fnIndex: number, data: string): Promise<string> {
  if (!isBefore(app.version, 4)) return data
  const items = readItems(data)
  if (!items) throw invalid('The data of the call is no list.')
  const components = app.inputComponents.get(fnIndex) ?? []
  const written = await Promise.all(items.map((item, index) => oldItem(apps, app, components[index] ?? '', item)))
  return `[${written.join(',')}]`
}

async function oldItem(apps: AppSource, app: ConnectedApp, component: string, item: string): Promise<string> {
  if (!item.includes('"path"') && !item.includes('"url"') && !item.includes('"is_file"')) return item
  const value: unknown = JSON.parse(item)
  if (component === 'json') return item
  if (isJsonObject(value) && isDataUrl(value.url) && component === 'image') return JSON.stringify(value.url)
  const picture = pictureToInline(component, value)
  if (!picture) return JSON.stringify(toOldFiles(value))
  const answer = await apps.request(app, fileUrl(app.apiUrl, picture.path))
  const isReadable = answer.status === 200 && Number(answer.headers.get('content-length') ?? 0) <= MAX_PICTURE_BYTES
  const url = isReadable ? await toDataUrl(answer, MAX_PICTURE_BYTES) : null
  if (!isReadable) discardBody(answer.body)
  if (url !== null) return JSON.stringify(url)
  throw invalid(`The app does not give a picture back that was sent to it (${answer.status}).`)
}

function invalid(message: string): GradioStreamError<'input-invalid'> {
  return new GradioStreamError('input-invalid', { message, hint: 'Upload it again.', details: { issues: [] } })
}
