/**
 * Turns the forms in which developers pass files into the three that are sent: a `Blob`, a stream that is read when the
 * run begins, and a file that is stored somewhere already. Any other value in the place of a file is refused here, by
 * name, before anything is sent.
 */
import { blobOfDataUrl } from './data-url.ts'
import { GradioStreamError } from '../../errors.ts'
import type { InputFault, InputIssue } from '../../errors.ts'
import type { AppDescription, EndpointDescription } from '../describe/app-description.ts'
import { itemPlace, memberPlace, placeOf, wantsFile } from './file-places.ts'
import type { FilePlace } from './file-places.ts'
import { GivenStream, isFile, isPlain } from './input-files.ts'
import type { ByteStream, GivenFile } from './input-files.ts'
import { isBefore } from '../legacy.ts'
import { typeOfBytes } from './type-of-bytes.ts'

/** The inputs of a call, and the files in them. */
export interface GivenValues {
  readonly values: readonly unknown[]
  readonly files: readonly GivenFile[]
}

type App = Pick<AppDescription, 'apiUrl' | 'rootUrl' | 'address' | 'version'>
/** No component takes lists and objects that are nested deeper. They could be endless. */
const MAX_DEPTH = 500
const META = { _type: 'gradio.FileData' }
const TAKEN = 'a File, Blob, ArrayBuffer, typed array, stream, http(s) URL, data: URI, {url}, or {path} of a file of this app'

/** Finds every file. The result shares everything without files with the given value. Throws `input-invalid`. */
export function takeFiles(endpoint: Pick<EndpointDescription, 'name' | 'parameters'>, values: readonly unknown[], app: App): GivenValues {
  const files = new Set<GivenFile>()
  const taken = values.map((value, index) => {
    const parameter = endpoint.parameters[index]
    // The app's own default may name a file by an address that is unreachable from here.
    if (parameter && value === parameter.defaultValue) return value
    const taker = new Taker(endpoint.name, parameter?.name ?? null, app, files)
    return taker.take(value, parameter ? placeOf(parameter) : { kind: 'any' }, 0)
  })
  return { values: taken, files: [...files] }
}

type WithoutWords<Any> = Any extends unknown ? Omit<Any, 'message'> : never
type Fault = WithoutWords<InputFault>
const FILE_WANTED: Fault = { code: 'file-wanted', params: {} }

class Taker {
  readonly #endpoint: string
  readonly #parameter: string | null
  readonly #app: App
  readonly #files: Set<GivenFile>

  constructor(endpoint: string, parameter: string | null, app: App, files: Set<GivenFile>) {
    this.#endpoint = endpoint
    this.#parameter = parameter
    this.#app = app
    this.#files = files
  }

