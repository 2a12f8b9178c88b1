/** One message: its speaker, its content, the thoughts before it, and its actions. */
import { memo, useContext, useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { ChatPartView } from './chat-part.tsx'
import { ComposerContext } from './chat-settings.ts'
import type { ChatSettings } from './chat-settings.ts'
import { MessageActions } from './message-actions.tsx'
import type { Offers } from './message-actions.tsx'
import { MessageEditor } from './message-editor.tsx'
import { Markdown } from '../markdown/markdown.tsx'
import { messageToText } from './read-chat.ts'
import type { ChatMessage } from './read-chat.ts'
import type { ThreadEntry } from './thread.ts'
import type { ChatActions } from './use-chat-actions.ts'
import { visuallyHidden } from '../../kit/visually-hidden.ts'

interface PartsProps {
  entry: ThreadEntry
  /** More of it will come. */
  isGrowing: boolean
  settings: ChatSettings
}

interface MessageProps extends PartsProps, Omit<Offers, 'isEditable'> {
  actions: ChatActions | null
  /** A run is under way. */
  isBusy: boolean
}

/** Renders again only when something in it changes: while one message grows, the others stay. */
export const Message = memo(function Message({ entry, isGrowing, settings, actions, isBusy, ...given }: MessageProps): ReactElement {
  const { index, message, inner, continues } = entry
  const { messages, avatars } = settings
  const isUser = message.role === 'user'
  const speaker = isUser ? messages.chat.you : message.role === 'assistant' ? messages.chat.assistant : message.role
  const avatar = isUser ? avatars.user : message.role === 'assistant' ? avatars.assistant : null
  const isThought = message.title !== null
  const text = messageToText(message)
  const [isEditing, setEditing] = useState(false)
  const item = useRef<HTMLLIElement>(null)
  const isLeft = useRef(false)
  useEffect(() => {
    if (isEditing || !isLeft.current) return
    isLeft.current = false
    // After a cancelled edit the focus returns to the button that began it.
    item.current?.querySelector<HTMLElement>('[data-edit]')?.focus()
  }, [isEditing])
  const leave = (): void => {
    isLeft.current = true
    setEditing(false)
  }
  const send = async (words: string): Promise<unknown> => {
    const wasSent = await actions?.act({ name: 'edit', index, text: words })
    if (wasSent !== false) setEditing(false)
    return wasSent
  }
  return (
    <li ref={item} className="rgs-message" data-role={message.role} data-continues={continues || undefined}>
      <div {...(continues ? visuallyHidden : { className: 'rgs-message-speaker' })}>
        {avatar !== null && !continues && (
          <img className="rgs-message-avatar" src={avatar} alt="" loading="lazy" referrerPolicy="no-referrer" />
        )}
        <bdi>{speaker}</bdi>
      </div>
      {isThought ? (
        <Thought entry={entry} isGrowing={isGrowing} settings={settings} />
      ) : isEditing ? (
        <MessageEditor text={text} onSend={send} onClose={leave} settings={settings} />
      ) : (
        <>
          <div className="rgs-message-body">
            <Parts message={message} isGrowing={isGrowing} settings={settings} />
          </div>
          <Inner entries={inner} isGrowing={isGrowing} settings={settings} />
        </>
      )}
      {!isGrowing && !isEditing && (
        <MessageActions
          index={index}
          text={isThought ? '' : text}
          offers={{ ...given, isEditable: !isThought && isEditable(message, actions) }}
          actions={actions}
          settings={settings}
          isBusy={isBusy}
          onEdit={() => setEditing(true)}
        />
      )}
      {!isGrowing && message.options.length > 0 && <Options message={message} />}
    </li>
  )
}, isSame)

/** Entries are new objects with each value; their content is compared. */
function isSame(before: MessageProps, after: MessageProps): boolean {
  const names = ['isGrowing', 'settings', 'actions', 'isBusy', 'isLastAnswer', 'isRated', 'rating'] as const
  return names.every((name) => before[name] === after[name]) && isSameEntry(before.entry, after.entry)
}

/** Only a message that is one text can be edited. */
function isEditable({ role, parts }: ChatMessage, actions: ChatActions | null): boolean {
  if (!actions?.can.has('edit') || parts.length !== 1 || parts[0]?.type !== 'text') return false
  return actions.editable === 'all' || (actions.editable === 'user' && role === 'user')
}

function isSameEntry(before: ThreadEntry, after: ThreadEntry): boolean {
  return (
    before.message === after.message &&
    before.continues === after.continues &&
    before.inner.length === after.inner.length &&
    before.inner.every((entry, index) => {
      const other = after.inner[index]
      return other !== undefined && isSameEntry(entry, other)
    })
  )
}

function Parts({ message, isGrowing, settings }: { message: ChatMessage; isGrowing: boolean; settings: ChatSettings }): ReactElement {
  const { parts } = message
  // A message that has begun and is still empty.
  if (parts.length === 0 && isGrowing) return <ChatPartView part={{ type: 'text', text: '' }} isGrowing settings={settings} />
  return (
    <>
      {parts.map((part, index) => (
        <ChatPartView key={index} part={part} isGrowing={isGrowing && index === parts.length - 1} settings={settings} />
      ))}
    </>
  )
}

function Inner({
  entries,
  isGrowing,
  settings,
}: {
  entries: readonly ThreadEntry[]
  isGrowing: boolean
  settings: ChatSettings
}): ReactElement | null {
  if (entries.length === 0) return null
  return (
    <div className="rgs-thoughts">
      {entries.map((entry, index) => (
        <Thought key={entry.index} entry={entry} isGrowing={isGrowing && index === entries.length - 1} settings={settings} />
      ))}
    </div>
  )
}

/** A thought or a tool call: folded once it is done, unless a person has opened it. */
function Thought({ entry, isGrowing, settings }: PartsProps): ReactElement {
  const { message, inner } = entry
  const { messages, formats, app, isMarkdown, lineBreaks, mathDelimiters, dir } = settings
  const [choice, setChoice] = useState<boolean | null>(null)
  const isOpen = choice ?? message.isPending
  return (
    <details className="rgs-fold rgs-thought" open={isOpen} data-pending={message.isPending || undefined}>
      <summary
        className="rgs-summary"
        onClick={(event) => {
          // A title may have links.
          if (event.target instanceof Element && event.target.closest('a')) return
          event.preventDefault()
          setChoice(!isOpen)
        }}
      >
        <span>
          <bdi>
            {message.title !== null && isMarkdown ? (
              <Markdown {...{ text: message.title, isStreaming: false, app, messages, lineBreaks, mathDelimiters, dir }} />
            ) : (
              (message.title ?? messages.chat.thought)
            )}
          </bdi>
          {message.isPending && <span className="rgs-muted">{` · ${messages.chat.pending}`}</span>}
          {message.durationMs !== null && (
            <span className="rgs-muted">
              <span> · </span>
              <bdi>{messages.time.exact(message.durationMs, formats)}</bdi>
            </span>
          )}
          {message.log !== null && (
            <span className="rgs-muted">
              <span> · </span>
              <bdi>{message.log}</bdi>
            </span>
          )}
        </span>
      </summary>
      {isOpen && (
        <div className="rgs-thought-body">
          <Parts message={message} isGrowing={isGrowing} settings={settings} />
          <Inner entries={inner} isGrowing={isGrowing} settings={settings} />
        </div>
      )}
    </details>
  )
}

function Options({ message }: { message: ChatMessage }): ReactElement {
  const fill = useContext(ComposerContext)
  return (
    <ul className="rgs-options">
      {message.options.map(({ value, label }, index) => (
        <li key={index}>
          {fill ? (
            <button type="button" className="rgs-button rgs-option" onClick={() => fill(value)}>
              <bdi>{label}</bdi>
            </button>
          ) : (
            <bdi className="rgs-option">{label}</bdi>
          )}
        </li>
      ))}
    </ul>
  )
}
