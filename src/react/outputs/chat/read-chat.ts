/**
 * Reads chats in Gradio 6's shape (core has levelled older ones) into what is drawn. An entry can be any value, so each
 * is checked.
 */
import { writeJson } from '../../kit/write-json.ts'

/** One piece of a message. */
export type ChatPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'file'; readonly file: unknown; readonly mimeType: string; readonly description: string | null }
  | { readonly type: 'component'; readonly component: string; readonly value: unknown; readonly props: Readonly<Record<string, unknown>> }

/** An answer that a message suggests. */
export interface ChatOption {
  readonly value: string
  readonly label: string
}

/** One message. The same object for the same entry of the value. */
export interface ChatMessage {
  readonly role: string
  readonly parts: readonly ChatPart[]
  /** The title of a thought or a tool call, which folds. */
  readonly title: string | null
  readonly isPending: boolean
  readonly durationMs: number | null
  readonly log: string | null
  readonly id: string | null
  readonly parentId: string | null
  readonly options: readonly ChatOption[]
}

type Json = Readonly<Record<string, unknown>>

const known = new WeakMap<object, ChatMessage>()

/** Whether a value is a chat. */
export function isChat(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((entry) => isJson(entry) && typeof entry.role === 'string')
}

/** The messages of a chat. Invalid entries are left out. */
export function readChat(value: unknown): readonly ChatMessage[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown) => (isJson(entry) && typeof entry.role === 'string' ? [readMessage(entry, entry.role)] : []))
}

/** A chat as text: speakers and messages, in order. */
export function chatToText(value: unknown): string {
  return readChat(value)
    .map((message) => `${message.role}: ${messageToText(message)}`)
    .join('\n\n')
}

/** The text of one message. */
export function messageToText({ parts }: Pick<ChatMessage, 'parts'>): string {
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : part.type === 'component' ? [writeJson(part.value)] : [])).join('\n')
}

/** A message by the person, in Gradio 6's shape. */
export function userMessage(text: string): Json {
  return { role: 'user', content: [{ type: 'text', text }], metadata: null, options: null }
}

function readMessage(entry: Json, role: string): ChatMessage {
  const before = known.get(entry)
  if (before) return before
  const metadata = isJson(entry.metadata) ? entry.metadata : {}
  const { duration } = metadata
  const message: ChatMessage = {
    role,
    parts: readParts(entry.content),
    title: textOf(metadata.title),
    isPending: metadata.status === 'pending',
    durationMs: typeof duration === 'number' && duration >= 0 ? duration * 1000 : null,
    log: textOf(metadata.log),
    id: idOf(metadata.id),
    parentId: idOf(metadata.parent_id),
    options: readOptions(entry.options),
  }
  known.set(entry, message)
  return message
}

function readParts(content: unknown): ChatPart[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  if (Array.isArray(content)) return content.flatMap((part: unknown) => readParts(part))
  if (!isJson(content)) return []
  if (content.type === 'text' || typeof content.text === 'string') return [{ type: 'text', text: textOf(content.text) ?? '' }]
  if (isJson(content.file)) {
    const mimeType = textOf(content.file.mime_type) ?? ''
    return [{ type: 'file', file: content.file, mimeType, description: textOf(content.alt_text) }]
  }
  if (typeof content.component === 'string') {
    const props = isJson(content.props) ? content.props : {}
    return [{ type: 'component', component: content.component, value: content.value, props }]
  }
  return [{ type: 'component', component: 'json', value: content, props: {} }]
}

function readOptions(options: unknown): ChatOption[] {
  if (!Array.isArray(options)) return []
  return options.flatMap((option: unknown) => {
    if (!isJson(option) || typeof option.value !== 'string') return []
    return [{ value: option.value, label: textOf(option.label) ?? option.value }]
  })
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function idOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value) : null
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