  take(value: unknown, place: FilePlace, depth: number): unknown {
    if (typeof value === 'number' && !Number.isFinite(value)) throw this.#noNumber(value)
    const isWanted = wantsFile(place)
    // A message without files may be given as its text.
    if (typeof value === 'string' && place.kind === 'message' && depth === 0) return { text: value, files: [] }
    if (typeof value === 'string') return isWanted ? this.#fromText(value, {}) : value
    if (typeof value !== 'object' || value === null) {
      if (isWanted && value !== null && value !== undefined) throw this.#refuse(`a ${typeof value}`)
      return value
    }
    if (isFile(value)) return this.#keep(value)
    if (isBytes(value)) return this.#keep(this.#fromBytes(value, isWanted))
    const stream = asStream(value)
    if (stream) return this.#keep(stream)
    if (isUrl(value)) return this.#fromText(value.href, {})
    if (depth >= MAX_DEPTH) throw this.#tooDeep()
    if (Array.isArray(value)) return this.#inList(value, place, depth)
    if (!isPlain(value)) {
      if (isWanted) throw this.#refuse(nameOfClass(value))
      return value
    }
    // A plain object. Each member is looked at.
    const object = value as Readonly<Record<string, unknown>>
    if (isMasked(object) && isBefore(this.#app.version, 4)) return object
    return (isWanted ? this.#fromObject(object, place) : null) ?? this.#inObject(object, place, depth)
  }

  #inList(list: readonly unknown[], place: FilePlace, depth: number): unknown {
    // An item of a gallery in the form of Gradio 3 and Python: a picture and its caption.
    const isPair = depth > 0 && place.kind === 'file' && list.length === 2 && typeof list[1] === 'string' && !isAddress(list[1])
    const next = list.map((item, index) => (isPair && index === 1 ? item : this.take(item, itemPlace(place, index), depth + 1)))
    if (isPair) return { image: next[0], caption: next[1] }
    return next.every((item, index) => item === list[index]) ? list : next
  }

  #inObject(object: Readonly<Record<string, unknown>>, place: FilePlace, depth: number): unknown {
    const before = this.#files.size
    const entries = Object.entries(object).map(([name, member]) => [name, this.take(member, memberPlace(place, name), depth + 1)] as const)
    if (wantsFile(place) && this.#files.size === before && !isAround(object)) throw this.#refuse('an object without url or path')
    // `fromEntries` defines members, so that a member named `__proto__` does not reach a prototype.
    return entries.every(([name, member]) => member === object[name]) ? object : Object.fromEntries(entries)
  }

  /** `{url}` and `{path}`; `null` for an object around files. */
  #fromObject(object: Readonly<Record<string, unknown>>, place: FilePlace): unknown {
    const { path, url, is_file: isOld } = object
    if (typeof isOld === 'boolean') return object
    if (typeof path === 'string' && path !== '') {
      if (isAddress(path)) return this.#fromText(path, object)
      if (place.kind === 'file' && typeof url === 'string' && isHttp(url) && !this.#isOwn(url))
        throw this.#refuse(`a file of another app, ${hostOf(url)}`, { code: 'file-foreign', params: { host: hostOf(url) } })
      return this.#keep(object.meta === undefined ? { ...object, meta: META } : object)
    }
    // Gradio's form of a picture within its value. A frame of a stream is not uploaded.
    if (typeof url === 'string' && object.meta !== undefined && /^data:/i.test(url)) return this.#keep(object)
    if (typeof url === 'string') return this.#fromText(url, object)
    return isUrl(url) ? this.#fromText(url.href, object) : null
  }

  #fromText(text: string, named: Readonly<Record<string, unknown>>): unknown {
    const name = [named.orig_name, named.name].find((one) => typeof one === 'string' && one !== '')
    if (/^data:/i.test(text) && isBefore(this.#app.version, 4)) return { path: '', url: text, orig_name: name ?? null, meta: META }
    if (/^data:/i.test(text)) {
      const blob = blobOfDataUrl(text)
      if (!blob) throw this.#refuse('a data: URI that cannot be read', { code: 'file-unreadable', params: {} })
      return this.#keep(typeof name === 'string' ? new File([blob], name, { type: blob.type }) : blob)
    }
    if (!isHttp(text)) throw this.#refuse(`a text ("${text.length > 60 ? `${text.slice(0, 59)}…` : text}")`)
    if (isBefore(this.#app.version, 4))
      throw this.#refuse('an address, which Gradio 3 does not fetch', { code: 'file-not-fetched', params: {} })
    return this.#keep({
      path: text,
      url: text,
      orig_name: name ?? lastSegment(text),
      size: null,
      mime_type: named.mime_type ?? null,
      meta: META,
    })
  }

  #fromBytes(bytes: ArrayBufferView | ArrayBufferLike, isWanted: boolean): Blob {
    const kind = Object.prototype.toString.call(bytes).slice(8, -1)
    const isOfBytes = /^(?:Uint8Array|Uint8ClampedArray|DataView|(?:Shared)?ArrayBuffer)$/.test(kind)
    if (!isWanted && !isOfBytes) {
      const fault = { code: 'value-binary', params: { type: kind } } as const
      throw this.#refuse(`a ${kind}`, fault, `where no file is wanted; pass Array.from(it) for numbers`)
    }
    // A copy: later changes by the caller are not sent.
    const copy = ArrayBuffer.isView(bytes)
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).slice()
      : new Uint8Array(bytes).slice()
    return new Blob([copy], { type: typeOfBytes(copy) })
  }

  #keep(file: GivenFile): GivenFile {
    this.#files.add(file)
    return file
  }

