/**
 * The form: its element, and the shape of one until the app is known and what draws fields has been loaded. What was typed lives in the
 * form store, so that nothing but a person takes it away; what lies after the fields stays the same element throughout.
 */
import { forwardRef, Suspense, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { FormEvent, KeyboardEvent, ReactElement } from 'react'
import { isGradioStreamError } from '../../core/errors.ts'
import type { GradioStreamError } from '../../core/errors.ts'
import type { EndpointDescription } from '../../core/protocol/app-description.ts'
import { useGradioClient } from '../gradio-environment.ts'
import { prefetchInputs } from '../inputs/late-inputs.ts'
import { useIsServerDrawn, useLateCode, useServedCode } from '../late-code.ts'
import { BareError } from './bare-error.tsx'
import { formCode } from './late-pieces.ts'
import type { FormBodyProps } from './form-body.tsx'
import type { FormSnapshot } from './form-store.ts'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
import { useGradioProcess } from './process-context.ts'
import { landmarkName } from './title.tsx'
import { useUpdatedEndpoint } from './use-updated-endpoint.ts'

/** What a `render` of the form is told. */
export interface FormState extends PartState {
  /** `null` until the endpoint is known. */
  readonly endpoint: EndpointDescription | null
  /** What is wrong, by parameter name: found here, or refused by the app. */
  readonly issues: ReadonlyMap<string, string>
}
/** Props of `GradioProcess.Form`; `children` are drawn after the fields. */
export type FormProps = PartProps<'form', FormState>

const SKELETON_FIELDS = 2

/** The form; the shape of one while the app is looked at, and nothing where there is no endpoint to call. */
export const Form = forwardRef<HTMLFormElement, FormProps>(function Form({ children, ...props }, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { form, inputs, messages, formId } = settings
  const snapshot = useSyncExternalStore(form.subscribe, form.getSnapshot, form.getSnapshot)
  const { error } = stream
  const endpoint = useUpdatedEndpoint(stream)
  const { code } = useLateCode(formCode, 'now')
  const fields = useRef<HTMLDivElement>(null)
  const client = useGradioClient()
  useEffect(() => {
    if (endpoint) prefetchInputs(endpoint, inputs)
  }, [endpoint, inputs])
  const submit = () => {
    if (endpoint) code?.submitForm(stream, endpoint, settings, client)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const isSend = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing
    if (!isSend) return
    event.preventDefault()
    submit()
  }

  const issues = useMemo(() => allIssues(snapshot, error), [snapshot, error])
  if (!endpoint && stream.discovery.status !== 'pending') return null
  const skeleton = <Skeleton label={messages.form.loading} />
  const own = {
    id: formId,
    className: 'rgs-form',
    noValidate: true,
    'aria-label': landmarkName(stream, settings, messages.form.label),
    'aria-busy': endpoint && code ? undefined : true,
    onSubmit,
    onKeyDown,
    children: (
      <>
        <div ref={fields} className="rgs-form-body">
          {endpoint ? (
            <Suspense fallback={skeleton}>
              <LateBody {...{ stream, settings, endpoint, snapshot, issues, fields, skeleton }} />
            </Suspense>
          ) : (
            skeleton
          )}
        </div>
        {children}
      </>
    ),
  }
  return <PartElement tag="form" own={own} given={props} state={{ ...part, endpoint, issues }} elementRef={ref} />
})

/** The fields, once what draws them is there. */
function LateBody({ skeleton, ...props }: FormBodyProps & { skeleton: ReactElement }): ReactElement {
  const { endpoint, settings } = props
  const { code, error } = useServedCode(formCode, 'now')
  const isServerDrawn = useIsServerDrawn()
  // Nobody looks yet, so that the rarer fields are waited for as well.
  // oxlint-disable-next-line typescript/only-throw-error -- as in `useServedCode`
  if (isServerDrawn && code && !code.areInputsThere(endpoint, settings.inputs)) throw code.loadInputs(endpoint, settings.inputs)
  if (code) return <code.FormBody {...props} />
  return error ? <BareError error={error} retry={formCode.load} /> : skeleton
}

/** What the form found, over what the app refused, but for fields changed since. */
function allIssues(
  { issues, changedSince, isCleared, answered }: FormSnapshot,
  error: GradioStreamError | null,
): ReadonlyMap<string, string> {
  const refused = isGradioStreamError(error, 'input-invalid') ? error.details.issues : []
  const all = new Map<string, string>()
  for (const { parameter, message } of refused) {
    if (parameter !== null && !(answered === error && (isCleared || changedSince.has(parameter)))) all.set(parameter, message)
  }
  for (const [name, message] of issues) all.set(name, message)
  return all
}

function Skeleton({ label }: { label: string }): ReactElement {
  return (
    <>
      <span className="rgs-visually-hidden">{label}</span>
      <div className="rgs-fields" aria-hidden="true">
        {Array.from({ length: SKELETON_FIELDS }, (_, index) => (
          <div key={index} className="rgs-field" data-wide={index === 0 || undefined}>
            <span className="rgs-skeleton rgs-skeleton-label" />
            <span className="rgs-skeleton rgs-skeleton-control" />
          </div>
        ))}
      </div>
    </>
  )
}
