/** What a field for files holds: files a person chose, or ones that lie at the app (defaults, examples), and what it may hold. */
import type { ParameterDescription } from '../../core/protocol/app-description.ts'
import { fileName } from '../../core/protocol/file-name.ts'
import { isFile } from '../../core/protocol/files.ts'
import { isJsonObject } from '../../core/protocol/safe-keys.ts'
import { readFiles } from '../outputs/file-address.ts'
import type { FileValue } from '../outputs/file-address.ts'
import { textProp } from './component-props.ts'
import type { InputReading, InputWords } from './input-kind.ts'

/** A `File`, or a value of the app that stands for one. */
export type FileEntry = Blob | Readonly<Record<string, unknown>>

/** What a field takes. */
export interface FileRule {
  /** File endings and MIME types, `image/*` among them; `null` takes everything. */
  readonly accepted: readonly string[] | null
  readonly takesSeveral: boolean
  readonly isDirectory: boolean
  /** @defaultValue no limit */
  readonly most?: number
}

/** Gradio's words for groups of files; an ending or a MIME type stands for itself. */
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

/** What the field of a parameter takes. */
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
  // One that is not known could be anything.
  return known.length === types.length && known.length > 0 ? known : null
}

/** The entries of a draft; what is none is left out. */
export function entriesOf(draft: unknown): readonly FileEntry[] {
  if (Array.isArray(draft)) return draft.filter((entry): entry is FileEntry => isFile(entry) || isJsonObject(entry))
  return isFile(draft) || isJsonObject(draft) ? [draft] : []
}

/** A default of the app as a draft: only what is a file of its own. */
export function toFileDraft({ defaultValue }: ParameterDescription): readonly FileEntry[] {
  const values: readonly unknown[] = Array.isArray(defaultValue) ? defaultValue : [defaultValue]
  return values.filter((value): value is FileEntry => isJsonObject(value) && appFile(value) !== null)
}

/** What is known of a file that lies at the app; `null` for one chosen here, and for what is no file. */
export function appFile(entry: FileEntry): FileValue | null {
  if (isFile(entry)) return null
  // An editor's value is shown by its background.
  return readFiles(entry)?.[0] ?? readFiles(entry.composite ?? entry.background)?.[0] ?? null
}

/** Name of an entry, for people. */
export function entryName(entry: FileEntry): string {
  return isFile(entry) ? fileName(entry) : (appFile(entry)?.name ?? '')
}

/** Reads a draft against the rule: how many there are, then the type and the size of each one that was chosen here. */
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

/** What Gradio's own page sends where no file was chosen: functions take values of some kinds apart without looking. */
function emptyValue({ component }: ParameterDescription): unknown {
  if (component === 'gallery') return []
  return component === 'imageeditor' ? { background: null, layers: [], composite: null } : null
}

/** What is wrong with one file; `null` when nothing is. */
function judge(file: Blob, { accepted }: FileRule, { messages, formats }: InputWords, limit: number | null): string | null {
  const name = fileName(file)
  if (limit !== null && file.size > limit) return messages.files.tooLarge(name, file.size, limit, formats)
  if (accepted !== null && !accepted.some((type) => isOfType(file, name, type))) return messages.files.wrongType(name, accepted, formats)
  return null
}

/** A file whose type the browser does not know is given the benefit of the doubt: the app looks at it again. */
function isOfType({ type }: Blob, name: string, wanted: string): boolean {
  if (wanted.startsWith('.')) return name.toLowerCase().endsWith(wanted.toLowerCase())
  if (type === '') return true
  return wanted.endsWith('/*') ? type.startsWith(wanted.slice(0, -1)) : type.split(';', 1)[0] === wanted
}
