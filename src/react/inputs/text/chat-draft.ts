/** The draft of a chat field: the history, the text being written, and what both were before the present run. */
import type { EndpointDescription, ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { userMessage } from '../../outputs/chat/read-chat.ts'

/** Draft of a chat field. */
export interface ChatDraft {
  readonly history: readonly unknown[]
  readonly text: string
  /** Set while a run goes on, with its start time. `before` is restored when the run fails. */
  readonly sent: { readonly startedAt: number; readonly before: ChatDraft | null } | null
}

/** Any draft as a chat draft. */
export function toChatDraft(draft: unknown): ChatDraft {
  if (typeof draft !== 'object' || draft === null || !('history' in draft)) return { history: [], text: '', sent: null }
  // Only this file makes such a draft.
  return draft as ChatDraft
}

/** The value to send: the history and the written text after it. */
export function chatValue({ history, text }: ChatDraft): readonly unknown[] {
  return text.trim() === '' ? history : [...history, userMessage(text)]
}

/**
 * Index of the output that is the same conversation: the one with the same name, or the only one. `null` if there is
 * none.
 */
export function conversationReturn(endpoint: EndpointDescription | null, parameter: ParameterDescription): number | null {
  const chats = (endpoint?.returns ?? []).flatMap(({ component, label }, index) => (component === 'chatbot' ? [{ label, index }] : []))
  const inputs = (endpoint?.parameters ?? []).filter(({ component }) => component === 'chatbot')
  const same = chats.find(({ label }) => label === parameter.label)
  if (same) return same.index
  return chats.length === 1 && inputs.length === 1 ? (chats[0]?.index ?? null) : null
}

/** Whether the endpoint takes the message in a field of its own; the chat then only shows what was said. */
export function hasMessageField(endpoint: EndpointDescription | null): boolean {
  return (endpoint?.parameters ?? []).some(({ component }) => component === 'textbox' || component === 'multimodaltextbox')
}
