/**
 * What is inside of the form once an endpoint is known: its fields, its examples, what is wrong with it. Loaded while the app is asked;
 * `form.tsx` holds the element it lies in.
 */
import { useCallback, useEffect } from 'react'
import type { ReactElement, RefObject } from 'react'
import { isGradioStreamError } from '../../core/errors.ts'
import type { EndpointDescription, ParameterDescription } from '../../core/protocol/app-description.ts'
import type { UploadingFile } from '../../core/run/run-event.ts'
import type { GradioStream } from '../gradio-stream.ts'
import { findInput } from '../inputs/find-input.ts'
import type { FinishTools } from '../inputs/input-kind.ts'
import { Fields } from './fields.tsx'
import { focusWhatIsWrong } from './form-focus.ts'
import { fieldReaders } from './form-reader.ts'
import type { ReadFields } from './form-reader.ts'
import { draftKey } from './form-store.ts'
import type { FormSnapshot } from './form-store.ts'
import { isActive } from './process-context.ts'
import type { ProcessSettings } from './process-context.ts'
import { draftOf, finishForm, readField, readForm } from './read-form.ts'
import type { FormReading } from './read-form.ts'
import { useTakenValues } from './use-taken-values.ts'

export { areInputsThere, loadInputs } from '../inputs/find-input.ts'
export { Reset } from './reset.tsx'

const NO_UPLOADS: readonly UploadingFile[] = []

/** Props of {@link FormBody}. */
export interface FormBodyProps {
  stream: GradioStream
  settings: ProcessSettings
  /** With what its runs have changed. */
  endpoint: EndpointDescription
  snapshot: FormSnapshot
  issues: ReadonlyMap<string, string>
  /** The element the fields lie in, inside of the form. */
  fields: RefObject<HTMLElement | null>
}

/** Sends what the form holds, or says what is wrong with it. Some values are made only now; given up meanwhile, nothing is sent. */
export function submitForm(
  stream: GradioStream,
  endpoint: EndpointDescription,
  settings: ProcessSettings,
  client: FinishTools['client'],
): void {
  const { form, inputs, messages, formats } = settings
  // A second press means the same run.
  if (isActive(stream) || form.getSnapshot().finishing !== null) return
  const app = stream.discovery.data ?? null
  const words = { messages, formats, maxFileSizeBytes: app?.maxFileSizeBytes ?? null }
  const reading = readForm(endpoint, inputs, form.getSnapshot().drafts, words)
  const send = ({ values, issues }: FormReading) => (issues.size > 0 ? form.refuse(issues) : stream.submit(values))
  const finishing = reading.issues.size === 0 ? finishForm(endpoint, inputs, reading.values, { ...words, client, app }) : null
  if (!finishing) return send(reading)
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

const readFields: ReadFields = async (endpoint, { inputs, form, messages, formats }, client, app) => {
  const words = { messages, formats, maxFileSizeBytes: app?.maxFileSizeBytes ?? null }
  const reading = readForm(endpoint, inputs, form.getSnapshot().drafts, words)
  if (reading.issues.size > 0) return reading
  return (await finishForm(endpoint, inputs, reading.values, { ...words, client, app })) ?? reading
}

/** Fields, what is wrong with them, examples. */
export function FormBody({ stream, settings, endpoint, snapshot, issues, fields }: FormBodyProps): ReactElement {
  const { form, inputs, messages, formats } = settings
  const { error } = stream
  const app = stream.discovery.data ?? null
  const maxFileSizeBytes = app?.maxFileSizeBytes ?? null
  const isRefusedByApp = isGradioStreamError(error, 'input-invalid')
  useTakenValues(stream, endpoint, settings)
  useEffect(() => void fieldReaders.set(form, readFields), [form])

  // A refusal of the app counts until its field is changed.
  useEffect(() => form.answer(isRefusedByApp ? error : null), [form, error, isRefusedByApp])
  useEffect(() => {
    if (snapshot.refusals > 0) focusWhatIsWrong(fields.current)
  }, [snapshot.refusals, fields])
  useEffect(() => {
    const { activeElement } = document
    // Who is somewhere else on the page by now is not fetched back.
    const isHere = activeElement === document.body || fields.current?.parentElement?.contains(activeElement)
    if (isGradioStreamError(error, 'input-invalid') && isHere) focusWhatIsWrong(fields.current)
  }, [error, fields])

  const judge = useCallback(
    (parameter: ParameterDescription) => {
      const { drafts } = form.getSnapshot()
      const kind = findInput(inputs, parameter.component)
      // Nobody is told off for a field they have only passed through.
      if (!kind || !drafts.has(draftKey(parameter))) return
      const reading = readField(kind, parameter, draftOf(kind, parameter, drafts), { messages, formats, maxFileSizeBytes })
      form.setIssue(parameter.name, reading.ok ? null : reading.message)
    },
    [form, inputs, messages, formats, maxFileSizeBytes],
  )
  const change = useCallback(
    (parameter: ParameterDescription, draft: unknown) => {
      form.change(parameter, draft)
      if (findInput(inputs, parameter.component)?.isJudgedAtOnce) judge(parameter)
    },
    [form, inputs, judge],
  )
  return (
    <Fields
      endpoint={endpoint}
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
}
