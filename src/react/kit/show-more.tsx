/** The first entries of a long list, and a button for more: thousands of entries at once would freeze the page. */
import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'

/** The number of drawn entries, and the button; `null` if all are drawn. */
export function useShownCount(
  total: number,
  { first, step, messages, formats }: { first: number; step: number; messages: Messages; formats: Formats },
): { readonly shown: number; readonly button: ReactElement | null } {
  const [asked, setAsked] = useState(first)
  const shown = Math.min(asked, total)
  const next = Math.min(step, total - shown)
  const button =
    next <= 0 ? null : (
      <button type="button" className="rgs-button rgs-button-quiet rgs-show-more" onClick={() => setAsked(shown + next)}>
        {messages.media.more(next, formats)}
      </button>
    )
  return { shown, button }
}
