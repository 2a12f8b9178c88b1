/**
 * Tabs among the fields. All panels stay in the page, so values in hidden ones are sent, as on the app's own page, and
 * an error in one brings it to the front.
 */
import { useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import { Icon } from '../kit/icons.tsx'

/** One tab. */
export interface FormTab {
  readonly key: number
  readonly label: string
  /** The app shows this one first. */
  readonly isFirst: boolean
  readonly isWrong: boolean
}

/** Props of {@link FormTabs}. */
export interface FormTabsProps {
  id: string
  tabs: readonly FormTab[]
  /** The content of each tab. */
  panels: readonly ReactElement[]
  /** The app's update that chose the first tab. Another update is obeyed even if it says the same. */
  told?: object | undefined
}

/** The tabs, with the keys of a tab list: arrows, Home, End. */
export function FormTabs({ id, tabs, panels, told }: FormTabsProps): ReactElement {
  const first = tabs.find(({ isFirst }) => isFirst)?.key ?? tabs[0]?.key
  const wrong = tabs.find(({ isWrong }) => isWrong)?.key
  const [held, setHeld] = useState({ selected: wrong ?? first, first, wrong, told })
  if (held.wrong !== wrong) {
    const isWrongSeen = tabs.some(({ key, isWrong }) => isWrong && key === held.selected)
    setHeld({ ...held, wrong, selected: wrong === undefined || isWrongSeen ? held.selected : wrong })
  }
  // The app has chosen another.
  if (held.first !== first || held.told !== told) setHeld({ ...held, first, told, selected: first })
  const buttons = useRef<HTMLDivElement>(null)
  const place = Math.max(
    0,
    tabs.findIndex(({ key }) => key === held.selected),
  )
  const select = (index: number) => setHeld({ ...held, selected: tabs[index]?.key })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = stepOf(event.key, getComputedStyle(event.currentTarget).direction === 'rtl')
    if (step === null) return
    event.preventDefault()
    const next = step === 'first' ? 0 : step === 'last' ? tabs.length - 1 : (place + step + tabs.length) % tabs.length
    select(next)
    buttons.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus()
  }
  return (
    <div className="rgs-form-tabs">
      <div ref={buttons} className="rgs-tab-list" role="tablist" tabIndex={-1} onKeyDown={onKeyDown}>
        {tabs.map(({ key, label, isWrong }, index) => (
          <button
            key={key}
            type="button"
            role="tab"
            className="rgs-tab"
            id={`${id}-tab-${index}`}
            aria-controls={`${id}-panel-${index}`}
            aria-selected={index === place}
            tabIndex={index === place ? 0 : -1}
            data-invalid={isWrong || undefined}
            onClick={() => select(index)}
          >
            {isWrong && <Icon name="error" />}
            <bdi>{label}</bdi>
          </button>
        ))}
      </div>
      {panels.map((panel, index) => (
        <div
          key={tabs[index]?.key}
          role="tabpanel"
          className="rgs-tab-panel"
          id={`${id}-panel-${index}`}
          aria-labelledby={`${id}-tab-${index}`}
          hidden={index !== place}
        >
          {panel}
        </div>
      ))}
    </div>
  )
}

function stepOf(key: string, isRightToLeft: boolean): number | 'first' | 'last' | null {
  if (key === 'Home') return 'first'
  if (key === 'End') return 'last'
  if (key === 'ArrowRight') return isRightToLeft ? -1 : 1
  return key === 'ArrowLeft' ? (isRightToLeft ? 1 : -1) : null
}
