/** A conversation in a box that scrolls: the newest messages, the earlier ones when asked for, and a way back to the end. */
import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import type { OutputComponentProps } from '../output-kind.ts'
import { Message } from './chat-message.tsx'
import { useChatSettings } from './chat-settings.ts'
import { readChat } from './read-chat.ts'
import { toThread } from './thread.ts'
import { useStickToEnd } from './use-stick-to-end.ts'

/** Messages drawn at once; a long history is not drawn before it is asked for. */
const WINDOW = 60

/** Props of {@link ChatView}. */
export type ChatViewProps = Pick<
  OutputComponentProps,
  'value' | 'label' | 'componentProps' | 'app' | 'isStreaming' | 'messages' | 'formats'
>

/** The conversation. */
export function ChatView({ value, label, componentProps, app, isStreaming, messages, formats }: ChatViewProps): ReactElement {
  const settings = useChatSettings(componentProps, { app, messages, formats })
  const thread = useMemo(() => toThread(readChat(value)), [value])
  const [more, setMore] = useState(0)
  const { box, isAtEnd, onScroll, jump } = useStickToEnd(value)
  const first = Math.max(0, thread.length - WINDOW - more)
  const shown = thread.slice(first)
  const last = thread.at(-1)
  const showEarlier = (): void => {
    const element = box.current
    const fromEnd = element ? element.scrollHeight - element.scrollTop : 0
    setMore(more + WINDOW)
    // What one reads stays where it is while older messages come in over it.
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
              <Message key={entry.index} entry={entry} isGrowing={isStreaming && entry === last} settings={settings} />
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
