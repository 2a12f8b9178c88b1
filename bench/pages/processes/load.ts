/** The load of the page. */
export const PROCESSES = 10
export const EVENTS_PER_SECOND = 100
/** Five seconds of them. */
export const EVENTS_PER_PROCESS = 500
