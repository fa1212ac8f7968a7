/**
 * What OBS tells a browser source: whether it is on programme, and what a recording does. Of the
 * latter the moment is an anchor for the editor's marks.
 */

/** @typedef {import("../gallery/reporting.js").RecordingState} RecordingState */

/** Events of obs-browser on `window`, at the control level that sources have by default. @type {Record<string, RecordingState>} */
const RECORDING = {
  obsRecordingStarted: "started",
  obsRecordingPaused: "paused",
  obsRecordingUnpaused: "resumed",
  obsRecordingStopped: "stopped",
}

/**
 * Outside of OBS nothing is ever reported.
 * @param {{ tell: (active: boolean) => void, recorded: (state: RecordingState) => void }} reporting
 * @returns {() => void} ends it
 */
export function followObs(reporting) {
  const listening = new AbortController()
  if ("obsstudio" in window) {
    const options = { signal: listening.signal }
    window.addEventListener("obsSourceActiveChanged", (event) => reporting.tell(isActive(event)), options)
    for (const [name, state] of Object.entries(RECORDING)) {
      window.addEventListener(name, () => reporting.recorded(state), options)
    }
  }
  return () => listening.abort()
}

/** @param {Event} event */
function isActive(event) {
  const { detail } = /** @type {CustomEvent<{ active?: boolean } | undefined>} */ (event)
  return detail?.active === true
}
