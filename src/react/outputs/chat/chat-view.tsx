/** A conversation in a box that scrolls: the newest messages, earlier ones on demand, and a button to the end. */
import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { isActive, useGradioProcess } from '../../kit/process-context.ts'
import type { OutputComponentProps } from '../output-kind.ts'
import { Message } from './chat-message.tsx'
import { useChatSettings } from './chat-settings.ts'
import { readChat } from './read-chat.ts'
import { toThread } from './thread.ts'
import type { ThreadEntry } from './thread.ts'
import { useChatActions } from './use-chat-actions.ts'
import type { ChatActions } from './use-chat-actions.ts'
import { useStickToEnd } from './use-stick-to-end.ts'

/** Messages drawn at once. Earlier ones are drawn on demand. */
const WINDOW = 60

/** Props of {@link ChatView}. */
export type ChatViewProps = { readonly actions?: ChatActions | null } & Pick<
  OutputComponentProps,
  'value' | 'label' | 'componentId' | 'componentProps' | 'app' | 'isStreaming' | 'messages' | 'formats'
>

/** The conversation. `actions`: those of the app for this chat by default. */
export function ChatView({ actions: given, ...props }: ChatViewProps): ReactElement {
  const { value, label, componentId, componentProps, app, isStreaming, messages, formats } = props
  const settings = useChatSettings(componentProps, { app, messages, formats })
  const thread = useMemo(() => toThread(readChat(value)), [value])
  const { stream } = useGradioProcess()
  const own = useChatActions(componentId, value, componentProps)
  const actions = given === undefined ? own : given
  const offers = useMemo(() => listOffers(thread, actions, componentProps.feedback_value), [thread, actions, componentProps.feedback_value])
  const isBusy = isActive(stream)
  const [more, setMore] = useState(0)
  const { box, isAtEnd, onScroll, jump } = useStickToEnd(value)
  const first = Math.max(0, thread.length - WINDOW - more)
  const shown = thread.slice(first)
  const last = thread.at(-1)
  const showEarlier = (): void => {
    const element = box.current
    const fromEnd = element ? element.scrollHeight - element.scrollTop : 0
    setMore(more + WINDOW)
    // The visible messages stay in place while older ones are inserted above them.
    requestAnimationFrame(() => {
      if (element) element.scrollTop = element.scrollHeight - fromEnd
    })
  }
  return (
    <div className="rgs-chat">
      <div
        ref={box}
        className="rgs-chat-box"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it holds messages, not fields
        role="group"
        aria-label={label}
        aria-busy={isStreaming || undefined}
        onScroll={onScroll}
      >
        <div>
          {first > 0 && (
            <button type="button" className="rgs-button rgs-button-quiet rgs-chat-earlier" onClick={showEarlier}>
              {messages.chat.earlier(Math.min(WINDOW, first), first, formats)}
            </button>
          )}
          <ol className="rgs-chat-list">
            {shown.map((entry) => (
              <Message
                key={entry.index}
                entry={entry}
                isGrowing={isStreaming && entry === last}
                settings={settings}
                actions={actions}
                isBusy={isBusy}
                isLastAnswer={entry === last && entry.message.role === 'assistant' && offers.hasQuestion}
                isRated={offers.rated.has(entry)}
                rating={offers.rated.get(entry) ?? null}
              />
            ))}
          </ol>
        </div>
      </div>
      {!isAtEnd && (
        <button type="button" className="rgs-button rgs-chat-jump" onClick={jump}>
          {messages.chat.latest}
        </button>
      )}
    </div>
  )
}

interface ChatOffers {
  readonly hasQuestion: boolean
  /** The last message of each group by one speaker that can be rated, with the app's word for its rating. */
  readonly rated: ReadonlyMap<ThreadEntry, string | null>
}

function listOffers(thread: readonly ThreadEntry[], actions: ChatActions | null, given: unknown): ChatOffers {
  const rated = new Map<ThreadEntry, string | null>()
  if (!actions) return { hasQuestion: false, rated }
  const words: readonly unknown[] = Array.isArray(given) ? given : []
  let answers = 0
  for (const [place, entry] of thread.entries()) {
    if (thread[place + 1]?.continues) continue
    const isAnswer = entry.message.role === 'assistant'
    // Counted as in Gradio: one word per group of answers.
    const word = isAnswer ? words[answers++] : null
    if (actions.can.has('like') && (isAnswer || actions.areQuestionsRated)) rated.set(entry, typeof word === 'string' ? word : null)
  }
  return { hasQuestion: thread.some(({ message }) => message.role !== 'assistant'), rated }
}
