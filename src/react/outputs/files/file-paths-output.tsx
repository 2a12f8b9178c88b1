/**
 * Files on the app's own disk, by their path. They are shown without a link, since the app may not allow a download.
 */
import type { ReactElement } from 'react'
import { Icon } from '../../kit/icons.tsx'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'

const MOST_SHOWN = 500

/** Paths of a value: texts, or lists of their parts; `null` for anything else. */
function readPaths(value: unknown): readonly string[] | null {
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value)) return null
  const paths = value.map((one: unknown) =>
    typeof one === 'string' ? one : Array.isArray(one) && one.every((part) => typeof part === 'string') ? one.join('/') : null,
  )
  return paths.every((path) => path !== null) ? paths : null
}

function FilePaths({ value, messages, formats }: OutputComponentProps): ReactElement {
  const paths = readPaths(value) ?? []
  if (paths.length === 0) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  return (
    <>
      <ul className="rgs-paths">
        {paths.slice(0, MOST_SHOWN).map((path, index) => (
          <li key={index} className="rgs-path">
            <Icon name="file" />
            <bdi>{path}</bdi>
          </li>
        ))}
      </ul>
      {paths.length > MOST_SHOWN && (
        <p className="rgs-muted">
          <bdi>{messages.media.more(paths.length - MOST_SHOWN, formats)}</bdi>
        </p>
      )}
    </>
  )
}

/** `gr.FileExplorer`. */
export const filePathsOutput: OutputKind = {
  Component: FilePaths,
  accepts: (value) => value === null || readPaths(value) !== null,
  toText: (value) => (readPaths(value) ?? []).join('\n'),
}
