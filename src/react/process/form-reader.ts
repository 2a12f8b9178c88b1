/** How what lies outside of a form reads its fields, without what draws them. Forms that are drawn put their reader here. */
import type { AppDescription, EndpointDescription } from '../../core/protocol/app-description.ts'
import type { GradioClient } from '../../core/client.ts'
import type { FormStore } from './form-store.ts'
import type { ProcessSettings } from './process-context.ts'
import type { FormReading } from './read-form.ts'

/** Reads the fields of these parameters, ready to be sent. Untouched ones with a default are left out. */
export type ReadFields = (
  endpoint: EndpointDescription,
  settings: ProcessSettings,
  client: GradioClient,
  app: AppDescription | null,
) => Promise<FormReading>

/** By form. */
export const fieldReaders = new WeakMap<FormStore, ReadFields>()
