/** A chat as Gradio 6 has it, with every field checked: core has levelled the shapes of older versions. */

/** One piece of a message. */
export type ChatPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly component: string; readonly value: unknown; readonly props: Readonly<Record<string, unknown>> }

/** Something to say next that the app offers. */
export interface ChatOption {
  readonly label: string
  readonly value: string
}

export interface ChatMessage {
  readonly role: 'user' | 'assistant' | 'system'
  readonly parts: readonly ChatPart[]
  /** A thought or the use of a tool; `null` for what is said. */
  readonly step: { readonly title: string; readonly isPending: boolean; readonly durationMs: number | null; readonly log: string } | null
  /** For steps inside of steps. */
  readonly id: string | null
  readonly parentId: string | null
  readonly options: readonly ChatOption[]
}

/** The messages; `null` where the value is no chat. */
export function readChat(value: unknown): readonly ChatMessage[] | null {
  if (!Array.isArray(value)) return null
  const messages = value.map(readMessage)
  return messages.every((message) => message !== null) ? messages : null
}

type Fields = Readonly<Record<string, unknown>>

// By the object on the wire: a chat that streams keeps all but its last message.
const read = new WeakMap<object, ChatMessage | null>()

function readMessage(value: unknown): ChatMessage | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const known = read.get(value)
  if (known !== undefined) return known
  // Each field is checked before it is used.
  const { role, content, metadata, options } = value as Fields
  const message: ChatMessage | null =
    role === 'user' || role === 'assistant' || role === 'system'
      ? { role, parts: readParts(content), ...readMetadata(metadata), options: readOptions(options) }
      : null
  read.set(value, message)
  return message
}

function readParts(content: unknown): readonly ChatPart[] {
  if (Array.isArray(content)) return content.flatMap(readParts)
  if (typeof content === 'string') return [{ kind: 'text', text: content }]
  if (typeof content !== 'object' || content === null) return []
  const { type, text, file, component, value, props } = content as Fields
  if (type === 'text' && typeof text === 'string') return [{ kind: 'text', text }]
  if (type === 'file') return [{ kind: 'value', component: '', value: file, props: {} }]
  if (typeof component === 'string')
    return [{ kind: 'value', component, value, props: typeof props === 'object' && props !== null ? (props as Fields) : {} }]
  return [{ kind: 'value', component: '', value: content, props: {} }]
}

function readMetadata(metadata: unknown): Pick<ChatMessage, 'step' | 'id' | 'parentId'> {
  const { title, status, duration, log, id, parent_id } = typeof metadata === 'object' && metadata !== null ? (metadata as Fields) : {}
  const name = (given: unknown): string | null => (typeof given === 'string' || typeof given === 'number' ? String(given) : null)
  const step =
    typeof title === 'string' && title !== ''
      ? {
          title,
          isPending: status === 'pending',
          // Gradio counts in seconds.
          durationMs: typeof duration === 'number' ? duration * 1000 : null,
          log: typeof log === 'string' ? log : '',
        }
      : null
  return { step, id: name(id), parentId: name(parent_id) }
}

function readOptions(options: unknown): readonly ChatOption[] {
  if (!Array.isArray(options)) return []
  return options.flatMap((option: unknown) => {
    const { label, value } = typeof option === 'object' && option !== null ? (option as Fields) : { value: option }
    return typeof value === 'string' ? [{ value, label: typeof label === 'string' ? label : value }] : []
  })
}
