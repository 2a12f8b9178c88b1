/** Runs that send log lines. */
import { completed, log, starting } from '../scenario-steps.ts'
import type { Scenario } from '../scenario.ts'
import { ADDRESS, textReturn } from './parameters.ts'

/**
 * `gr.Info`, `gr.Warning` and `gr.Success`, with and without titles and durations. One of them has `visible: false`.
 */
export const logs: Scenario = {
  name: 'logs',
  description: 'Imports a file and says what it does.',
  parameters: [ADDRESS],
  returns: [textReturn()],
  steps: [
    ...starting(2.5),
    log(200, 'info', 'Opened the file, 2,314 rows.', { title: 'Import', durationSeconds: 5 }),
    log(600, 'warning', '12 rows have no date and were left out.', { title: 'Rows skipped', durationSeconds: null }),
    log(500, 'info', 'Cache warmed.', { isVisible: false }),
    log(700, 'success', 'All rows are in the database.', { title: 'Done', durationSeconds: 3 }),
    completed(500, ['2,302 rows imported'], 2.5),
  ],
}
