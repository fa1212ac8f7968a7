/**
 * Tells moderators when the server itself finds that its records were changed, and while it does;
 * and that its log was begun anew.
 */

/** @param {import("../common/connection.js").Connection} line */
export function watchDisputed(line) {
  let ever = false
  const look = () => {
    const { disputed = [], beginnings = [] } = line.document.debate
    ever ||= disputed.length + beginnings.length > 0
    if (ever) void import("./bar.js").then((bar) => Promise.all([bar.tellDisputed(disputed), bar.tellBeginnings(beginnings)]))
  }
  line.subscribe(look)
  look()
}
