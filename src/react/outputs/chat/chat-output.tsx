/** The conversation of `gr.Chatbot`. Not shown if the form shows the same conversation. */
import { useSyncExternalStore } from 'react'
import type { ReactElement } from 'react'
import { useProcessSettings } from '../../kit/process-context.ts'
import { conversationsOf } from './conversations.ts'
import { ChatView } from './chat-view.tsx'
import { chatToText, isChat } from './read-chat.ts'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'

function ChatOutput(props: OutputComponentProps): ReactElement {
  const { value, label, isStreaming, messages } = props
  const { form } = useProcessSettings()
  const conversations = conversationsOf(form)
  const isInForm = useSyncExternalStore(
    conversations.subscribe,
    () => conversations.has(label),
    () => false,
  )
  if (isInForm)
    return (
      <p className="rgs-muted rgs-output-empty">
        <bdi>{messages.chat.above}</bdi>
      </p>
    )
  if (!isStreaming && (!Array.isArray(value) || value.length === 0)) {
    return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  }
  return <ChatView {...props} />
}

/** `gr.Chatbot`. */
export const chatOutput: OutputKind = {
  Component: ChatOutput,
  accepts: (value) => value === null || isChat(value),
  toText: chatToText,
}
