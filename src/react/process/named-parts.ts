/**
 * The parts of `GradioProcess` by name: a server component can use these, but not `GradioProcess.Form`. Each is a
 * constant of this module: the build would take a re-export from its source, past `"use client"`.
 */
'use client'

import { Form } from '../form/form.tsx'
import { AppPart } from '../parts/app.tsx'
import { Cancel } from '../parts/cancel.tsx'
import { ErrorPart } from '../parts/error/error.tsx'
import { Logs } from '../parts/log/logs.tsx'
import { Notice } from '../parts/notice.tsx'
import { Progress } from '../parts/progress/progress.tsx'
import { Queue } from '../parts/progress/queue.tsx'
import { Reset } from '../parts/reset.tsx'
import { ConnectionPart } from '../parts/status/connection.tsx'
import { Status } from '../parts/status/status.tsx'
import { Toasts } from '../parts/toast/toasts.tsx'
import { Output } from '../parts/output/output.tsx'
import { Announcer } from '../parts/status/announcer.tsx'
import { Submit } from '../parts/submit.tsx'
import { Title } from '../parts/title.tsx'
import { Follow } from './follow.tsx'
import { View } from './gradio-process.tsx'
import { ProcessProvider as Provider } from './process-provider.tsx'
import { Root } from './root.tsx'

export const ProcessFollow = Follow
export const ProcessForm = Form
export const ProcessApp = AppPart
export const ProcessCancel = Cancel
export const ProcessError = ErrorPart
export const ProcessLogs = Logs
export const ProcessNotice = Notice
export const ProcessProgress = Progress
export const ProcessQueue = Queue
export const ProcessReset = Reset
export const ProcessConnection = ConnectionPart
export const ProcessStatus = Status
export const ProcessToasts = Toasts
export const ProcessOutput = Output
export const ProcessAnnouncer = Announcer
export const ProcessSubmit = Submit
export const ProcessTitle = Title
export const ProcessView = View
export const ProcessProvider = Provider
export const ProcessRoot = Root