  #isOwn(url: string): boolean {
    const { apiUrl, rootUrl, address } = this.#app
    return [apiUrl, rootUrl, address].some((base) => url.startsWith(`${base.replace(/\/+$/, '')}/`))
  }

  #refuse(seen: string, fault: Fault = FILE_WANTED, wanted = `it takes ${TAKEN}`): GradioStreamError<'input-invalid'> {
    return this.#invalid(
      { ...fault, message: `was given ${seen}; ${wanted}` },
      'Read a file of this machine first (fs.openAsBlob), and one of another app with fetchFile.',
    )
  }

  #noNumber(value: number): GradioStreamError<'input-invalid'> {
    // JSON would silently write `null`.
    const message = `holds ${value}, for which JSON has no number`
    return this.#invalid({ code: 'number-infinite', params: { value: String(value) }, message }, 'Pass null where there is no value.')
  }

  #tooDeep(): GradioStreamError<'input-invalid'> {
    const message = `holds lists or objects more than ${MAX_DEPTH} deep in one another, or one that holds itself`
    const fault = { code: 'value-too-deep', params: { limit: MAX_DEPTH }, message } as const
    return this.#invalid(fault, 'Pass plain values: texts, numbers, files, lists, objects.')
  }

  #invalid(fault: InputFault, hint: string): GradioStreamError<'input-invalid'> {
    const parameter = this.#parameter
    const issue: InputIssue = { parameter, ...fault }
    return new GradioStreamError('input-invalid', {
      message: `${parameter === null ? 'A value' : `"${parameter}"`} of ${this.#endpoint} ${fault.message}.`,
      hint,
      details: { endpoint: this.#endpoint, issues: [issue] },
    })
  }
}

/** A picture and its mask in the form of Gradio 3: both as data in texts (`gr.Image(tool="sketch")`). */
function isMasked({ image, mask }: Readonly<Record<string, unknown>>): boolean {
  return typeof image === 'string' && typeof mask === 'string' && /^data:/i.test(image)
}

function isBytes(value: object): value is ArrayBufferView | ArrayBufferLike {
  return ArrayBuffer.isView(value) || /^\[object (?:Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(value))
}

/** Web streams, Node streams and async iterables of bytes. A Node stream of a file keeps the file's name. */
function asStream(value: object): GivenStream | null {
  const isStream = Symbol.asyncIterator in value || ('getReader' in value && typeof value.getReader === 'function')
  if (!isStream) return null
  const path = 'path' in value && typeof value.path === 'string' ? (value.path.split(/[\\/]/).pop() ?? '') : ''
  // Checked above.
  return streams.get(value) ?? remember(value, new GivenStream(value as ByteStream, path))
}

/** A stream can be read once. When it is given again, it is the same file. */
const streams = new WeakMap<object, GivenStream>()

function remember(value: object, stream: GivenStream): GivenStream {
  streams.set(value, stream)
  return stream
}

function isUrl(value: unknown): value is URL {
  return Object.prototype.toString.call(value) === '[object URL]'
}

function isHttp(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text)
}

function isAddress(text: string): boolean {
  return /^(?:https?:\/\/|data:)/i.test(text)
}

/** An object around files, each of them optional: a drawing without a background. */
function isAround(object: Readonly<Record<string, unknown>>): boolean {
  return ['image', 'video', 'background', 'composite', 'layers', 'files', 'path', 'url'].some((name) => name in object)
}

function nameOfClass(value: object): string {
  const name = Object.prototype.toString.call(value).slice(8, -1)
  if (name === 'Promise') return 'a Promise: await it first'
  return `a ${name === 'Object' ? (value.constructor?.name ?? 'object') : name}`
}

function lastSegment(url: string): string | null {
  const segment = new URL(url).pathname.split('/').pop() ?? ''
  try {
    return decodeURIComponent(segment) || null
  } catch {
    return segment
  }
}

function hostOf(url: string): string {
  return new URL(url).host
}
