/** Chooses every listed file, or none. */
import type { ReactElement } from 'react'
import { pathText } from './chosen-paths.ts'
import type { Path } from './chosen-paths.ts'
import { ROW } from './explorer-keys.ts'
import type { ExplorerTools } from './explorer-tools.ts'

/** A checkbox for all of them; indeterminate if some are chosen. */
export function AllFiles({ files, tools }: { files: readonly Path[]; tools: ExplorerTools }): ReactElement {
  const { chosen, choose, messages, formats } = tools
  const count = files.filter((path) => chosen.has(pathText(path))).length
  const isSome = count > 0 && count < files.length
  return (
    <li>
      <label className="rgs-folder-row">
        <input
          ref={(box) => {
            // There is no attribute for this.
            if (box) box.indeterminate = isSome
          }}
          className="rgs-checkbox"
          type="checkbox"
          checked={count === files.length}
          {...{ [ROW]: '' }}
          onChange={(event) => choose(files, event.currentTarget.checked)}
        />
        <bdi className="rgs-muted">{messages.files.all(files.length, formats)}</bdi>
      </label>
    </li>
  )
}
