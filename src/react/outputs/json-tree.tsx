/** JSON that folds. A level is drawn when it is opened, so neither depth nor size costs anything before. */
import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'
import { writeJson } from '../write-json.ts'

const PAGE_SIZE = 100
/** A level of more than this is folded at first. */
const FEW_MEMBERS = 12
const SHOWN_TEXT_LENGTH = 2000

interface TreeProps {
  readonly value: unknown
  readonly messages: Messages
  readonly formats: Formats
}

/** Drawn open as far as it is small. */
export function JsonTree(props: TreeProps & { label: string }): ReactElement {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is for controls
    <div className="rgs-json" role="group" aria-label={props.label} dir="ltr">
      <Node {...props} name={null} isOpen />
    </div>
  )
}

type NodeProps = TreeProps & { name: string | null; isOpen?: boolean }

function Node({ name, value, isOpen = false, messages, formats }: NodeProps): ReactElement {
  const isBranch = typeof value === 'object' && value !== null
  const isList = Array.isArray(value)
  const names = isBranch && !isList ? Object.keys(value) : null
  const count = names?.length ?? (isList ? value.length : 0)
  const [isUnfolded, setUnfolded] = useState(isOpen && (name === null || count <= FEW_MEMBERS))
  const [limit, setLimit] = useState(PAGE_SIZE)
  const key = name === null ? null : <span className="rgs-json-key">{writeJson(name)}: </span>
  if (!isBranch) {
    return (
      <div className="rgs-json-leaf">
        {key}
        <Leaf value={value} />
      </div>
    )
  }
  const [open, close] = isList ? ['[', ']'] : ['{', '}']
  if (count === 0) {
    return (
      <div className="rgs-json-leaf">
        {key}
        {open}
        {close}
      </div>
    )
  }
  return (
    <details className="rgs-json-level" open={isUnfolded} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
      <summary className="rgs-json-summary">
        {key}
        <span>{open}</span>
        {!isUnfolded && (
          <span className="rgs-muted">
            {' '}
            {messages.output.entries(count, formats)} {close}
          </span>
        )}
      </summary>
      {isUnfolded && (
        <div className="rgs-json-children">
          {Array.from({ length: Math.min(limit, count) }, (_, index) => {
            const child = names?.[index] ?? String(index)
            return (
              <Node
                key={child}
                name={isList ? null : child}
                // Read by name: own members only are listed.
                value={(value as Record<string, unknown>)[child]}
                isOpen={isOpen && count <= FEW_MEMBERS}
                messages={messages}
                formats={formats}
              />
            )
          })}
          {count > limit && (
            <button type="button" className="rgs-button rgs-button-quiet" onClick={() => setLimit(limit * 4)}>
              {messages.output.showMore(count - limit, formats)}
            </button>
          )}
        </div>
      )}
      {isUnfolded && <div>{close}</div>}
    </details>
  )
}

function Leaf({ value }: { value: unknown }): ReactElement {
  const text = typeof value === 'number' && !Number.isFinite(value) ? String(value) : writeJson(value)
  const shown = text.length > SHOWN_TEXT_LENGTH ? `${text.slice(0, SHOWN_TEXT_LENGTH)}…` : text
  return (
    <span className="rgs-json-value" data-type={value === null ? 'null' : typeof value}>
      {shown}
    </span>
  )
}
