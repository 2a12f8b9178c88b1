/** A row that can be chosen: a file, or the open folder itself. Platform controls, so that screen readers know them. */
import { memo } from 'react'
import type { ReactElement } from 'react'
import { Icon } from '../../kit/icons.tsx'
import type { IconName } from '../../kit/icons.tsx'
import type { Path } from './chosen-paths.ts'
import { ROW } from './explorer-keys.ts'
import type { ExplorerTools } from './explorer-tools.ts'

/** Props of {@link ChoiceRow}. */
export interface ChoiceRowProps {
  folder: Path
  /** `null`: the open folder itself. */
  name: string | null
  label: string
  icon: IconName
  isChosen: boolean
  takesOne: boolean
  isInvalid: boolean
  choose: ExplorerTools['choose']
}

/** A choice. A radio button is not in a browser's group: there the arrow keys would choose with every step. */
export const ChoiceRow = memo(function ChoiceRow({
  folder,
  name,
  label,
  icon,
  isChosen,
  takesOne,
  isInvalid,
  choose,
}: ChoiceRowProps): ReactElement {
  return (
    <li>
      <label className="rgs-folder-row">
        <input
          className={takesOne ? 'rgs-radio' : 'rgs-checkbox'}
          type={takesOne ? 'radio' : 'checkbox'}
          checked={isChosen}
          // ARIA does not allow it on a radio button.
          aria-invalid={(isInvalid && !takesOne) || undefined}
          {...{ [ROW]: label }}
          onChange={(event) => choose([name === null ? folder : [...folder, name]], event.currentTarget.checked)}
        />
        <Icon name={icon} />
        <bdi className={name === null ? 'rgs-muted' : undefined}>{label}</bdi>
      </label>
    </li>
  )
})
