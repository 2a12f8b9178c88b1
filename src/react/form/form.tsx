/**
 * The form: its element, and a skeleton until the app is known and the code for fields is loaded. What was typed is in
 * the form store, so only a person removes it. What follows the fields stays the same element throughout.
 */
import { forwardRef, useMemo, useRef, useSyncExternalStore } from 'react'
import type { FocusEvent, FormEvent, KeyboardEvent, ReactElement } from 'react'
import { isGradioStreamError } from '@gradio-stream/client/internal/errors'
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { useGradioClient } from '@gradio-stream/hooks/internal/gradio-environment'
import { hasRareInputs, registerInputs } from '../inputs/find-input.ts'
import { lazyPart } from '../kit/lazy-part.tsx'
import type { LazyPart } from '../kit/lazy-part.tsx'
import { FormBody, submitForm } from './form-body.tsx'
import type { FormBodyProps } from './form-body.tsx'
import { FormSkeleton } from './form-skeleton.tsx'
import type { FormSnapshot } from './form-store.ts'
import { AuthorText } from './form-text.tsx'
import { NotLoaded } from '../parts/error/not-loaded.tsx'
import { PartElement } from '../kit/part.tsx'
import type { PartProps, PartState } from '../kit/part.tsx'
import { useGradioProcess } from '../kit/process-context.ts'
import type { ProcessSettings } from '../kit/process-context.ts'
import { issueWords } from '../messages/issue-words.ts'
import { landmarkName } from '../parts/title.tsx'
import type { LayoutNode } from '@gradio-stream/client/internal/protocol/describe/layout'
import { useUpdatedEndpoint } from './use-updated-endpoint.ts'

/** State for a `render` function of the form. */
export interface FormState extends PartState {
  /** `null` until the endpoint is known. */
  readonly endpoint: EndpointDescription | null
  /** Errors by parameter name, found here or by the app. */
  readonly issues: ReadonlyMap<string, string>
}
/** Props of `GradioProcess.Form`; `children` are drawn after the fields. */
export type FormProps = PartProps<'form', FormState>

/** From this number of fields on, a form may be higher than a window. */
const LONG_FIELDS = 8

/** The form; a skeleton during discovery, and nothing without an endpoint. */
export const Form = forwardRef<HTMLFormElement, FormProps>(function Form({ children, ...props }, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { form, messages, formId } = settings
  const snapshot = useSyncExternalStore(form.subscribe, form.getSnapshot, form.getSnapshot)
  const { error } = stream
  const endpoint = useUpdatedEndpoint(stream, settings)
  const fields = useRef<HTMLDivElement>(null)
  const client = useGradioClient()
  const submit = () => {
    if (endpoint && snapshot.read) submitForm(stream, endpoint, settings, client)
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

  const isLongForm = endpoint !== null && isLong(endpoint)
  // A browser that focuses a text field only makes its caret visible: the rest may be below fixed content.
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const isUnderneath = isLongForm && target.closest('.rgs-foot') === null && target.matches(':focus-visible')
    // Some DOMs of tests cannot scroll.
    if (isUnderneath && 'scrollIntoView' in target) target.scrollIntoView({ block: 'nearest' })
  }

  const { formats } = settings
  const issues = useMemo(() => allIssues(snapshot, error, { messages, formats }), [snapshot, error, messages, formats])
  if (!endpoint && stream.discovery.status !== 'pending') return null
  const own = {
    id: formId,
    className: 'rgs-form',
    noValidate: true,
    'aria-label': landmarkName(stream, settings, messages.form.label),
    'aria-busy': endpoint && snapshot.read ? undefined : true,
    'data-long': isLongForm || undefined,
    onSubmit,
    onKeyDown,
    onFocus,
    children: (
      <>
        <div ref={fields} className="rgs-form-body">
          {endpoint ? <Body {...{ stream, settings, endpoint, snapshot, issues, fields }} /> : <FormSkeleton />}
        </div>
        {children}
      </>
    ),
  }
  return <PartElement tag="form" own={own} given={props} state={{ ...part, endpoint, issues }} elementRef={ref} />
})

/**
 * The fields. Fields that are not plain are loaded before the form appears, and so is the code for texts of the author,
 * whose size is unknown beforehand: nothing moves later.
 */
function Body(props: FormBodyProps): ReactElement {
  const { endpoint, settings } = props
  if (endpoint.layout?.some(hasText)) return <LateTextForm {...props} />
  return hasRareInputs(endpoint, settings.inputKinds) ? <LateForm {...props} /> : <FormBody {...props} />
}

const loadForm = async () => {
  const { defaultInputs } = await import('../parts/output/value-parts.ts')
  registerInputs(defaultInputs)
  return { default: FormBody }
}
/** A form with fields that are not plain. */
export const LateForm: LazyPart<FormBodyProps> = lazyPart<FormBodyProps>(loadForm, FormSkeleton, NotLoaded)
/** A form with texts of its author: as plain words if the code for Markdown could not be loaded. */
export const LateTextForm: LazyPart<FormBodyProps> = lazyPart<FormBodyProps>(
  async () => (await Promise.all([loadForm(), AuthorText.load()]))[0],
  FormSkeleton,
  NotLoaded,
)

function isLong({ parameters }: EndpointDescription): boolean {
  return parameters.filter(({ props }) => props.visible !== false && props.visible !== 'hidden').length >= LONG_FIELDS
}

function hasText(node: LayoutNode): boolean {
  return node.kind === 'text' || (node.kind !== 'field' && node.children.some(hasText))
}

/** The form's errors, and the app's for fields that were not changed since. */
function allIssues(
  { issues, changedSince, isCleared, answered }: FormSnapshot,
  error: GradioStreamError | null,
  words: Pick<ProcessSettings, 'messages' | 'formats'>,
): ReadonlyMap<string, string> {
  const refused = isGradioStreamError(error, 'input-invalid') ? error.details.issues : []
  const all = new Map<string, string>()
  for (const issue of refused) {
    const { parameter } = issue
    if (parameter !== null && !(answered === error && (isCleared || changedSince.has(parameter))))
      all.set(parameter, issueWords(issue, words))
  }
  for (const [name, message] of issues) all.set(name, message)
  return all
}
