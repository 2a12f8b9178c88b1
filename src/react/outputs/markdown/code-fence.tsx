/** A block of code with its language and a button that copies it. */
import { useRef, useState } from 'react'
import type { HTMLAttributes, ReactElement } from 'react'
import { isValidElement } from 'react'
import { useGradioProcess } from '../../process/process-context.ts'
import { Icon } from '../../process/icons.tsx'

const CONFIRM_MS = 2000

export function CodeFence({ children }: HTMLAttributes<HTMLPreElement>): ReactElement {
  const { settings } = useGradioProcess()
  const { actions } = settings.messages
  const block = useRef<HTMLPreElement>(null)
  const [isCopied, setCopied] = useState(false)
  const language = languageOf(children)
  const canCopy = typeof navigator !== 'undefined' && Boolean(navigator.clipboard)
  const copy = (): void => {
    void navigator.clipboard.writeText(block.current?.textContent ?? '').then(
      () => {
        setCopied(true)
        settings.clock.schedule(() => setCopied(false), CONFIRM_MS)
        return undefined
      },
      () => undefined,
    )
  }
  return (
    <div className="rgs-fence">
      <div className="rgs-fence-head">
        <span className="rgs-muted">{language}</span>
        {canCopy && (
          <button type="button" className="rgs-button rgs-button-quiet rgs-copy" aria-label={actions.copyThing(language)} onClick={copy}>
            <Icon name={isCopied ? 'check' : 'copy'} />
            <span>{isCopied ? actions.copied : actions.copy}</span>
          </button>
        )}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre ref={block} className="rgs-fence-code" dir="ltr" tabIndex={0}>
        {children}
      </pre>
    </div>
  )
}

function languageOf(children: unknown): string {
  if (!isValidElement<{ className?: unknown }>(children)) return ''
  const { className } = children.props
  return typeof className === 'string' ? (/language-(\S+)/.exec(className)?.[1] ?? '') : ''
}
