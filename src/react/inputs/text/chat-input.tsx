/**
 * A conversation that continues: its history, and a composer unless the endpoint has a field for the message. The app's
 * answer becomes the history of the next run. A failed run restores the written text.
 */
import { useCallback, useEffect, useRef } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import { isActive, useGradioProcess } from '../../kit/process-context.ts'
import { ChatView } from '../../outputs/chat/chat-view.tsx'
import { ComposerContext } from '../../outputs/chat/chat-settings.ts'
import { conversationsOf } from '../../outputs/chat/conversations.ts'
import { chatValue, conversationReturn, hasMessageField, toChatDraft } from './chat-draft.ts'
import { textProp } from '../../kit/component-props.ts'
import type { InputKind, InputProps } from '../input-kind.ts'

function ChatInput({ id, parameter, draft, onChange, describedBy, isInvalid, messages, formats }: InputProps): ReactElement {
  const { stream, settings } = useGradioProcess()
  const { state, endpoint } = stream
  const chat = toChatDraft(draft)
  const place = conversationReturn(endpoint, parameter)
  const hasComposer = !hasMessageField(endpoint)
  const startedAt = state.status === 'idle' ? null : state.startedAt
  const composer = useRef<HTMLTextAreaElement>(null)
  const answer: unknown = place === null ? null : stream.data?.[place]
  const isRunning = isActive(stream)
  const isTriggered = stream.triggered !== null

  // The form has read the draft: the written text is part of the history now, and the composer is empty.
  useEffect(() => {
    if (!isRunning || startedAt === null || chat.sent?.startedAt === startedAt) return
    const sent = { startedAt, before: chat }
    // The written text belongs to a run of the form only, not to a message that is asked again.
    onChange(isTriggered ? { ...chat, sent } : { history: chatValue(chat), text: '', sent })
  }, [isRunning, isTriggered, startedAt, chat, onChange])

  useEffect(() => {
    if (isRunning || startedAt === null || chat.sent?.startedAt !== startedAt) return
    const { before } = chat.sent
    if (state.status === 'failed' && before) {
      onChange({ history: before.history, text: chat.text === '' && !isTriggered ? before.text : chat.text, sent: null })
    } else {
      onChange({ history: Array.isArray(answer) ? answer : chat.history, text: chat.text, sent: null })
    }
  }, [isRunning, isTriggered, startedAt, state.status, answer, chat, onChange])

  const returned = place === null ? undefined : endpoint?.returns[place]?.label
  useEffect(() => (returned === undefined ? undefined : conversationsOf(settings.form).show(returned)), [settings.form, returned])

  const fill = useCallback(
    (text: string) => {
      onChange({ ...toChatDraft(draft), text })
      composer.current?.focus()
    },
    [draft, onChange],
  )
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && isRunning) void stream.cancel()
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    if (!isRunning && chat.text.trim() !== '') event.currentTarget.form?.requestSubmit()
  }
  const shown = isRunning && Array.isArray(answer) ? answer : chat.history
  return (
    <ComposerContext.Provider value={hasComposer ? fill : null}>
      <div className="rgs-chat-field">
        {shown.length > 0 ? (
          <ChatView
            value={shown}
            label={parameter.label}
            componentId={parameter.componentId}
            componentProps={parameter.props}
            app={stream.discovery.data ?? null}
            isStreaming={isRunning && shown === answer}
            messages={messages}
            formats={formats}
          />
        ) : (
          <p className="rgs-muted">{textProp(parameter.props, 'placeholder') ?? messages.chat.none}</p>
        )}
        {hasComposer && (
          <textarea
            ref={composer}
            id={id}
            className="rgs-control rgs-textarea rgs-composer"
            rows={2}
            dir="auto"
            value={chat.text}
            aria-label={messages.chat.writeLabel}
            placeholder={messages.chat.write}
            aria-describedby={describedBy}
            aria-invalid={isInvalid || undefined}
            aria-keyshortcuts="Enter"
            onChange={(event) => onChange({ ...chat, text: event.currentTarget.value })}
            onKeyDown={onKeyDown}
          />
        )}
        {chat.history.length > 0 && !isRunning && (
          <button
            type="button"
            className="rgs-button rgs-button-quiet"
            onClick={() => onChange({ history: [], text: chat.text, sent: null })}
          >
            {messages.chat.startOver}
          </button>
        )}
      </div>
    </ComposerContext.Provider>
  )
}

/** `gr.Chatbot` as an input. */
export const chatInput: InputKind = {
  Component: ChatInput,
  isWide: true,
  labelling: 'group',
  toDraft: ({ defaultValue }) => ({ history: Array.isArray(defaultValue) ? defaultValue : [], text: '', sent: null }),
  read: (draft) => ({ ok: true, value: chatValue(toChatDraft(draft)) }),
}
