/** A row to choose: a file, or the folder one is in. Platform controls, so that they are heard as what they are. */
import { memo } from 'react'
import type { ReactElement } from 'react'
import { Icon } from '../../process/icons.tsx'
import type { IconName } from '../../process/icons.tsx'
import type { Path } from './chosen-paths.ts'
import { ROW } from './explorer-keys.ts'
import type { ExplorerTools } from './explorer-tools.ts'

/** Props of {@link ChoiceRow}. */
export interface ChoiceRowProps {
  folder: Path
  /** `null`: the folder itself. */
  name: string | null
  label: string
  icon: IconName
  isChosen: boolean
  takesOne: boolean
  choose: ExplorerTools['choose']
}

/** Something to choose. A dot is in no group of the browser's: its arrow keys would choose with every step. */
export const ChoiceRow = memo(function ChoiceRow({ folder, name, label, icon, isChosen, takesOne, choose }: ChoiceRowProps): ReactElement {
  return (
    <li>
      <label className="rgs-folder-row">
        <input
          className={takesOne ? 'rgs-radio' : 'rgs-checkbox'}
          type={takesOne ? 'radio' : 'checkbox'}
          checked={isChosen}
          {...{ [ROW]: label }}
          onChange={(event) => choose([name === null ? folder : [...folder, name]], event.currentTarget.checked)}
        />
        <Icon name={icon} />
        <bdi className={name === null ? 'rgs-muted' : undefined}>{label}</bdi>
      </label>
    </li>
  )
})
