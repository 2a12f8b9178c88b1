/** A conversation. What an assistant thought and which tools it used is folded under its title; the end stays in sight while one reads it. */
import { memo, useLayoutEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { CopyButton } from '../../process/copy-button.tsx'
import { useGradioProcess } from '../../process/process-context.ts'
import { Markdown } from '../markdown/markdown.tsx'
import type { OutputComponentProps } from '../output-kind.ts'
import { resolveOutput } from '../registry.ts'
import { readChat } from './read-chat.ts'
import type { ChatMessage, ChatPart } from './read-chat.ts'

/** Drawn at once; earlier ones come when asked for. */
const PAGE_SIZE = 60
const AT_END_PX = 40

export default function ChatOutput(props: OutputComponentProps): ReactElement {
  const { value, label, isStreaming, messages: words, formats } = props
  const chat = readChat(value) ?? []
  const [limit, setLimit] = useState(PAGE_SIZE)
  const scroller = useRef<HTMLDivElement>(null)
  const [isAtEnd, setAtEnd] = useState(true)

  useLayoutEffect(() => {
    const element = scroller.current
    // Who has scrolled up is reading there.
    if (element && isAtEnd) element.scrollTop = element.scrollHeight
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies -- each new value makes it taller
  }, [value, isAtEnd])

  if (chat.length === 0) return <p className="rgs-muted rgs-output-empty">{words.output.empty}</p>
  const first = Math.max(0, chat.length - limit)
  const rows = nest(chat.slice(first))
  return (
    <div className="rgs-chat">
      <div
        ref={scroller}
        className="rgs-chat-scroller"
        role="log"
        aria-label={label}
        // The announcer says the end; each piece aloud would be noise.
        aria-live="off"
        aria-busy={isStreaming}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
          setAtEnd(scrollHeight - scrollTop - clientHeight < AT_END_PX)
        }
      >
        {first > 0 && (
          <button type="button" className="rgs-button rgs-button-quiet" onClick={() => setLimit(limit + PAGE_SIZE * 4)}>
            {words.output.earlier(first, formats)}
          </button>
        )}
        {rows.map((row, index) => (
          <Message key={first + index} row={row} isGrowing={isStreaming && index === rows.length - 1} output={props} />
        ))}
      </div>
      {!isAtEnd && (
        <button type="button" className="rgs-button rgs-chat-to-end" onClick={() => setAtEnd(true)}>
          {words.output.toEnd}
        </button>
      )}
    </div>
  )
}

interface Row {
  readonly message: ChatMessage
  readonly children: readonly Row[]
}

/** Steps under the steps they belong to. */
function nest(chat: readonly ChatMessage[]): readonly Row[] {
  const byId = new Map<string, { message: ChatMessage; children: Row[] }>()
  const rows: Row[] = []
  for (const message of chat) {
    const row = { message, children: [] as Row[] }
    const parent = message.parentId === null ? undefined : byId.get(message.parentId)
    if (message.id !== null) byId.set(message.id, row)
    ;(parent?.children ?? rows).push(row)
  }
  return rows
}

interface MessageProps {
  readonly row: Row
  readonly isGrowing: boolean
  readonly output: OutputComponentProps
}

const isSame = (a: Row, b: Row): boolean =>
  a.message === b.message &&
  a.children.length === b.children.length &&
  a.children.every((child, index) => isSame(child, b.children[index] ?? child))

/** Drawn anew only when it changes: all but the last stay as they are while a chat streams. */
const Message = memo(
  function Message({ row: { message, children }, isGrowing, output }: MessageProps): ReactElement {
    const { messages: words, formats } = output
    const { step, parts, role, options } = message
    const body = parts.map((part, index) => (
      <Part key={index} part={part} isGrowing={isGrowing && index === parts.length - 1} output={output} />
    ))
    const nested = children.map((child, index) => (
      <Message key={index} row={child} isGrowing={isGrowing && index === children.length - 1} output={output} />
    ))
    if (step !== null) {
      const facts = [
        step.isPending ? words.output.stepPending : step.durationMs === null ? '' : words.time.exact(step.durationMs, formats),
        step.log,
      ]
      return (
        <details className="rgs-chat-step rgs-fold" data-pending={step.isPending || undefined}>
          <summary className="rgs-summary">
            <bdi>{step.title}</bdi> <span className="rgs-muted">{facts.filter(Boolean).join(' · ')}</span>
          </summary>
          <div className="rgs-chat-step-body">
            {body}
            {nested}
          </div>
        </details>
      )
    }
    const name = role === 'user' ? words.output.you : role === 'system' ? words.output.system : words.output.assistant
    const text = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n\n')
    return (
      <article className="rgs-chat-message" data-role={role} aria-label={name}>
        <p className="rgs-chat-name">{name}</p>
        <div className="rgs-chat-body">{body}</div>
        {nested}
        {options.length > 0 && (
          <ul className="rgs-chat-options">
            {options.map((option, index) => (
              <li key={index} className="rgs-chat-option" dir="auto">
                {option.label}
              </li>
            ))}
          </ul>
        )}
        {role === 'assistant' && text !== '' && !isGrowing && <CopyButton label={name} text={() => text} />}
      </article>
    )
  },
  (a, b) => isSame(a.row, b.row) && a.isGrowing === b.isGrowing && a.output.messages === b.output.messages && a.output.app === b.output.app,
)

function Part({ part, isGrowing, output }: { part: ChatPart; isGrowing: boolean; output: OutputComponentProps }): ReactElement {
  const { settings } = useGradioProcess()
  if (part.kind === 'text') return <Markdown text={part.text} isStreaming={isGrowing} app={output.app} keepsLineBreaks />
  const kind = resolveOutput(settings.outputs, part.component, part.value)
  return <kind.Component {...output} value={part.value} componentProps={part.props} isStreaming={isGrowing} />
}
