/** A message that is being edited, in its own place. */
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import type { ChatSettings } from './chat-settings.ts'

interface MessageEditorProps {
  text: string
  /** Sends it; closes when it was accepted. */
  onSend: (text: string) => Promise<unknown>
  onClose: () => void
  settings: ChatSettings
}

/** The text to change. Enter sends it, Escape cancels. */
export function MessageEditor({ text, onSend, onClose, settings }: MessageEditorProps): ReactElement {
  const { chat, actions } = settings.messages
  const [draft, setDraft] = useState(text)
  const field = useRef<HTMLTextAreaElement>(null)
  const hint = useId()
  useEffect(() => {
    const { current } = field
    current?.focus()
    current?.setSelectionRange(current.value.length, current.value.length)
  }, [])
  const send = (): void => {
    if (draft.trim() === '') return field.current?.focus()
    void onSend(draft)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || (event.key !== 'Escape' && event.key !== 'Enter') || event.shiftKey) return
    // Enter would submit the form around it.
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') onClose()
    else send()
  }
  return (
    <div className="rgs-message-editor">
      <textarea
        ref={field}
        className="rgs-control rgs-textarea rgs-composer"
        rows={2}
        dir="auto"
        value={draft}
        aria-label={chat.editLabel}
        aria-describedby={hint}
        aria-keyshortcuts="Enter Escape"
        onChange={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <p id={hint} className="rgs-muted">
        <bdi>{chat.editHint}</bdi>
      </p>
      <div className="rgs-message-actions" data-last>
        <button type="button" className="rgs-button" onClick={send}>
          {chat.send}
        </button>
        <button type="button" className="rgs-button rgs-button-quiet" onClick={onClose}>
          {actions.cancel}
        </button>
      </div>
    </div>
  )
}
