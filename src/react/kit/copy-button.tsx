/** Copies a text with one press and confirms it in the same place. */
import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { Icon } from './icons.tsx'
import { useProcessSettings } from './process-context.ts'

const CONFIRM_MS = 2000

/** Props of {@link CopyButton}. */
export interface CopyButtonProps {
  /** Called on press, so that a long text is not built before. */
  text: () => string
  /** What is copied, for the button's name. */
  label: string
}

/** A quiet copy button. Renders nothing without a clipboard (plain http). */
export function CopyButton({ text, label }: CopyButtonProps): ReactElement | null {
  const { messages, clock } = useProcessSettings()
  const [isCopied, setCopied] = useState(false)
  useEffect(() => (isCopied ? clock.schedule(() => setCopied(false), CONFIRM_MS) : undefined), [isCopied, clock])
  if (typeof navigator === 'undefined' || !navigator.clipboard) return null
  return (
    <button
      type="button"
      className="rgs-button rgs-button-quiet rgs-copy"
      aria-label={isCopied ? messages.actions.copied : messages.actions.copyThing(label)}
      onClick={() => {
        // If the clipboard refuses, the button stays as it was: nothing was copied.
        navigator.clipboard.writeText(text()).then(
          () => setCopied(true),
          () => setCopied(false),
        )
      }}
    >
      <Icon name={isCopied ? 'check' : 'copy'} />
      <span>{isCopied ? messages.actions.copied : messages.actions.copy}</span>
    </button>
  )
}
