/**
 * User and password for an app with users, in the place where the sign-in is requested. What is typed stays in this
 * component.
 */
import { useId, useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import { useGradioClient } from '@gradio-stream/hooks/internal/gradio-environment'
import { toStreamError } from '@gradio-stream/hooks/internal/to-stream-error'
import { describeError } from '../error/describe-error.ts'
import { useGradioProcess } from '../../kit/process-context.ts'

/** The form. After a sign-in the app is asked again, and the failed run can be repeated. */
export function SignInForm(): ReactElement {
  const { stream, settings } = useGradioProcess()
  const { messages, formats } = settings
  const words = messages.signIn
  const client = useGradioClient()
  const id = useId()
  const [fault, setFault] = useState<GradioStreamError | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const signIn = async (form: HTMLFormElement): Promise<void> => {
    const typed = new FormData(form)
    const read = (name: string): string => {
      const value = typed.get(name)
      return typeof value === 'string' ? value : ''
    }
    setIsBusy(true)
    setFault(null)
    try {
      await client.signIn(settings.app, { username: read('username'), password: read('password') })
      stream.discovery.refetch()
    } catch (cause) {
      setFault(toStreamError(cause, 'discovery-failed', words.signingIn))
    } finally {
      setIsBusy(false)
    }
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (!isBusy) void signIn(event.currentTarget)
  }
  const said = fault && describeError(fault, { isRelayed: stream.connection.route === 'relay', messages, formats })
  const faultId = `${id}-fault`
  const field = (name: 'username' | 'password', label: string): ReactElement => (
    <span className="rgs-sign-in-field">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        className="rgs-control"
        name={name}
        type={name === 'password' ? 'password' : 'text'}
        autoComplete={name === 'password' ? 'current-password' : 'username'}
        autoCapitalize="none"
        spellCheck={false}
        dir="auto"
        required
        aria-invalid={fault !== null || undefined}
        aria-describedby={fault ? faultId : undefined}
      />
    </span>
  )
  return (
    <form className="rgs-sign-in" aria-label={messages.actions.signIn} onSubmit={onSubmit}>
      {field('username', words.user)}
      {field('password', words.password)}
      <button type="submit" className="rgs-button" aria-disabled={isBusy || undefined}>
        <span>{isBusy ? words.signingIn : messages.actions.signIn}</span>
      </button>
      {/* Always in the page, so that its text is announced. */}
      <p id={faultId} className="rgs-sign-in-fault" role="alert">
        {said && (
          <>
            <bdi>{said.title}</bdi> {said.next && <bdi>{said.next}</bdi>}
          </>
        )}
      </p>
    </form>
  )
}
