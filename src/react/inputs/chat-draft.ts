/** What a chat field keeps: the history, what is being written, and what both were before the run that goes on. */
import type { EndpointDescription, ParameterDescription } from '../../core/protocol/app-description.ts'
import { userMessage } from '../outputs/chat/read-chat.ts'

/** Draft of a chat field. */
export interface ChatDraft {
  readonly history: readonly unknown[]
  readonly text: string
  /** Set while a run goes on, by the time it began; `before` comes back when the run fails. */
  readonly sent: { readonly startedAt: number; readonly before: ChatDraft | null } | null
}

/** Any draft as a chat's. */
export function toChatDraft(draft: unknown): ChatDraft {
  if (typeof draft !== 'object' || draft === null || !('history' in draft)) return { history: [], text: '', sent: null }
  // Made by this file alone.
  return draft as ChatDraft
}

/** The value that is sent: the history, and after it what was written. */
export function chatValue({ history, text }: ChatDraft): readonly unknown[] {
  return text.trim() === '' ? history : [...history, userMessage(text)]
}

/** Place of the output that is the same conversation: of the same name, or the only one. `null` where there is none. */
export function conversationReturn(endpoint: EndpointDescription | null, parameter: ParameterDescription): number | null {
  const chats = (endpoint?.returns ?? []).flatMap(({ component, label }, index) => (component === 'chatbot' ? [{ label, index }] : []))
  const inputs = (endpoint?.parameters ?? []).filter(({ component }) => component === 'chatbot')
  const same = chats.find(({ label }) => label === parameter.label)
  if (same) return same.index
  return chats.length === 1 && inputs.length === 1 ? (chats[0]?.index ?? null) : null
}
