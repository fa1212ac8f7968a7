/**
 * What OBS tells a browser source: whether it is on programme, and what a recording does. Of the
 * latter the moment is an anchor for the editor's marks.
 */

/** @typedef {"started" | "paused" | "unpaused" | "stopped"} Recording */
/** @typedef {{ active: boolean } | { recording: Recording }} Report */

/** Events of obs-browser on `window`, at the control level that sources have by default. @type {Record<string, Recording>} */
const RECORDING = {
  obsRecordingStarted: "started",
  obsRecordingPaused: "paused",
  obsRecordingUnpaused: "unpaused",
  obsRecordingStopped: "stopped",
}

/**
 * Outside of OBS nothing is ever reported.
 * @param {(report: Report) => void} report
 * @returns {() => void} ends it
 */
export function followObs(report) {
  const listening = new AbortController()
  if ("obsstudio" in window) {
    const options = { signal: listening.signal }
    window.addEventListener("obsSourceActiveChanged", (event) => report({ active: isActive(event) }), options)
    for (const [name, recording] of Object.entries(RECORDING)) {
      window.addEventListener(name, () => report({ recording }), options)
    }
  }
  return () => listening.abort()
}

/** @param {Event} event */
function isActive(event) {
  const { detail } = /** @type {CustomEvent<{ active?: boolean } | undefined>} */ (event)
  return detail?.active === true
}
