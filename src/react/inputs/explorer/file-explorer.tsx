/**
 * Files and folders on the app's own disk, listed as they are opened. It looks and works like a tree, and is built from
 * lists of checkboxes and buttons. If the app lists nothing, paths are typed. Loaded on demand.
 */
import { useCallback, useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { isGradioStreamError } from '@gradio-stream/client/internal/errors'
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import { useLatest } from '@gradio-stream/hooks/internal/use-latest'
import { numberProp } from '../../kit/component-props.ts'
import type { InputProps } from '../input-kind.ts'
import { countWithin, pathsOf, takesOne, pathText } from './chosen-paths.ts'
import type { Path } from './chosen-paths.ts'
import { ChosenList } from './chosen-list.tsx'
import { onExplorerKey } from './explorer-keys.ts'
import type { ExplorerTools } from './explorer-tools.ts'
import { FolderList } from './folder-list.tsx'
import { folderPlaceOf, useFolder } from './use-folder.ts'
import type { FolderPlace } from './use-folder.ts'
import { WrittenPaths } from './written-paths.tsx'
import { visuallyHidden } from '../../kit/visually-hidden.ts'

const ROOT: Path = []
const NONE: ReadonlySet<string> = new Set()
const HEIGHT = { least: 120, usual: 352, most: 800 }

/** The field of `gr.FileExplorer`. */
export function FileExplorer(input: InputProps): ReactElement {
  const { parameter, draft, isReadOnly, app, messages, formats } = input
  const place = useMemo(() => folderPlaceOf(parameter, app), [parameter, app])
  const paths = useMemo(() => pathsOf(draft), [draft])
  if (isReadOnly) {
    return paths.length > 0 ? (
      <ChosenList paths={paths} messages={messages} formats={formats} />
    ) : (
      <p className="rgs-muted">
        <bdi>{messages.form.noChoice}</bdi>
      </p>
    )
  }
  if (!place) return <WrittenPaths {...input} />
  return <Browser key={place.version} {...input} place={place} paths={paths} />
}

function Browser({ place, paths, ...input }: InputProps & { place: FolderPlace; paths: readonly Path[] }): ReactElement {
  const { parameter, isInvalid, onChange, messages, formats } = input
  const { error } = useFolder(place, ROOT)
  const [open, setOpen] = useState(NONE)
  const [news, tell] = useState('')
  const isSingle = takesOne(parameter)
  const latestRef = useLatest({ paths, onChange })
  const chosen = useMemo(() => new Set(paths.map(pathText)), [paths])
  const within = useMemo(() => countWithin(paths), [paths])
  const toggle = useCallback((folder: string) => {
    setOpen((before) => (before.has(folder) ? new Set([...before].filter((one) => one !== folder)) : new Set([...before, folder])))
  }, [])
  const choose = useCallback(
    (some: readonly Path[], isChosen: boolean) => {
      const { paths: before, onChange: keep } = latestRef.current
      if (isSingle) return keep(isChosen ? some : [])
      const texts = new Set(some.map(pathText))
      const others = before.filter((path) => !texts.has(pathText(path)))
      keep(isChosen ? [...others, ...some] : others)
    },
    [latestRef, isSingle],
  )
  if (error && listsNothing(error)) return <WrittenPaths {...input} />
  const tools: ExplorerTools = { place, takesOne: isSingle, isInvalid, chosen, within, open, toggle, choose, tell, messages, formats }
  return (
    // Keys of its rows come up to it; it is no control itself.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- see above
    <div className="rgs-explorer" onKeyDown={onExplorerKey}>
      <div className="rgs-folders" style={{ maxBlockSize: heightOf(parameter.props), overflowY: 'auto' }}>
        <FolderList path={ROOT} label={parameter.label} tools={tools} />
      </div>
      <output {...visuallyHidden}>{news}</output>
      {error ? (
        <WrittenPaths {...input} />
      ) : (
        <ChosenList paths={paths} onRemove={(path) => choose([path], false)} messages={messages} formats={formats} />
      )}
    </div>
  )
}

/** An older relay, or a proxy, without the route. */
function listsNothing(error: GradioStreamError): boolean {
  return isGradioStreamError(error, 'connection-refused') && (error.details.status === 404 || error.details.status === 405)
}

function heightOf(props: InputProps['parameter']['props']): number {
  const wanted = numberProp(props, 'height') ?? numberProp(props, 'max_height') ?? HEIGHT.usual
  return Math.min(HEIGHT.most, Math.max(HEIGHT.least, wanted))
}
