/**
 * The content of one folder: its rows in portions, with a search if there are many. An error stays local: the folders
 * around it keep working.
 */
import { Fragment, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { FolderEntry } from '@gradio-stream/client/internal/protocol/values/folder-entries'
import { Icon } from '../../kit/icons.tsx'
import { AllFiles } from './all-files.tsx'
import { ChoiceRow } from './choice-row.tsx'
import { pathText } from './chosen-paths.ts'
import type { Path } from './chosen-paths.ts'
import { ROW } from './explorer-keys.ts'
import type { ExplorerTools } from './explorer-tools.ts'
import { FolderError } from './folder-error.tsx'
import { useFolder } from './use-folder.ts'

const FIRST_ROWS = 100
const MORE_ROWS = 500

/** Props of {@link FolderList}. */
export interface FolderListProps {
  path: Path
  /** Name of the folder. */
  label: string
  /** The entry in the parent folder; absent for the root. */
  entry?: FolderEntry
  tools: ExplorerTools
}

/** The folder: loading, failed or listed. */
export function FolderList({ path, label, entry, tools }: FolderListProps): ReactElement {
  const { place, tell, messages, formats } = tools
  const { entries, error, isAsking, retry } = useFolder(place, path, entry?.entries)
  const frame = useRef<HTMLDivElement>(null)
  const wasRetried = useRef(false)
  const count = entries?.length ?? null
  useEffect(() => {
    if (count === null) return
    if (entry) tell(`${label}: ${messages.output.members(count, formats)}`)
    if (wasRetried.current) frame.current?.querySelector<HTMLElement>(`[${ROW}]`)?.focus()
    wasRetried.current = false
  }, [count, entry, label, tell, messages, formats])
  const tryAgain = (): void => {
    wasRetried.current = true
    retry()
  }
  return (
    <div ref={frame} className="rgs-folder">
      {error && <FolderError error={error} isAsking={isAsking} retry={tryAgain} tools={tools} />}
      {!error && entries === null && <Note>{messages.media.loading}</Note>}
      {entries && <Entries path={path} label={label} isChoosable={entry?.isChoosable ?? false} entries={entries} tools={tools} />}
    </div>
  )
}

function Note({ children }: { children: string }): ReactElement {
  return (
    <p className="rgs-muted">
      <bdi>{children}</bdi>
    </p>
  )
}

interface EntriesProps {
  path: Path
  label: string
  /** The folder itself can be chosen. */
  isChoosable: boolean
  entries: readonly FolderEntry[]
  tools: ExplorerTools
}

function Entries({ path, label, isChoosable, entries, tools }: EntriesProps): ReactElement {
  const { takesOne, isInvalid, chosen, choose, messages, formats } = tools
  const list = useRef<HTMLUListElement>(null)
  const [query, setQuery] = useState('')
  const [asked, setAsked] = useState(FIRST_ROWS)
  const found = useMemo(() => find(entries, query), [entries, query])
  const files = useMemo(
    () => (takesOne ? [] : found.flatMap(({ name, isFolder }) => (isFolder ? [] : [[...path, name]]))),
    [found, path, takesOne],
  )
  const firstFile = found.findIndex(({ isFolder }) => !isFolder)
  const next = Math.min(MORE_ROWS, found.length - asked)
  const lastBefore = useRef<Element | null>(null)
  useEffect(() => {
    // The button disappeared or moved down: the focus goes to the first new row.
    lastBefore.current?.nextElementSibling?.querySelector<HTMLElement>(`[${ROW}]`)?.focus()
    lastBefore.current = null
  })
  const more = (): void => {
    lastBefore.current = list.current?.lastElementChild ?? null
    setAsked(asked + next)
  }
  const shared = { folder: path, takesOne, isInvalid, choose }
  return (
    <>
      {entries.length > FIRST_ROWS && (
        <label className="rgs-folder-search">
          <bdi className="rgs-field-help">{messages.form.someChoices(FIRST_ROWS, entries.length, formats)}</bdi>
          <input
            className="rgs-control"
            type="search"
            dir="auto"
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value)
              setAsked(FIRST_ROWS)
            }}
            // Enter would submit the form.
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          />
        </label>
      )}
      {found.length === 0 && <Note>{query === '' ? messages.output.empty : messages.form.noMatch}</Note>}
      <ul ref={list} className="rgs-folder-list" aria-label={label}>
        {isChoosable && query === '' && (
          <ChoiceRow {...shared} name={null} label={messages.files.folder} icon="folder" isChosen={chosen.has(pathText(path))} />
        )}
        {found.slice(0, asked).map((entry, index) =>
          entry.isFolder ? (
            <FolderRow key={entry.name} folder={path} entry={entry} tools={tools} />
          ) : (
            <Fragment key={entry.name}>
              {index === firstFile && files.length > 1 && <AllFiles files={files} tools={tools} />}
              <ChoiceRow
                {...shared}
                name={entry.name}
                label={entry.name}
                icon="file"
                isChosen={chosen.has(pathText([...path, entry.name]))}
              />
            </Fragment>
          ),
        )}
      </ul>
      {next > 0 && (
        <button type="button" className="rgs-button rgs-button-quiet" onClick={more}>
          {messages.output.more(next, found.length - asked, formats)}
        </button>
      )}
    </>
  )
}

/** A folder, and its content once it is open. */
function FolderRow({ folder, entry, tools }: { folder: Path; entry: FolderEntry; tools: ExplorerTools }): ReactElement {
  const { name } = entry
  const path = useMemo(() => [...folder, name], [folder, name])
  const { messages, formats } = tools
  const text = pathText(path)
  const isOpen = tools.open.has(text)
  const count = tools.within.get(text) ?? 0
  return (
    <li>
      <button type="button" className="rgs-folder-row" aria-expanded={isOpen} {...{ [ROW]: name }} onClick={() => tools.toggle(text)}>
        <span className="rgs-folder-sign" />
        <Icon name="folder" />
        <bdi>{name}</bdi>
        {count > 0 && ' '}
        {count > 0 && <bdi className="rgs-field-mark">{messages.files.chosen(count, formats)}</bdi>}
      </button>
      {isOpen && <FolderList path={path} label={name} entry={entry} tools={tools} />}
    </li>
  )
}

function find(entries: readonly FolderEntry[], query: string): readonly FolderEntry[] {
  const wanted = query.trim().toLowerCase()
  return wanted === '' ? entries : entries.filter(({ name }) => name.toLowerCase().includes(wanted))
}
