/**
 * The reason that an app gives, of any length and kind. A long text is in a box that scrolls, so that the next steps
 * stay visible; of a very long one only a part is laid out at first. All of it can be copied.
 */
import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { lazyPart } from '../../kit/lazy-part.tsx'
import { AppWords } from '../app-text.tsx'
import type { AppWordsProps } from '../app-text.tsx'
import { CopyButton } from '../../kit/copy-button.tsx'
import type { LongErrorProps } from './long-error.tsx'
import { useProcessSettings } from '../../kit/process-context.ts'
import { beginningOf, readableError } from './readable-error.ts'

/** A longer text is more than one or two sentences. */
const SHORT_LENGTH = 600
const SHORT_LINES = 8
/** A longer text is not laid out at once. */
const LAID_OUT_LENGTH = 16_000

/** Props of {@link ErrorText}. */
export interface ErrorTextProps {
  readonly text: string
  /** The app that wrote the text; short texts of an app may have marks. `undefined`: our own text. */
  readonly app: AppWordsProps['app'] | undefined
}

const LongError = lazyPart<LongErrorProps>(() => import('./long-error.tsx'), Beginning)

function Beginning({ text, label }: LongErrorProps): ReactElement {
  return (
    <Box label={label} isCode>
      {beginningOf(text, LAID_OUT_LENGTH)}
    </Box>
  )
}

/** The text. */
export function ErrorText({ text: given, app }: ErrorTextProps): ReactElement {
  const { messages } = useProcessSettings()
  const { text, isCode, endsWithCause } = useMemo(() => readableError(given), [given])
  const isShort = text.length <= SHORT_LENGTH && !isCode && countLines(text) <= SHORT_LINES
  if (isShort) return app === undefined ? <span>{text}</span> : <AppWords text={text} app={app} messages={messages} />
  const label = messages.error.message
  return (
    <div className="rgs-error-long">
      {text.length > LAID_OUT_LENGTH ? (
        <LongError text={text} label={label} showsEnd={endsWithCause} />
      ) : (
        <Box label={label} isCode={isCode}>
          {text}
        </Box>
      )}
      <CopyButton label={label} text={() => given} />
    </div>
  )
}

function Box({ label, isCode, children }: { label: string; isCode: boolean; children: string }): ReactElement {
  return (
    // oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- what scrolls must be reachable by keyboard, and named
    <div
      className="rgs-error-box"
      data-code={isCode || undefined}
      translate={isCode ? 'no' : undefined}
      dir="auto"
      tabIndex={0}
      role="group"
      aria-label={label}
    >
      {children}
    </div>
  )
}

function countLines(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at !== -1 && lines <= SHORT_LINES; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}
