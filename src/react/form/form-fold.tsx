/** A fold among the fields. An error inside opens it. Only a person closes it: a corrected field has the focus. */
import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'

/** Props of {@link FormFold}. */
export interface FormFoldProps {
  label: ReactNode
  startsOpen: boolean
  /** The app's update that opened or closed it. Another update is obeyed even if it says the same. */
  told?: object | undefined
  isWrong: boolean
  className: string
  children: ReactNode
}

/** The fold. */
export function FormFold({ label, startsOpen, told, isWrong, className, children }: FormFoldProps): ReactElement {
  const [fold, setFold] = useState({ isOpen: startsOpen || isWrong, isWrong, startsOpen, told })
  if (fold.isWrong !== isWrong) setFold({ ...fold, isOpen: fold.isOpen || isWrong, isWrong })
  // The app has opened or closed it.
  if (fold.startsOpen !== startsOpen || fold.told !== told) setFold({ ...fold, isOpen: startsOpen || isWrong, startsOpen, told })
  return (
    <details
      className={`rgs-fold ${className}`}
      open={fold.isOpen}
      onToggle={({ currentTarget, target }) => {
        // Folds inside also send this event.
        if (target === currentTarget) setFold({ ...fold, isOpen: currentTarget.open })
      }}
    >
      <summary className="rgs-summary">{label}</summary>
      <div className="rgs-fold-body">{children}</div>
    </details>
  )
}
