/** The form an endpoint describes. What was typed lives in the form store, so that nothing but a person takes it away. */
import { forwardRef, memo, useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { FormEvent, KeyboardEvent, ReactElement, ReactNode } from 'react'
import { isGradioStreamError } from '../../core/errors.ts'
import type { GradioStreamError } from '../../core/errors.ts'
import type { EndpointDescription, ParameterDescription } from '../../core/protocol/app-description.ts'
import { resolveInput } from '../inputs/registry.ts'
import { Field } from './field.tsx'
import type { FormSnapshot } from './form-store.ts'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
import { isActive, useGradioProcess } from './process-context.ts'
import type { ProcessSettings } from './process-context.ts'
import { initialDraft, isRequired, readField, readForm } from './read-form.ts'
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

const SHOWN_FIELDS = 5
const SKELETON_FIELDS = 2

/** The form; the shape of one while the app is looked at, and nothing where there is no endpoint to call. */
export const Form = forwardRef<HTMLFormElement, FormProps>(function Form({ children, ...props }, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { form, inputs, messages, formats, formId } = settings
  const snapshot = useSyncExternalStore(form.subscribe, form.getSnapshot, form.getSnapshot)
  const { error } = stream
  const endpoint = useUpdatedEndpoint(stream, settings)
  const fields = useRef<HTMLDivElement>(null)

  // A refusal of the app counts until its field is changed.
  useEffect(() => form.answer(isGradioStreamError(error, 'input-invalid') ? error : null), [form, error])
  useEffect(() => {
    if (snapshot.refusals === 0) return
    const bad = fields.current?.querySelector<HTMLElement>('[data-invalid] :is(input, textarea, select, [role=grid])')
    bad?.focus()
  }, [snapshot.refusals])

  const onLeave = useCallback(
    (name: string) => {
      const parameter = endpoint?.parameters.find((one) => one.name === name)
      const { drafts } = form.getSnapshot()
      // Nobody is told off for a field they have only passed through.
      if (!parameter || !drafts.has(name)) return
      const reading = readField(resolveInput(inputs, parameter.component), parameter, drafts.get(name), { messages, formats })
      form.setIssue(name, reading.ok ? null : reading.message)
    },
    [endpoint, form, inputs, messages, formats],
  )
  const submit = () => {
    if (!endpoint || isActive(stream)) return
    const { values, issues } = readForm(endpoint, inputs, form.getSnapshot().drafts, { messages, formats })
    if (issues.size > 0) return form.refuse(issues)
    stream.submit(values)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isSend = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing
    if (!isSend) return
    event.preventDefault()
    submit()
  }

  const issues = useMemo(() => allIssues(snapshot, error), [snapshot, error])
  if (!endpoint && stream.discovery.status !== 'pending') return null
  const body = endpoint ? (
    <Fields endpoint={endpoint} snapshot={snapshot} issues={issues} settings={settings} onLeave={onLeave} />
  ) : (
    <Skeleton label={messages.form.loading} />
  )
  const own = {
    id: formId,
    className: 'rgs-form',
    noValidate: true,
    'aria-label': messages.form.label,
    'aria-busy': endpoint ? undefined : true,
    onSubmit,
    onKeyDown,
    children: (
      <>
        <div ref={fields} className="rgs-form-body">
          {body}
        </div>
        {children}
      </>
    ),
  }
  return <PartElement tag="form" own={own} given={props} state={{ ...part, endpoint, issues }} elementRef={ref} />
})

interface FieldsProps {
  endpoint: EndpointDescription
  snapshot: FormSnapshot
  issues: ReadonlyMap<string, string>
  settings: ProcessSettings
  onLeave: (name: string) => void
}

/** Drawn anew only for something of the form's own: a run changes the stream with every frame. */
const Fields = memo(function Fields({ endpoint, snapshot, issues, settings, onLeave }: FieldsProps): ReactNode {
  const { form, inputs, messages, formats, formId } = settings
  const { shown, folded } = foldFields(endpoint.parameters)
  const draw = (parameter: ParameterDescription) => {
    const { name } = parameter
    const kind = resolveInput(inputs, parameter.component)
    return (
      <Field
        key={name}
        id={`${formId}-${endpoint.parameters.indexOf(parameter)}`}
        parameter={parameter}
        kind={kind}
        draft={snapshot.drafts.has(name) ? snapshot.drafts.get(name) : initialDraft(kind, parameter)}
        issue={issues.get(name) ?? null}
        isRequired={isRequired(kind, parameter, settings)}
        onChange={form.change}
        onLeave={onLeave}
        messages={messages}
        formats={formats}
      />
    )
  }
  return (
    <>
      {shown.length > 0 && <div className="rgs-fields">{shown.map(draw)}</div>}
      {folded.length > 0 && (
        // Opened by what is wrong inside; otherwise the browser's own state.
        <details className="rgs-fold rgs-more" open={folded.some(({ name }) => issues.has(name)) || undefined}>
          <summary className="rgs-summary">{messages.form.more(folded.length, formats)}</summary>
          <div className="rgs-fields">{folded.map(draw)}</div>
        </details>
      )}
    </>
  )
})

/** Fields with a default beyond the first few fold away; folding a single one would save nothing. */
function foldFields(parameters: readonly ParameterDescription[]): { shown: ParameterDescription[]; folded: ParameterDescription[] } {
  const shown: ParameterDescription[] = []
  const folded: ParameterDescription[] = []
  for (const parameter of parameters) (parameter.hasDefault && shown.length >= SHOWN_FIELDS ? folded : shown).push(parameter)
  return folded.length > 1 ? { shown, folded } : { shown: [...parameters], folded: [] }
}

/** What the form found, over what the app refused, but for fields changed since. */
function allIssues({ issues, changedSince, answered }: FormSnapshot, error: GradioStreamError | null): ReadonlyMap<string, string> {
  const refused = isGradioStreamError(error, 'input-invalid') ? error.details.issues : []
  const all = new Map<string, string>()
  for (const { parameter, message } of refused) {
    if (parameter !== null && !(answered === error && changedSince.has(parameter))) all.set(parameter, message)
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
