/**
 * The content of the form once an endpoint is known: fields, examples, errors. `form.tsx` has the element around it.
 */
import { useCallback, useEffect, useMemo } from 'react'
import type { ReactElement, RefObject } from 'react'
import { isGradioStreamError } from '@gradio-stream/client/internal/errors'
import type { EndpointDescription, ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { UploadingFile } from '@gradio-stream/client/internal/run/run-event'
import { useGradioClient } from '@gradio-stream/hooks/internal/gradio-environment'
import type { GradioStream } from '@gradio-stream/hooks/internal/gradio-stream'
import { findInput } from '../inputs/find-input.ts'
import type { FinishTools } from '../inputs/input-kind.ts'
import { Fields } from './fields.tsx'
import { focusWhatIsWrong } from './form-focus.ts'
import { draftKey } from './form-store.ts'
import type { FormReading, FormSnapshot } from './form-store.ts'
import { isActive } from '../kit/process-context.ts'
import type { ProcessSettings } from '../kit/process-context.ts'
import { withoutTitle } from '../parts/intro-heading.ts'
import { draftOf, finishForm, readField, readForm } from './read-form.ts'
import { titleOf } from '../parts/title.tsx'
import { useFormEvents } from './use-form-events.ts'
import { useResumedInputs } from './use-resumed-inputs.ts'
import { useSentMessage } from './use-sent-message.ts'
import { GpuNote } from '../parts/sign-in/gpu-note.tsx'
import { SignInNote } from '../parts/sign-in/sign-in-note.tsx'
import { useLatest } from '@gradio-stream/hooks/internal/use-latest'
import { useTakenValues } from './use-taken-values.ts'

const NO_UPLOADS: readonly UploadingFile[] = []

/** Props of {@link FormBody}. */
export interface FormBodyProps {
  stream: GradioStream
  settings: ProcessSettings
  /** With the changes by its runs. */
  endpoint: EndpointDescription
  snapshot: FormSnapshot
  issues: ReadonlyMap<string, string>
  /** The element that contains the fields, inside the form. */
  fields: RefObject<HTMLElement | null>
}

/** Submits the form, or shows what is wrong. Some values are made only now; if that is cancelled, nothing is sent. */
export function submitForm(
  stream: GradioStream,
  endpoint: EndpointDescription,
  settings: ProcessSettings,
  client: FinishTools['client'],
): void {
  const { form, messages, formats } = settings
  // A second press means the same run.
  if (isActive(stream) || form.getSnapshot().finishing !== null) return
  const app = stream.discovery.data ?? null
  const words = { messages, formats, maxFileSizeBytes: app?.maxFileSizeBytes ?? null }
  const reading = readForm(endpoint, settings, form.getSnapshot().drafts, words)
  const send = ({ values, issues }: FormReading) => (issues.size > 0 ? form.refuse(issues) : stream.submit(values))
  const finishing =
    reading.issues.size === 0 ? finishForm(endpoint, settings, reading.values, { ...words, client, app, endpoint, form }) : null
  if (!finishing) return send(reading)
  // Values that could not be made the last time are tried again.
  for (const name of form.getSnapshot().issues.keys()) form.setIssue(name, null)
  const work = {}
  form.finish(work)
  const sendIfWanted = async (): Promise<void> => {
    const made = await finishing
    if (form.getSnapshot().finishing !== work) return
    form.finish(null)
    send(made)
  }
  void sendIfWanted()
}

/** Fields, errors, examples. */
export function FormBody({ stream, settings, endpoint, snapshot, issues, fields }: FormBodyProps): ReactElement {
  const { form, inputKinds, messages, formats } = settings
  const { error } = stream
  const app = stream.discovery.data ?? null
  const maxFileSizeBytes = app?.maxFileSizeBytes ?? null
  const isRefusedByApp = isGradioStreamError(error, 'input-invalid')
  // First: the values of the run's end are written over its inputs.
  useResumedInputs(stream, endpoint, settings)
  useTakenValues(stream, endpoint, settings)
  useFormEvents(stream, endpoint, settings)
  useSentMessage(stream, endpoint, settings)
  const latest = useLatest({ settings, tools: { messages, formats, maxFileSizeBytes, app, endpoint, form, client: useGradioClient() } })
  useEffect(() => {
    form.setReader(async (parameters) => {
      const { settings: rules, tools } = latest.current
      const part = { ...tools.endpoint, parameters }
      const reading = readForm(part, rules, form.getSnapshot().drafts, tools)
      if (reading.issues.size > 0) return reading
      return (await finishForm(part, rules, reading.values, { ...tools, endpoint: part })) ?? reading
    })
    return () => form.setReader(null)
  }, [form, latest])

  // A refusal of the app counts until its field is changed.
  useEffect(() => form.answer(isRefusedByApp ? error : null), [form, error, isRefusedByApp])
  useEffect(() => {
    if (snapshot.refusals > 0) focusWhatIsWrong(fields.current)
  }, [snapshot.refusals, fields])
  useEffect(() => {
    const { activeElement } = document
    // If the focus is elsewhere on the page by now, it is not moved.
    const isHere = activeElement === document.body || fields.current?.parentElement?.contains(activeElement)
    if (isGradioStreamError(error, 'input-invalid') && isHere) focusWhatIsWrong(fields.current)
  }, [error, fields])

  const judge = useCallback(
    (parameter: ParameterDescription) => {
      const { drafts } = form.getSnapshot()
      const kind = findInput(inputKinds, parameter.component)
      // A field that was only passed through shows no error.
      if (!kind || !drafts.has(draftKey(parameter))) return
      const reading = readField(kind, parameter, draftOf(kind, parameter, drafts), { messages, formats, maxFileSizeBytes })
      form.setIssue(parameter.name, reading.ok ? null : reading.message)
    },
    [form, inputKinds, messages, formats, maxFileSizeBytes],
  )
  const change = useCallback(
    (parameter: ParameterDescription, draft: unknown) => {
      form.change(parameter, draft)
      if (findInput(inputKinds, parameter.component)?.isJudgedAtOnce) judge(parameter)
    },
    [form, inputKinds, judge],
  )
  const title = titleOf(stream, settings)
  const shown = useMemo(
    () => (endpoint.layout ? { ...endpoint, layout: withoutTitle(endpoint.layout, title) } : endpoint),
    [endpoint, title],
  )
  const body = (
    <Fields
      endpoint={shown}
      snapshot={snapshot}
      issues={issues}
      isRefused={isRefusedByApp || snapshot.refusals > 0}
      settings={settings}
      app={app}
      uploads={stream.state.status === 'uploading' ? stream.state.files : NO_UPLOADS}
      onChange={change}
      onLeave={judge}
    />
  )
  return (
    <>
      <SignInNote stream={stream} settings={settings} endpoint={endpoint} />
      <GpuNote stream={stream} settings={settings} />
      {body}
    </>
  )
}
