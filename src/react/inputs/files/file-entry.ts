/**
 * The content of a file field: files that a person chose, or files at the app (defaults, examples), and the rules for
 * them.
 */
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { fileName } from '@gradio-stream/client/internal/protocol/values/file-name'
import { isFile } from '@gradio-stream/client/internal/protocol/values/input-files'
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import { readFiles } from '../../kit/file-address.ts'
import type { FileValue } from '../../kit/file-address.ts'
import { textProp } from '../../kit/component-props.ts'
import type { InputReading, InputWords } from '../input-kind.ts'

/** A `File`, or a value of the app for one. */
export type FileEntry = Blob | Readonly<Record<string, unknown>>

/** What a field accepts. */
export interface FileRule {
  /** File endings and MIME types, including `image/*`; `null` accepts everything. */
  readonly accepted: readonly string[] | null
  readonly takesSeveral: boolean
  readonly isDirectory: boolean
  /** @defaultValue no limit */
  readonly most?: number
}

/** Gradio's words for groups of files; endings and MIME types are used as they are. */
const GROUPS: ReadonlyMap<string, string> = new Map([
  ['image', 'image/*'],
  ['imageeditor', 'image/*'],
  ['imageslider', 'image/*'],
  ['audio', 'audio/*'],
  ['video', 'video/*'],
  ['text', 'text/*'],
])
const OWN_TYPE = /^(?:\.[\w.+-]+|[\w.+-]+\/(?:[\w.+-]+|\*))$/
const MODELS = ['.obj', '.glb', '.gltf', '.stl', '.splat', '.ply']

/** The rule for a parameter's field. */
export function ruleOf(parameter: ParameterDescription): FileRule {
  const { component, props, schema } = parameter
  const count = textProp(props, 'file_count')
  const accepted = acceptedBy(parameter)
  if (component === 'gallery') return { accepted, takesSeveral: true, isDirectory: false }
  if (component === 'imageslider') return { accepted, takesSeveral: true, isDirectory: false, most: 2 }
  const canTakeSeveral = component === 'file' || component === 'uploadbutton' || component === 'multimodaltextbox'
  const isArray = count === undefined ? schema.type === 'array' : count !== 'single'
  return { accepted, takesSeveral: canTakeSeveral && isArray, isDirectory: canTakeSeveral && count === 'directory' }
}

function acceptedBy({ component, props }: ParameterDescription): readonly string[] | null {
  const own = component === 'gallery' ? ['image', 'video'] : component === 'model3d' ? MODELS : [component]
  const types: readonly unknown[] = Array.isArray(props.file_types) && props.file_types.length > 0 ? props.file_types : own
  const known = types.flatMap((type) => (typeof type === 'string' ? (GROUPS.get(type) ?? (OWN_TYPE.test(type) ? type : [])) : []))
  // With an unknown type anything is accepted.
  return known.length === types.length && known.length > 0 ? known : null
}

/** The entries of a draft. Invalid ones are left out. */
export function entriesOf(draft: unknown): readonly FileEntry[] {
  if (Array.isArray(draft)) return draft.filter((entry): entry is FileEntry => isFile(entry) || isJsonObject(entry))
  return isFile(draft) || isJsonObject(draft) ? [draft] : []
}

/** An app's default as a draft: only a file at the app. */
export function toFileDraft({ defaultValue }: ParameterDescription): readonly FileEntry[] {
  const values: readonly unknown[] = Array.isArray(defaultValue) ? defaultValue : [defaultValue]
  return values.filter((value): value is FileEntry => isJsonObject(value) && appFile(value) !== null)
}

/** A file at the app; `null` for one that was chosen here, and for anything else. */
export function appFile(entry: FileEntry): FileValue | null {
  if (isFile(entry)) return null
  // An editor's value is shown by its background.
  return readFiles(entry)?.[0] ?? readFiles(entry.composite ?? entry.background)?.[0] ?? null
}

/** The shown name of an entry. */
export function entryName(entry: FileEntry): string {
  return isFile(entry) ? fileName(entry) : (appFile(entry)?.name ?? '')
}

/** Checks a draft against the rule: the number of files, then the type and size of each chosen one. */
export function readEntries(draft: unknown, parameter: ParameterDescription, words: InputWords): InputReading {
  const { messages, formats, maxFileSizeBytes = null } = words
  const rule = ruleOf(parameter)
  const entries = entriesOf(draft)
  if (entries.length === 0) return { ok: true, value: emptyValue(parameter) }
  if (rule.most !== undefined && entries.length > rule.most) return { ok: false, message: messages.issues.tooMany(rule.most, formats) }
  for (const entry of entries) {
    const message = isFile(entry) ? judge(entry, rule, words, maxFileSizeBytes) : null
    if (message !== null) return { ok: false, message }
  }
  return { ok: true, value: rule.takesSeveral ? entries : entries[0] }
}

/** What Gradio's own page sends without a file: some functions read members without a check. */
function emptyValue({ component }: ParameterDescription): unknown {
  if (component === 'gallery') return []
  return component === 'imageeditor' ? { background: null, layers: [], composite: null } : null
}

/** What is wrong with one file; `null` if nothing. */
function judge(file: Blob, { accepted }: FileRule, { messages, formats }: InputWords, limit: number | null): string | null {
  const name = fileName(file)
  if (limit !== null && file.size > limit) return messages.files.tooLarge(name, file.size, limit, formats)
  if (accepted !== null && !accepted.some((type) => isOfType(file, name, type))) return messages.files.wrongType(name, accepted, formats)
  return null
}

/** A file of unknown type is accepted: the app checks it again. */
function isOfType({ type }: Blob, name: string, wanted: string): boolean {
  if (wanted.startsWith('.')) return name.toLowerCase().endsWith(wanted.toLowerCase())
  if (type === '') return true
  return wanted.endsWith('/*') ? type.startsWith(wanted.slice(0, -1)) : type.split(';', 1)[0] === wanted
}
