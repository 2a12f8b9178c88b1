/**
 * A value as a tree that folds. Only open parts are drawn, a hundred members at a time, so depth and size do not block
 * the page.
 */
import { useMemo, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { Formats } from '../../messages/formats.ts'
import type { Messages } from '../../messages/messages.ts'

/** Props of {@link JsonTree}. */
export interface JsonTreeProps {
  readonly value: unknown
  readonly label: string
  /** Open at first; `null` opens as much as fits. @defaultValue null */
  readonly isOpen?: boolean | null
  readonly messages: Messages
  readonly formats: Formats
}

interface Words {
  readonly messages: Messages
  readonly formats: Formats
}

const PAGE = 100
/** Lines that are open at first. */
const OPEN_LINES = 40
const LONGEST_TEXT = 2000

/** The tree, named for screen readers. */
export function JsonTree({ value, label, isOpen = null, messages, formats }: JsonTreeProps): ReactElement {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a group of disclosures, not of fields
    <div className="rgs-tree" dir="ltr" role="group" aria-label={label}>
      <Value value={value} name={null} budget={isOpen === null ? OPEN_LINES : isOpen ? 1000 : 0} words={{ messages, formats }} />
    </div>
  )
}

interface ValueProps {
  value: unknown
  name: string | number | null
  /** Lines that are left. */
  budget: number
  words: Words
}

function Value({ value, name, budget, words }: ValueProps): ReactElement {
  if (!isContainer(value) || isEmpty(value)) {
    return (
      <div className="rgs-tree-line">
        <Name name={name} />
        <Scalar value={value} words={words} />
      </div>
    )
  }
  return <Container value={value} name={name} budget={budget} words={words} />
}

type Container = readonly unknown[] | Readonly<Record<string, unknown>>

function Container({ value, name, budget, words }: ValueProps & { value: Container }): ReactElement {
  // Computed once: listing the members of a large object takes time.
  const keys = useMemo(() => (Array.isArray(value) ? null : Object.keys(value)), [value])
  const count = keys ? keys.length : sizeOf(value)
  const [isOpen, setOpen] = useState(name === null ? budget > 0 : count <= budget)
  const [shown, setShown] = useState(PAGE)
  const { messages, formats } = words
  const isList = Array.isArray(value)
  return (
    <details
      className="rgs-tree-fold"
      open={isOpen}
      onToggle={(event) => {
        // Folds inside also send this event.
        if (event.target === event.currentTarget) setOpen(event.currentTarget.open)
      }}
    >
      <summary>
        <Name name={name} />
        <span className="rgs-tree-sum">{isList ? messages.output.items(count, formats) : messages.output.members(count, formats)}</span>
      </summary>
      {isOpen && (
        <div className="rgs-tree-members">
          {members(value, keys, shown).map(([key, member]) => (
            <Value key={key} value={member} name={key} budget={Math.floor((budget - count) / Math.max(1, count))} words={words} />
          ))}
          {count > shown && (
            <button type="button" className="rgs-button rgs-button-quiet" onClick={() => setShown(shown + PAGE)}>
              {messages.output.more(Math.min(PAGE, count - shown), count - shown, formats)}
            </button>
          )}
        </div>
      )}
    </details>
  )
}

function Name({ name }: { name: string | number | null }): ReactNode {
  if (name === null) return null
  return (
    <>
      <bdi className="rgs-tree-name">{name}</bdi>
      <span className="rgs-muted">: </span>
    </>
  )
}

function Scalar({ value, words }: { value: unknown; words: Words }): ReactElement {
  const [isWhole, setWhole] = useState(false)
  if (typeof value === 'string') {
    const isLong = value.length > LONGEST_TEXT && !isWhole
    return (
      <>
        <bdi className="rgs-hl-string">{JSON.stringify(isLong ? value.slice(0, LONGEST_TEXT) : value)}</bdi>
        {isLong && (
          <button type="button" className="rgs-button rgs-button-quiet" onClick={() => setWhole(true)}>
            {words.messages.output.showAll}
          </button>
        )}
      </>
    )
  }
  if (typeof value === 'number' || typeof value === 'bigint') return <span className="rgs-hl-number">{String(value)}</span>
  if (typeof value === 'boolean' || value === null || value === undefined) return <span className="rgs-hl-keyword">{String(value)}</span>
  return <span>{Array.isArray(value) ? '[]' : '{}'}</span>
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null
}

function sizeOf(value: Container): number {
  return Array.isArray(value) ? value.length : 0
}

function isEmpty(value: Container): boolean {
  if (Array.isArray(value)) return value.length === 0
  // Not by a list of its keys: there may be very many, and one is enough to know.
  // oxlint-disable-next-line typescript/no-for-in-array -- lists were dealt with above
  for (const key in value) if (Object.hasOwn(value, key)) return false
  return true
}

function members(value: Container, keys: readonly string[] | null, count: number): (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return value.slice(0, count).map((item: unknown, index) => [index, item] as const)
  // Lists were handled above; `isArray` does not narrow readonly lists.
  const record = value as Readonly<Record<string, unknown>>
  return (keys ?? []).slice(0, count).map((key) => [key, record[key]] as const)
}
