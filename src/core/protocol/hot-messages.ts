/**
 * The messages that come by the thousand, judged by hand. Says yes exactly where the schema in `messages.ts`
 * accepts (a property test holds them together); a no only means that the schema decides and finds the words.
 */

/** Whether a message of a frequent kind has the shape its schema asks for. */
export function isHotMessage(msg: string, message: object): boolean {
  // Read as JSON gave it; every field is looked at before it counts.
  const fields = message as Readonly<Record<string, unknown>>
  if (!isText(fields.event_id)) return false
  switch (msg) {
    case 'progress':
      return isProgress(fields.progress_data)
    case 'process_generating':
      return isOutput(fields.output) && (fields.success === undefined || typeof fields.success === 'boolean')
    case 'estimation':
      return isNumber(fields.rank) && isNumber(fields.queue_size) && isNumber(fields.rank_eta)
    case 'log':
      return (
        typeof fields.log === 'string' &&
        typeof fields.level === 'string' &&
        isNumber(fields.duration) &&
        isBoolean(fields.visible) &&
        isText(fields.title)
      )
    case 'heartbeat':
      return true
    default:
      return false
  }
}

function isProgress(units: unknown): boolean {
  if (units === undefined || units === null) return true
  if (!Array.isArray(units)) return false
  for (const unit of units) if (!isProgressUnit(unit)) return false
  return true
}

function isProgressUnit(unit: unknown): boolean {
  if (typeof unit !== 'object' || unit === null || Array.isArray(unit)) return false
  // As above.
  const fields = unit as Readonly<Record<string, unknown>>
  return isNumber(fields.index) && isNumber(fields.length) && isText(fields.unit) && isNumber(fields.progress) && isText(fields.desc)
}

function isOutput(output: unknown): boolean {
  if (output === undefined || output === null) return true
  if (typeof output !== 'object' || Array.isArray(output)) return false
  // As above.
  const fields = output as Readonly<Record<string, unknown>>
  return (
    (fields.data === undefined || fields.data === null || Array.isArray(fields.data)) &&
    isBoolean(fields.is_generating) &&
    isNumber(fields.duration) &&
    isNumber(fields.average_duration) &&
    isText(fields.title)
  )
}

function isText(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string'
}

function isNumber(value: unknown): boolean {
  return value === undefined || value === null || Number.isFinite(value)
}

function isBoolean(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'boolean'
}
