/** A value for each parameter of an unknown endpoint: the app's own example, its default, a choice, or a small file. */
import type { AppDescription, EndpointDescription, ParameterDescription } from '../../src/client/index.ts'

/** One white pixel. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=', 'base64')
const PICTURES: ReadonlySet<string> = new Set(['image', 'imageeditor', 'imagemask', 'sketchpad', 'paint', 'gallery', 'imageslider'])

interface FileData {
  readonly path: string
  readonly orig_name: string
  readonly mime_type: string
  readonly size: number
  readonly meta: { readonly _type: 'gradio.FileData' }
}

/** A tenth of a second of silence, 8 kHz. */
function wav(): Buffer<ArrayBuffer> {
  const samples = 800
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples * 2, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(16_000, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples * 2, 40)
  return Buffer.from([...head, ...Buffer.alloc(samples * 2)])
}

/** Values for one endpoint; files are sent to the app once. */
export async function sampleValues(app: AppDescription, endpoint: EndpointDescription): Promise<unknown[]> {
  return Promise.all(endpoint.parameters.map((parameter) => sampleValue(app, parameter)))
}

async function sampleValue(app: AppDescription, parameter: ParameterDescription): Promise<unknown> {
  const { component, exampleValue, defaultValue, props } = parameter
  const choice: unknown = Array.isArray(props.choices) ? (props.choices as unknown[])[0] : undefined
  if ((component === 'dropdown' || component === 'radio') && Array.isArray(choice)) {
    const value: unknown = defaultValue ?? choice[1]
    return props.multiselect === true && !Array.isArray(value) ? [value] : value
  }
  const value = defaultValue ?? exampleValue
  if (component === 'multimodaltextbox' && isJson(value) && value.text === '') return { ...value, text: 'Hello!!' }
  return hasFile(value) ? withOwnFiles(value, await ownFile(app, component)) : value
}

async function ownFile(app: AppDescription, component: string): Promise<FileData> {
  const [name, type, bytes] = PICTURES.has(component)
    ? (['white.png', 'image/png', PNG] as const)
    : component === 'audio'
      ? (['silence.wav', 'audio/wav', wav()] as const)
      : (['words.txt', 'text/plain', Buffer.from('a file of words\n')] as const)
  const form = new FormData()
  form.append('files', new Blob([bytes], { type }), name)
  const answer = await fetch(`${app.apiUrl}/upload`, { method: 'POST', body: form })
  // A list of paths, or an error that shows when it is used.
  const paths = (await answer.json()) as unknown[]
  return { path: String(paths[0]), orig_name: name, mime_type: type, size: bytes.length, meta: { _type: 'gradio.FileData' } }
}

function isJson(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isFile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof (value as { path?: unknown }).path === 'string'
}

function hasFile(value: unknown): boolean {
  if (isFile(value)) return true
  return typeof value === 'object' && value !== null && Object.values(value).some(hasFile)
}

function withOwnFiles(value: unknown, file: FileData): unknown {
  if (isFile(value)) return file
  if (Array.isArray(value)) return value.map((item: unknown) => withOwnFiles(item, file))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withOwnFiles(item, file)]))
}
