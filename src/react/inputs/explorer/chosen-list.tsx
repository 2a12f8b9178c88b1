/** The chosen paths, including those in closed folders and the app's initial ones. */
import type { MouseEvent, ReactElement } from 'react'
import { Icon } from '../../kit/icons.tsx'
import type { Formats } from '../../messages/formats.ts'
import type { Messages } from '../../messages/messages.ts'
import { useShownCount } from '../../kit/show-more.tsx'
import { pathText } from './chosen-paths.ts'
import type { Path } from './chosen-paths.ts'

const SHOWN = { first: 8, step: 500 }

/** Props of {@link ChosenList}. */
export interface ChosenListProps {
  paths: readonly Path[]
  /** Absent: nothing can be removed. */
  onRemove?: (path: Path) => void
  messages: Messages
  formats: Formats
}

/** The list; renders nothing without a choice. */
export function ChosenList({ paths, onRemove, messages, formats }: ChosenListProps): ReactElement | null {
  const { shown, button } = useShownCount(paths.length, { ...SHOWN, messages, formats })
  if (paths.length === 0) return null
  const remove = (path: Path, { currentTarget }: MouseEvent<HTMLElement>): void => {
    const row = currentTarget.closest('li')
    const near = row?.nextElementSibling ?? row?.previousElementSibling ?? row?.closest('fieldset')
    near?.querySelector<HTMLElement>('button, input')?.focus()
    onRemove?.(path)
  }
  const title = messages.files.chosen(paths.length, formats)
  return (
    <div className="rgs-explorer-chosen">
      <p className="rgs-field-help">
        <bdi>{title}</bdi>
      </p>
      <ul className="rgs-paths" aria-label={title}>
        {paths.slice(0, shown).map((path) => {
          const text = pathText(path)
          return (
            <li key={text} className="rgs-path">
              <Icon name="file" />
              <bdi>{text}</bdi>
              {onRemove && (
                <button
                  type="button"
                  className="rgs-button rgs-button-quiet rgs-icon-button"
                  aria-label={messages.files.remove(text)}
                  onClick={(event) => remove(path, event)}
                >
                  <Icon name="cross" />
                </button>
              )}
            </li>
          )
        })}
      </ul>
      {button}
    </div>
  )
}
