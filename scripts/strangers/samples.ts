/** A value for each parameter of an unknown endpoint: the app's own example, its default, a choice, or a small file. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
  const { component, exampleValue, defaultValue, props, schema } = parameter
  // Gradio's example for every typed parameter is "...", whatever its type.
  if (component === 'api') return defaultValue ?? sampleOfType(schema)
  const choice: unknown = Array.isArray(props.choices) ? (props.choices as unknown[])[0] : undefined
  if ((component === 'dropdown' || component === 'radio') && Array.isArray(choice)) {
    const value: unknown = defaultValue ?? choice[1]
    return props.multiselect === true && !Array.isArray(value) ? [value] : value
  }
  const value = defaultValue ?? exampleValue
  if (component === 'multimodaltextbox' && isJson(value) && value.text === '') return { ...value, text: 'Hello!!' }
  return hasFile(value) ? withOwnFiles(value, await ownFile(app, parameter)) : value
}

/** A value that fits a JSON schema. */
function sampleOfType(schema: Readonly<Record<string, unknown>>): unknown {
  const { type, items } = schema
  if (Array.isArray(schema.enum)) return schema.enum[0]
  if (type === 'integer' || type === 'number') return 3
  if (type === 'boolean') return true
  if (type === 'array') return isJson(items) ? [sampleOfType(items)] : []
  if (type === 'object') return {}
  return 'Hello!!'
}

const PICTURE = ['white.png', 'image/png', PNG] as const
const SOUND = ['silence.wav', 'audio/wav', wav()] as const
const TEXT = ['words.txt', 'text/plain', Buffer.from('a file of words\n')] as const
/** Files by what a field says it takes. */
const FILES: Readonly<Record<string, readonly [name: string, type: string, bytes: Buffer<ArrayBuffer>]>> = {
  image: PICTURE,
  audio: SOUND,
  text: TEXT,
  '.txt': TEXT,
  '.csv': ['numbers.csv', 'text/csv', Buffer.from('a,b\n1,2\n')],
  '.json': ['object.json', 'application/json', Buffer.from('{}')],
  '.srt': ['words.srt', 'application/x-subrip', Buffer.from('1\n00:00:00,000 --> 00:00:01,000\nHello\n')],
  '.vtt': ['words.vtt', 'text/vtt', Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n')],
  // An empty archive.
  '.zip': ['empty.zip', 'application/zip', Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
}

function fileFor({ component, props }: ParameterDescription): readonly [name: string, type: string, bytes: Buffer<ArrayBuffer>] {
  if (PICTURES.has(component)) return PICTURE
  if (component === 'audio') return SOUND
  if (component === 'video') return film() ?? TEXT
  const kinds = Array.isArray(props.file_types) ? (props.file_types as unknown[]) : []
  const kind = kinds.find((name) => typeof name === 'string' && name in FILES)
  return typeof kind === 'string' ? (FILES[kind] ?? TEXT) : TEXT
}

let made: readonly ['grey.mp4', 'video/mp4', Buffer<ArrayBuffer>] | null | undefined

/** A second of film, made by ffmpeg. Without ffmpeg there is none. */
function film(): readonly [name: string, type: string, bytes: Buffer<ArrayBuffer>] | null {
  if (made !== undefined) return made
  const file = join(mkdtempSync(join(tmpdir(), 'strangers-')), 'grey.mp4')
  const { status } = spawnSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'color=gray:s=64x64:d=1:r=10', '-pix_fmt', 'yuv420p', file])
  made = status === 0 ? ['grey.mp4', 'video/mp4', Buffer.from(readFileSync(file))] : null
  rmSync(join(file, '..'), { recursive: true })
  return made
}

async function ownFile(app: AppDescription, parameter: ParameterDescription): Promise<FileData> {
  const [name, type, bytes] = fileFor(parameter)
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
