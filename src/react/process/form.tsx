/** The form an endpoint describes. What was typed lives in the form store, so that nothing but a person takes it away. */
import { forwardRef, memo, useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { FormEvent, KeyboardEvent, ReactElement, ReactNode } from 'react'
import { isGradioStreamError } from '../../core/errors.ts'
import type { GradioStreamError } from '../../core/errors.ts'
import type { EndpointDescription, ParameterDescription } from '../../core/protocol/app-description.ts'
import type { UploadingFile } from '../../core/run/run-event.ts'
import { useGradioClient } from '../gradio-environment.ts'
import type { InputApp } from '../inputs/input-kind.ts'
import { resolveInput } from '../inputs/registry.ts'
import { Examples } from './examples.tsx'
import { Field } from './field.tsx'
import { focusField } from './form-focus.ts'
import { draftKey } from './form-store.ts'
import type { FormSnapshot } from './form-store.ts'
import { FormSummary } from './form-summary.tsx'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
import { isActive, useGradioProcess } from './process-context.ts'
import type { ProcessSettings } from './process-context.ts'
import { draftOf, finishForm, isDrawn, isOptional, isReadOnly, isRequired, readField, readForm } from './read-form.ts'
import type { FormReading } from './read-form.ts'
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
const NO_DRAFTS: ReadonlyMap<string, unknown> = new Map()
const NO_UPLOADS: readonly UploadingFile[] = []

/** The form; the shape of one while the app is looked at, and nothing where there is no endpoint to call. */
export const Form = forwardRef<HTMLFormElement, FormProps>(function Form({ children, ...props }, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { form, inputs, messages, formats, formId } = settings
  const snapshot = useSyncExternalStore(form.subscribe, form.getSnapshot, form.getSnapshot)
  const { error } = stream
  const endpoint = useUpdatedEndpoint(stream, settings)
  const fields = useRef<HTMLDivElement>(null)
  const client = useGradioClient()
  // A second press means the same run.
  const isFinishing = useRef(false)
  const app = stream.discovery.data ?? null
  const maxFileSizeBytes = app?.maxFileSizeBytes ?? null

  // A refusal of the app counts until its field is changed.
  useEffect(() => form.answer(isGradioStreamError(error, 'input-invalid') ? error : null), [form, error])
  useEffect(() => {
    if (snapshot.refusals > 0) focusFirstBad(fields.current)
  }, [snapshot.refusals])
  useEffect(() => {
    const { activeElement } = document
    // Who is somewhere else on the page by now is not fetched back.
    const isHere = activeElement === document.body || fields.current?.parentElement?.contains(activeElement)
    if (isGradioStreamError(error, 'input-invalid') && isHere) focusFirstBad(fields.current)
  }, [error])

  const judge = useCallback(
    (parameter: ParameterDescription) => {
      const { drafts } = form.getSnapshot()
      // Nobody is told off for a field they have only passed through.
      if (!drafts.has(draftKey(parameter))) return
      const kind = resolveInput(inputs, parameter.component)
      const reading = readField(kind, parameter, draftOf(kind, parameter, drafts), { messages, formats, maxFileSizeBytes })
      form.setIssue(parameter.name, reading.ok ? null : reading.message)
    },
    [form, inputs, messages, formats, maxFileSizeBytes],
  )
  const change = useCallback(
    (parameter: ParameterDescription, draft: unknown) => {
      form.change(parameter, draft)
      if (resolveInput(inputs, parameter.component).isJudgedAtOnce) judge(parameter)
    },
    [form, inputs, judge],
  )
  const submit = () => {
    if (!endpoint || isActive(stream) || isFinishing.current) return
    const words = { messages, formats, maxFileSizeBytes }
    const reading = readForm(endpoint, inputs, form.getSnapshot().drafts, words)
    const send = ({ values, issues }: FormReading) => (issues.size > 0 ? form.refuse(issues) : stream.submit(values))
    const finishing = reading.issues.size === 0 ? finishForm(endpoint, inputs, reading.values, { ...words, client, app }) : null
    if (!finishing) return send(reading)
    isFinishing.current = true
    void finishing.then(send).finally(() => (isFinishing.current = false))
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
  const body = endpoint ? (
    <Fields
      endpoint={endpoint}
      snapshot={snapshot}
      issues={issues}
      settings={settings}
      app={app}
      uploads={stream.state.status === 'uploading' ? stream.state.files : NO_UPLOADS}
      onChange={change}
      onLeave={judge}
    />
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
  app: InputApp | null
  uploads: readonly UploadingFile[]
  onChange: (parameter: ParameterDescription, draft: unknown) => void
  onLeave: (parameter: ParameterDescription) => void
}

function focusFirstBad(fields: HTMLElement | null): void {
  const bad = fields?.querySelector<HTMLElement>('[data-invalid][id$="-field"]')
  if (bad) focusField(bad.id.slice(0, -'-field'.length))
}

/** Drawn anew only for something of the form's own: a run changes the stream with every frame. */
const Fields = memo(function Fields(props: FieldsProps): ReactNode {
  const { endpoint, snapshot, issues, settings, app, uploads, onChange, onLeave } = props
  const { inputs, messages, formats, formId } = settings
  const drawn = endpoint.parameters.filter((parameter) => isDrawn(resolveInput(inputs, parameter.component), parameter))
  const { shown, folded } = foldFields(drawn)
  const idOf = (index: number) => `${formId}-${index}`
  const draw = (parameter: ParameterDescription) => {
    const { name } = parameter
    const kind = resolveInput(inputs, parameter.component)
    return (
      <Field
        key={name}
        id={idOf(endpoint.parameters.indexOf(parameter))}
        parameter={parameter}
        kind={kind}
        draft={draftOf(kind, parameter, isReadOnly(parameter) ? NO_DRAFTS : snapshot.drafts)}
        issue={issues.get(name) ?? null}
        isRequired={!isReadOnly(parameter) && isRequired(kind, parameter, settings)}
        isOptional={!isReadOnly(parameter) && isOptional(kind, parameter, settings)}
        isReadOnly={isReadOnly(parameter)}
        app={app}
        uploads={uploads}
        onChange={onChange}
        onLeave={onLeave}
        messages={messages}
        formats={formats}
      />
    )
  }
  return (
    <>
      {snapshot.refusals > 0 && <FormSummary endpoint={endpoint} issues={issues} idOf={idOf} messages={messages} formats={formats} />}
      {shown.length > 0 && <div className="rgs-fields">{shown.map(draw)}</div>}
      {folded.length > 0 && (
        // Opened by what is wrong inside; otherwise the browser's own state.
        <details className="rgs-fold rgs-more" open={folded.some(({ name }) => issues.has(name)) || undefined}>
          <summary className="rgs-summary">{messages.form.more(folded.length, formats)}</summary>
          <div className="rgs-fields">{folded.map(draw)}</div>
        </details>
      )}
      <Examples endpoint={endpoint} settings={settings} app={app} />
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
