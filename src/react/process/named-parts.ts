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

/** `GradioProcess.Follow`: a run that a server began, by its token. */
export const ProcessFollow = Follow
/** `GradioProcess.Form`: the fields of the endpoint. */
export const ProcessForm = Form
/** `GradioProcess.App`: the state of the app while it is not available. */
export const ProcessApp = AppPart
/** `GradioProcess.Cancel`: the button that cancels. */
export const ProcessCancel = Cancel
/** `GradioProcess.Error`: why there is no result, and what can be done. */
export const ProcessError = ErrorPart
/** `GradioProcess.Logs`: the lines that the app logged. */
export const ProcessLogs = Logs
/** `GradioProcess.Notice`: the button that allows a notification at the end. */
export const ProcessNotice = Notice
/** `GradioProcess.Progress`: the bars of the run. */
export const ProcessProgress = Progress
/** `GradioProcess.Queue`: the place in the queue. */
export const ProcessQueue = Queue
/** `GradioProcess.Reset`: the button that sets every field back to its initial value. */
export const ProcessReset = Reset
/** `GradioProcess.Connection`: the state of the connection, where it is worth a word. */
export const ProcessConnection = ConnectionPart
/** `GradioProcess.Status`: the state of the run in words. */
export const ProcessStatus = Status
/** `GradioProcess.Toasts`: log lines as toasts. */
export const ProcessToasts = Toasts
/** `GradioProcess.Output`: the values. */
export const ProcessOutput = Output
/** `GradioProcess.Announcer`: tells screen readers what happens. */
export const ProcessAnnouncer = Announcer
/** `GradioProcess.Submit`: Run, and Cancel during a run. */
export const ProcessSubmit = Submit
/** `GradioProcess.Title`: the title of the process. */
export const ProcessTitle = Title
/** `GradioProcess.View`: the card for a stream that a hook gives. */
export const ProcessView = View
/** `GradioProcess.Provider`: gives the parts a stream; draws nothing itself. */
export const ProcessProvider = Provider
/** `GradioProcess.Root`: the frame around parts of your own arrangement. */
export const ProcessRoot = Root
