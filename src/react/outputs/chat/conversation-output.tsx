/**
 * The conversation with an endpoint that returns only replies: all messages, the actions of the last turn, and a button
 * to start over.
 */
import { useMemo } from 'react'
import type { ReactElement } from 'react'
import type { ChatDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { textProp } from '../../kit/component-props.ts'
import { findInput } from '../../inputs/find-input.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { isActive, useGradioProcess } from '../../kit/process-context.ts'
import { initialDraft } from '../../form/read-form.ts'
import { landmarkName } from '../../parts/title.tsx'
import { useLatest } from '@gradio-stream/hooks/internal/use-latest'
import { ChatView } from './chat-view.tsx'
import { chatToText } from './read-chat.ts'
import { useChatActions } from './use-chat-actions.ts'
import type { ChatActions } from './use-chat-actions.ts'
import { OutputBoundary } from '../output-boundary.tsx'

/** Draws it. */
export function ConversationOutput({ chat, value }: { chat: ChatDescription; value: readonly unknown[] }): ReactElement {
  const { stream, settings } = useGradioProcess()
  const { messages, formats } = settings
  const { props, componentId } = chat.chatbot
  const given = textProp(props, 'label') ?? chat.chatbot.label
  // Gradio's own label is a mark that its page translates.
  const label = given === '' || given.startsWith('__i18n__') ? messages.chat.conversation : given
  const actions = useTurnActions(chat, value)
  const isGoing = isActive(stream)
  return (
    <section className="rgs-output" aria-label={landmarkName(stream, settings, label)} data-component="chatbot">
      <div className="rgs-output-head" data-unlabelled={props.show_label === false || undefined}>
        <h3 className="rgs-output-label" dir="auto">
          {label}
        </h3>
        {!isGoing && <CopyButton label={label} text={() => chatToText(value)} />}
      </div>
      <OutputBoundary value={value} label={label}>
        <ChatView
          value={value}
          label={label}
          componentId={componentId}
          componentProps={props}
          app={stream.discovery.data ?? null}
          isStreaming={isGoing}
          messages={messages}
          formats={formats}
          actions={actions}
        />
      </OutputBoundary>
      {!isGoing && (
        <button type="button" className="rgs-button rgs-button-quiet" onClick={() => stream.reset()}>
          {messages.chat.startOver}
        </button>
      )}
    </section>
  )
}

/** The app's own chat actions, and retry and undo, which are done here. */
function useTurnActions({ message, rewrite, chatbot }: ChatDescription, value: readonly unknown[]): ChatActions | null {
  const { stream, settings } = useGradioProcess()
  const own = useChatActions(chatbot.componentId, value, chatbot.props)
  const latest = useLatest({ stream, settings, own })
  return useMemo(() => {
    // An app that cannot be told would answer as if nothing had been removed.
    if (!rewrite) return own
    const act: ChatActions['act'] = (event) => {
      const { stream: now, settings: shared, own: app } = latest.current
      if (event.name !== 'retry' && event.name !== 'undo') return app?.act(event) ?? Promise.resolve(false)
      const inputs = now.takeBack()
      if (inputs === null) return Promise.resolve(false)
      const field = now.endpoint?.parameters[message]
      if (event.name === 'retry') now.submit(inputs)
      else if (field) {
        const kind = findInput(shared.inputKinds, field.component)
        if (kind) shared.form.change(field, initialDraft(kind, { ...field, defaultValue: inputs[message] }))
      }
      return Promise.resolve(true)
    }
    const usual = { ratings: [], areQuestionsRated: false, isRatingUndone: false, editable: null }
    return { ...(own ?? usual), can: new Set([...(own?.can ?? []), 'retry' as const, 'undo' as const]), act }
  }, [rewrite, own, message, latest])
}
