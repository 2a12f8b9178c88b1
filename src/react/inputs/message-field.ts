/** Whether a chat is written in, or beside a field for the message. Known before the code of chats is. */
import type { EndpointDescription } from '../../core/protocol/app-description.ts'

/** Whether the endpoint takes the message in a field of its own; the chat then only shows what was said. */
export function hasMessageField(endpoint: EndpointDescription | null): boolean {
  return (endpoint?.parameters ?? []).some(({ component }) => component === 'textbox' || component === 'multimodaltextbox')
}
