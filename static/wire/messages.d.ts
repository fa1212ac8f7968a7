/** Of the wire: messages. Written from the server's types by `make types`. */

export type ServerMessage = StateMessage | PatchMessage | YouMessage | OkMessage | NoMessage | ByeMessage

/** A view's whole document. `at`: server time, ms; `seq`: the number of the last line of the
 * journal that shows in it. For the audience and displays what is only asked does not show, so
 * that nobody learns when. */
export interface StateMessage {
  t: "state"
  at: number
  seq: number
  doc: Record<string, any>
}

/** An RFC 7396 merge patch of the document; an empty one is a sign of life. */
export interface PatchMessage {
  t: "patch"
  at: number
  seq: number
  doc: Record<string, any>
}

/** A merge patch of the client's private document. */
export interface YouMessage {
  t: "you"
  doc: Record<string, any>
}

/** The command is done and kept. `question`: the id of a new one; `remark`: the number of a
 * new one. */
export interface OkMessage {
  t: "ok"
  id: string
  question?: string
  remark?: number
}

/** The command was refused and nothing was kept. `id` is absent if none could be read. */
export interface NoMessage {
  t: "no"
  code: string
  args?: Record<string, any>
  retry_ms?: number
  id?: string
}

/** The last message of a connection. `retry_ms`: when to come back; absent: not to. */
export interface ByeMessage {
  t: "bye"
  code: string
  retry_ms?: number
}
