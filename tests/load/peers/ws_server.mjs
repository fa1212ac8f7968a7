/**
 * Node's `ws` with its default options, as its README has one broadcast:
 *
 *     node ws_server.mjs PORT MESSAGES [recorded|live]
 */

import { WebSocket, WebSocketServer } from "ws"

import { Debate, TICK_MS } from "./debate.mjs"

const BACKLOG = 4096 // connections waiting to be accepted, for all peers alike

const [port, messages, mode] = process.argv.slice(2)
const debate = new Debate(messages, mode)
const wss = new WebSocketServer({ host: "127.0.0.1", port: Number(port), backlog: BACKLOG })

wss.on("connection", client => {
  client.on("error", console.error)
  client.on("message", data => {
    client.send(JSON.stringify(debate.vote(JSON.parse(data.toString()))))
  })
  client.send(JSON.stringify(debate.state))
})

setInterval(() => {
  const update = debate.update()
  if (!update) return
  const data = Buffer.from(JSON.stringify(update)) // encoded once, as the README has it
  for (const client of wss.clients) {
    if (client.readyState === WebSocket.OPEN) client.send(data, { binary: false })
  }
}, TICK_MS)
